import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ErrorCatalogue } from '../src/base/errors.ts';
import { refreshError } from '../src/refresh/catalogue.ts';
import { sourceError } from '../src/sources/catalogue.ts';
import { type ProblemTexts, translateProblem } from '../web/src/i18n/problem-texts.ts';

const root = new URL('..', import.meta.url);

/** Every sentence that the server can say, by code. */
async function readSentences(): Promise<ReadonlyMap<string, readonly string[]>> {
  const modules = await Promise.all(
    globSync('src/**/catalogue.ts', { cwd: root }).map(
      async (file) =>
        (await import(new URL(file, root).href)) as Readonly<Record<string, { catalogue?: ErrorCatalogue }>>,
    ),
  );
  const entries = modules.flatMap((module) =>
    Object.values(module).flatMap(({ catalogue }) => Object.entries(catalogue ?? {})),
  );
  return new Map(entries.map(([code, { message, mend }]) => [code, [message, mend]]));
}

const parametersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const languages = globSync('web/src/i18n/problems/*.ts', { cwd: root });

describe.each(languages)('what the server says, in %s', (file) => {
  const load = async () => ((await import(new URL(file, root).href)) as { readonly problems: ProblemTexts }).problems;

  it('is what it says', async () => {
    const sentences = await readSentences();
    const { '*': _general, ...byCode } = await load();
    const strange = Object.entries(byCode).flatMap(([code, texts]) =>
      Object.keys(texts).filter((sentence) => !sentences.get(code)?.includes(sentence)),
    );
    expect(strange).toEqual([]);
  });

  it('fills in nothing that the sentence does not hold, and leaves nothing empty', async () => {
    const wrong = Object.values(await load()).flatMap((texts) =>
      Object.entries(texts).filter(
        ([sentence, translated]) =>
          translated.trim() === '' || parametersOf(translated).some((name) => !parametersOf(sentence).includes(name)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('an error of the server', () => {
  const basque = async () =>
    ((await import('../web/src/i18n/problems/eu.ts')) as { readonly problems: ProblemTexts }).problems;

  it.each([
    [
      sourceError('FLX_SOURCE_FILE_MISSING', { path: 'a (1).csv' }),
      "Ez dago 'a (1).csv' bidearekin bat datorren fitxategirik.",
      'Jarri fitxategia hor, edo zuzendu bidea.',
    ],
    [
      refreshError('FLX_TASK_SKIPPED', { upstream: 'Shop', state: 'failed' }),
      "Saltatu egin da, 'Shop' ez delako ondo amaitu.",
      "Konpondu 'Shop', eta freskatu berriro.",
    ],
    [
      sourceError('FLX_SOURCE_ENTITY', { source: 'Shop', entity: 'Ordr' }, { mend: "Did you mean 'Order'?" }),
      "'Shop' datu-iturburuak ez du 'Ordr' entitaterik.",
      "'Order' esan nahi zenuen?",
    ],
  ])('is told in Basque, with what it names and the mend: %s', async ({ code, message, mend }, translated, mended) => {
    const texts = await basque();
    expect([translateProblem(texts, code, message), translateProblem(texts, code, mend)]).toEqual([translated, mended]);
  });

  it('stays as it is where no translation is known', async () => {
    expect(translateProblem(await basque(), 'FLX_OTHER', 'Something else.')).toBe('Something else.');
    expect(translateProblem(undefined, 'FLX_NO_SNAPSHOT', 'Nothing.')).toBe('Nothing.');
  });
});
