import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appError } from '../src/app/catalogue.ts';
import { connectorView } from '../src/app/flows/designer/connector-view.ts';
import type { ErrorCatalogue } from '../src/base/errors.ts';
import { engineError } from '../src/engines/duckdb/catalogue.ts';
import { CONNECTORS, connectionFormOf } from '../src/flows/connectors/index.ts';
import { FUNCTIONS } from '../src/flows/language/functions/index.ts';
import { refreshError } from '../src/refresh/catalogue.ts';
import { sourceError } from '../src/sources/catalogue.ts';
import { sourceKinds } from '../src/sources/index.ts';
import { unifyError } from '../src/unify/catalogue.ts';
import { EVIDENCE } from '../src/unify/probability/comparison/index.ts';
import { NAMING, type ServerTexts, translateNames, translateSentence } from '../web/src/i18n/server-texts.ts';
import { wordsOf } from '../web/src/parts/form/schema.ts';

const root = new URL('..', import.meta.url);
const readSource = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** Every sentence that comes with a code, by code. */
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

/** What the connectors, kinds of data sources and functions that come with Fluxu are called, what they take, and how that is described. */
function readNames(): ReadonlySet<string> {
  const connectors = CONNECTORS.map((connector) => [connectorView(connector), connectionFormOf(connector)]);
  const functions = FUNCTIONS.map(({ summary, parameters }) => ({ summary, parameters }));
  const described = [...connectors, ...Object.values(sourceKinds), ...functions];
  return new Set(namesIn(described).filter((name) => name !== ''));
}

function namesIn(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return NAMING.has(key) ? [value] : [];
    const labels = key === 'properties' ? Object.keys(value as object).map(wordsOf) : [];
    return [...labels, ...namesIn(value)];
  });
}

const parametersOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const isOnlyParameter = (text: string) => /^\{\w+\}$/.test(text);
const languages = globSync('web/src/i18n/server/*.ts', { cwd: root });

describe.each(languages)('what the server says, in %s', (file) => {
  const load = async () => ((await import(new URL(file, root).href)) as { readonly texts: ServerTexts }).texts;

  it('is there for every sentence that comes with a code', async () => {
    const { '*': general = {}, ...byCode } = await load();
    const missing = [...(await readSentences())].flatMap(([code, sentences]) =>
      sentences
        .filter((sentence) => !isOnlyParameter(sentence) && !byCode[code]?.[sentence] && !general[sentence])
        .map((sentence) => `${code}: ${sentence}`),
    );
    expect(missing).toEqual([]);
  });

  it('is what it says: no code and no sentence that it does not have', async () => {
    const sentences = await readSentences();
    const { '*': _general, '#': _words, names: _names, evidence: _evidence, ...byCode } = await load();
    const strange = Object.entries(byCode).flatMap(([code, texts]) =>
      Object.keys(texts).filter((sentence) => !sentences.get(code)?.includes(sentence)),
    );
    expect(strange).toEqual([]);
  });

  it('is made of what stands in its sources, where it comes without a code', async () => {
    const sources = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })
      .map(readSource)
      .join('\n')
      .replaceAll("\\'", "'");
    const { '*': general = {}, '#': words = {} } = await load();
    const strange = [...Object.keys(general), ...Object.keys(words)].filter((sentence) =>
      sentence.split(/\{\w+\}/).some((piece) => !sources.includes(piece)),
    );
    expect(strange).toEqual([]);
  });

  it('has the comparisons of records and how alike they find them, and no others', async () => {
    const { evidence = {} } = await load();
    const words = EVIDENCE.flatMap(({ title, levels }) => [title, ...levels.map(({ name }) => name)]);
    expect(Object.keys(evidence).sort()).toEqual([...new Set([...words, 'missing', 'different'])].sort());
  });

  it('has the names and descriptions of connectors, kinds of data sources and functions, and no others', async () => {
    const { names = {} } = await load();
    expect(Object.keys(names).sort()).toEqual([...readNames()].sort());
  });

  it('fills in what the sentence holds, and leaves nothing empty', async () => {
    const wrong = Object.values(await load()).flatMap((texts) =>
      Object.entries(texts).filter(
        ([sentence, translated]) =>
          translated.trim() === '' || parametersOf(translated).join() !== parametersOf(sentence).join(),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps to files that can be read at one go', () => {
    const folder = file.replace(/\.ts$/, '');
    const long = globSync(`${folder}/*.ts`, { cwd: root }).filter((part) => readSource(part).split('\n').length > 250);
    expect(long).toEqual([]);
  });
});

describe('a sentence of the server', () => {
  const basque = async () => ((await import('../web/src/i18n/server/eu.ts')) as { readonly texts: ServerTexts }).texts;

  it.each([
    [
      sourceError('FLX_SOURCE_FILE_MISSING', { path: 'a (1).csv' }),
      "Ez dago 'a (1).csv' bidearekin bat datorren fitxategirik.",
      'Jarri fitxategia hor, edo zuzendu bidea.',
    ],
    [
      sourceError('FLX_SOURCE_CORRUPT', {
        ...{ entity: 'Shop_Order', corrupt: 3, total: 3, allowed: 50 },
        example: "row 1, 'Saldoa' with '1.234,50 €': The value is no decimal.",
      }),
      "'Shop_Order' entitatearen 3 errenkadatik 3 ez datoz bat, onartutako % 50 baino gehiago: 1. errenkada, 'Saldoa', '1.234,50 €' balioarekin: Balioa ez da zenbaki hamartarra.",
      'Zuzendu datuak edo deklaratutako motak, edo onartu errenkada hondatu gehiago (fitxategi batean: allowedCorruptShare).',
    ],
    [
      refreshError('FLX_TASK_SKIPPED', { upstream: 'Shop', state: 'failed' }),
      "Saltatu egin da, 'Shop' ez delako ondo amaitu: huts egin du.",
      "Konpondu 'Shop', eta freskatu berriro.",
    ],
    [
      sourceError('FLX_SOURCE_ENTITY', { source: 'Shop', entity: 'Ordr' }, { mend: "Did you mean 'Order'?" }),
      "'Shop' datu-iturburuak ez du 'Ordr' entitaterik.",
      "'Order' esan nahi zenuen?",
    ],
    [
      unifyError('FLX_UNIFY_BLOCK_TO_SKIP', { rule: 'ByName', key: "City = 'Bilbo'", size: 100, limit: 20 }),
      "'ByName' arauak City = 'Bilbo' blokea saltatuko luke: 100 errenkadak dute, 20 baino gehiagok.",
      'Gehitu blokea zatitzen duen baldintza edo bloke-gako bat, baztertu balioa bypass erabiliz, edo handitu maxBlockSize.',
    ],
    [
      appError('FLX_PAIRS_NOT_COUNTED', { reason: engineError('FLX_ENGINE_INTERRUPTED', {}).message }),
      'Arauek alderatuko lituzketen bikoteak ez dira zenbatu: Lana gelditu egin da.',
      'Konpondu hau eta planifikatu berriro, edo aplikatu hala ere: freskatzeak ezer alderatu aurretik zenbatzen ditu.',
    ],
  ])('is told in Basque, with what it names and the mend: %s', async ({ code, message, mend }, translated, mended) => {
    const texts = await basque();
    expect([translateSentence(texts, message, code), translateSentence(texts, mend, code)]).toEqual([
      translated,
      mended,
    ]);
  });

  it('keeps names in quotes as they are, even where they are words', async () => {
    const { message, code } = sourceError('FLX_SOURCE_ENTITY', { source: 'segment', entity: 'measure' });
    expect(translateSentence(await basque(), message, code)).toBe(
      "'segment' datu-iturburuak ez du 'measure' entitaterik.",
    );
  });

  it('is told in Basque with its place and its mend behind it, as runs keep it', async () => {
    const kept =
      "'div' cannot divide by zero. At column 2. Check the divisor first, for example with if(equals(x, 0), …).";
    expect(translateSentence(await basque(), kept, 'FLX_FLOW_DIVISION_BY_ZERO')).toBe(
      "'div' funtzioak ezin du zeroz zatitu. Lekua: column 2. Egiaztatu zatitzailea lehenik, adibidez if(equals(x, 0), …) erabiliz.",
    );
  });

  it('is found by itself where its code was not kept', async () => {
    expect(translateSentence(await basque(), "No file matches 'a.csv'.")).toBe(
      "Ez dago 'a.csv' bidearekin bat datorren fitxategirik.",
    );
  });

  it('names the things of the server, and leaves the names that people gave', async () => {
    const given = [{ name: 'Segment', title: 'Segment', fields: [{ title: 'Our own', default: 'Segment' }] }];
    expect(translateNames(await basque(), given)).toEqual([
      { name: 'Segment', title: 'Segmentua', fields: [{ title: 'Our own', default: 'Segment' }] },
    ]);
  });

  it('stays as it is where no translation is known', async () => {
    expect(translateSentence(await basque(), 'Something else.', 'FLX_OTHER')).toBe('Something else.');
    expect(translateSentence(undefined, 'Nothing.', 'FLX_NO_SNAPSHOT')).toBe('Nothing.');
  });
});
