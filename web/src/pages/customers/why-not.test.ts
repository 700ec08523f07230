import { createInstance } from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { type MatchExplanation, ReasonAgainst } from '../../../../src/app/view/matching.ts';
import { tellReason } from '../../../../src/cli/commands/why-not.ts';
import { messages as english } from '../../i18n/languages/en.ts';
import { messages as basque } from '../../i18n/languages/eu.ts';
import { WhyNot } from './why-not.tsx';

type Told = Pick<MatchExplanation, 'reasons' | 'missed' | 'conditions'>;

/** What the page says in a language, without its elements. */
async function tell(language: string, given: Partial<Told>): Promise<string> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { en: { translation: english }, eu: { translation: basque } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  i18n.services.formatter?.add('number', String);
  const page = createElement(WhyNot, { reasons: [], missed: [], conditions: {}, ...given });
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, page)).replaceAll(/<[^>]*>/g, '');
}

const cohesion = (pairs: number): ReasonAgainst => ({ reason: 'cohesion', pairs, average: 1, least: 3 });
const differing = { attribute: 'City', left: 'Bilbo', right: 'Irun', similarity: 0, precision: 1 };

const REASONS = ReasonAgainst.properties.reason.enum;

describe('why two records are two customers', () => {
  it.each(REASONS)('is told of the reason %s by pages in both languages and by the command line', async (reason) => {
    const given: ReasonAgainst = { reason, pairs: 2 };
    const [english, basque] = [await tell('en', { reasons: [given] }), await tell('eu', { reasons: [given] })];
    expect(english).not.toMatch(/^$|whyNot/);
    expect(basque).not.toMatch(/^$|whyNot/);
    expect(basque).not.toBe(english);
    expect(tellReason(given)).toMatch(/\.$/);
  });

  it.each([
    ['en', 1, 'do not hold together: the pair between them weighs 1 bits, and 3 are needed.'],
    ['en', 4, 'do not hold together: the 4 pairs between them weigh 1 bits on average, and 3 are needed.'],
    ['eu', 1, 'haien taldeek ez diote elkarri eusten: haien arteko bikotearen pisua 1 bit da'],
    ['eu', 4, 'haien taldeek ez diote elkarri eusten: haien arteko 4 bikoteen batez besteko pisua 1 bit da'],
  ])('tells in %s how many pairs are between two groups: %d', async (language, pairs, told) => {
    expect(await tell(language, { reasons: [cohesion(pairs)] })).toContain(told);
  });

  it.each([
    ['blocking', 'They do not share the blocking key City. Bilbo / Irun'],
    ['exception', 'City differs, and the rule has that as an exception. Bilbo / Irun'],
  ] as const)('tells of a rule with a %s in its way', async (part, told) => {
    expect(await tell('en', { missed: [{ rule: 'ByName', failed: [{ part, ...differing }] }] })).toContain(told);
  });
});
