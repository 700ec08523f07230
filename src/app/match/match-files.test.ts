import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { systemClock } from '../../base/clock.ts';
import { duckdbEngine } from '../../engines/duckdb/engine.ts';
import type { EngineOptions } from '../../sql/engine.ts';
import { parseMatchLabels } from './label-file.ts';
import { matchFiles } from './match-files.ts';
import { shown } from './report/curve.ts';
import { renderMatchReport } from './report/page.ts';
import type { MatchRow } from './request.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-match-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const csv = (rows: readonly object[]) =>
  `${[Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((line) => line.join(',')).join('\n')}\n`;

const match = (...files: readonly string[]) => matchBy('Id', files);

async function matchBy(key: string | readonly string[], files: readonly string[]) {
  const out = join(folder, 'clusters.csv');
  const request = { files, key, plan: {}, out, threads: 2, memoryLimit: '1GB', hasReport: true };
  const result = await matchFiles(request, { clock: systemClock });
  return { ...result, clustersFile: readFileSync(out, 'utf8') };
}

const { left, right } = makePeople(80);
const ane = (key: string) => ({ Id: key, First: 'Ane', Last: 'Etxeberria', Email: 'ane@example.org' });
const copies = (count: number) => Array.from({ length: count }, (_, index) => ane(`A${index}`));

describe('a match of files', () => {
  it('gives every row a cluster, the same whatever the order of files and rows', async () => {
    const shop = write('shop.csv', csv(right));
    const { rows, clusters, clustersFile } = await match(write('crm.csv', csv(left)), shop);
    expect(rows).toBe(160);
    expect(clusters).toBeGreaterThan(70);
    expect(clusters).toBeLessThan(110);
    expect(clustersFile.split('\n')).toHaveLength(162);
    const again = await match(shop, write('crm.csv', csv([...left].reverse())));
    expect(again.clustersFile).toBe(clustersFile);
  });

  it('reads many files, as many at once as there are processors', async () => {
    const names = Array.from({ length: availableParallelism() + 3 }, (_, index) => `part${index}.csv`);
    const files = names.map((name, index) => write(name, csv([ane(`K${index}`)])));
    let [isLoading, now, most] = [true, 0, 0];
    const open = async (options: EngineOptions) => {
      const session = await duckdbEngine.open(options);
      const [fork, count] = [session.fork.bind(session), (change: number) => (now += change)];
      session.fork = async () => {
        const own = await fork();
        const close = own.close.bind(own);
        own.close = () => close().finally(() => count(-1));
        if (isLoading) most = Math.max(most, count(1));
        return own;
      };
      return session;
    };
    const onStage = ({ name }: { readonly name: string }) => {
      if (name === 'load') isLoading = false;
    };
    const request = { files, key: 'Id', plan: {}, threads: 2, memoryLimit: '1GB', hasReport: false };
    const context = { clock: systemClock, engine: { ...duckdbEngine, open }, onStage };
    const { rows } = await matchFiles({ ...request, out: join(folder, 'parts.csv') }, context);
    expect([rows, most]).toEqual([files.length, availableParallelism()]);
  });

  it('takes a key of its own for a file', async () => {
    const [crm, shop] = [write('crm.csv', csv(left)), write('shop.csv', csv(right).replace('Id,', 'Ref,'))];
    const { clustersFile } = await matchBy(['Id', 'shop=Ref'], [crm, shop]);
    expect(await matchBy(['crm=Id', 'Shop=Ref'], [crm, shop])).toMatchObject({ clustersFile });
    expect(clustersFile).toMatch(/^shop,R0000,/m);
    await expect(matchBy(['crm=Id'], [crm, shop])).rejects.toMatchObject({ code: 'FLX_MATCH_KEY_NONE' });
  });

  it('tells the lines that are no rows: how many, file, line and reason of the first, and how to mend it', async () => {
    const file = write('ragged.csv', `${csv(left)}R1,Jon\nR2,a,b,c,d,e,f,g,h,i\n`);
    const result = await match(file);
    expect(result.rows).toBe(80);
    const [rejected] = result.rejected;
    expect(rejected).toMatchObject({ source: 'ragged', rows: 2, warning: { place: { file, line: 82 } } });
    expect(rejected?.warning.message).toBe(
      `Left out 2 lines of '${file}' from which no row can be read: line 82: The line has too few fields: expected number of columns: 8 found: 2.`,
    );
    expect(renderMatchReport(result)).toContain('line 82: The line has too few fields');
  });

  it.each([
    ['Q,Ane', 'The line has too few fields: expected number of columns: 4 found: 2.'],
    ['Q,Ane,Lasa,a@example.org,x', 'The line has too many fields: expected number of columns: 4 found: 5.'],
    ['"Q","Ane" Lasa,"Lasa","a@example.org"', 'A quote is not closed, or text follows a closing quote.'],
  ])('says what is wrong with the line %s', async (line, reason) => {
    const rows = copies(3).map((row) => ({ ...row, Last: '"Etxeberria, Lasa"' }));
    const { rejected } = await match(write('broken.csv', `${csv(rows)}${line}\n`));
    expect(rejected[0]?.warning.message).toContain(`line 5: ${reason}`);
  });

  it('refuses a file of nothing but such lines with what is wrong with the first', async () => {
    const file = write('broken.csv', 'Id,Email\n1\n2\n');
    await expect(match(file)).rejects.toMatchObject({ code: 'FLX_MATCH_LINES', place: { file, line: 2 } });
  });

  it('tells what too many rows share to be compared, in the result and in the report', async () => {
    const result = await match(write('same.csv', csv(copies(1100))));
    expect(result.skippedBlocks[0]).toEqual({ key: "email = 'ane@example.org'", rows: 1100 });
    expect(renderMatchReport(result)).toContain("email = 'ane@example.org' (1,100 rows)");
  });

  it.each<[string, number, readonly object[]]>([
    ['one row', 1, copies(1)],
    ['two rows', 2, copies(2)],
    ['a name of a file with blanks and marks', 80, left],
    ['columns of one name', 3, [1, 2, 3].map((id) => ({ Id: id, Email: `a${id}@example.org`, 'email ': 'x' }))],
  ])('matches %s', async (name, count, rows) => {
    const { clustersFile, report } = await match(write(`it's ${name}.csv`, csv(rows)));
    expect(clustersFile.trim().split('\n')).toHaveLength(count + 1);
    expect(report?.clusterSizes.reduce((total, { value, count: clusters }) => total + value * clusters, 0)).toBe(count);
  });

  const near = [{ Last: 'Etxeberia' }, { First: 'A.' }, { Email: 'ane@example.com' }].map((own, index) => ({
    ...ane(`N${index}`),
    ...own,
  }));
  const family = ['Ane', 'Jon', 'Miren', 'Iker'].map((First) => ({
    ...ane(First),
    First,
    Email: `${First}@example.org`,
  }));
  const names = [
    { First: 'Ana', Last: 'Lasa' },
    { First: 'Ana', Last: 'Lasa' },
    { First: 'Jon', Last: 'Uribe' },
  ];
  it.each<[string, string, readonly [string, string, string]]>([
    ['in three ways', '19480509', ['09.05.1948', '1948-05-09', '13/11/1999']],
    ['with dots', '19480509', ['09.05.1948', '9.5.1948', '13.11.1999']],
    ['with the year first', '19480509', ['1948-05-09', '1948/5/9', '19991113']],
    ['with the day first', '19480509', ['09/05/1948', '9/5/1948', '25/12/1999']],
    ['with the month first', '19480509', ['05/09/1948', '5/9/1948', '12/25/1999']],
    ['with the month first after hyphens only', '19480509', ['05-09-1948', '09.05.1948', '12-25-1999']],
    ['both ways, with one proof each', '19481225', ['12/25/1948', '25/12/1948', '1/2/1999']],
  ])('reads birth dates that are written %s', async (name, birth, dates) => {
    const files = [
      write(`${name}.csv`, csv(names.map((own, index) => ({ Id: index, ...own, BirthDate: dates[index] })))),
    ];
    const explain = [0, 1].map((key) => ({ source: name, key: String(key) })) as [MatchRow, MatchRow];
    const limits = { threads: 2, memoryLimit: '1GB', hasReport: false };
    const { columns, explained } = await matchFiles(
      { files, key: 'Id', plan: {}, explain, ...limits },
      { clock: systemClock },
    );
    expect(columns.at(-1)).toMatchObject({ column: 'BirthDate', role: 'birthDate' });
    const step = explained?.steps.find(({ comparison }) => comparison === 'birth_date');
    expect(step).toMatchObject({ level: 'same', left: birth, right: birth });
  });

  it.each<[string, number, readonly object[]]>([
    ['two equal rows', 1, copies(2)],
    ['forty equal rows', 1, copies(40)],
    ['rows nearly equal', 1, [...copies(2), ...near]],
    ['one family', 4, family],
    ['strangers', 4, [left[0], left[2], left[4], left[6]].map((person) => ({ ...person }))],
  ])('knows from a few rows who they are: %s', async (name, count, rows) => {
    const { clusters } = await match(write(`few ${name}.csv`, csv(rows)));
    expect(clusters).toBe(count);
  });

  const numbers = Array.from({ length: 60 }, (_, index) => String(index).padStart(4, '0'));
  const truth = numbers.flatMap(
    (number) =>
      [
        ['crm', `L${number}`, number],
        ['shop', `R${number}`, number],
      ] as const,
  );
  const LABEL_FILES: readonly (readonly [string, number, string])[] = [
    [
      'pairs',
      120,
      [
        'Entity1,Entity1Key,Entity2,Entity2Key,IsMatch',
        ...numbers.flatMap((number, index) => [
          `crm,L${number},shop,R${number},yes`,
          `Crm,L${number},shop,R${numbers[(index + 7) % 60]},no`,
        ]),
      ].join('\n'),
    ],
    ['clusters', 0, ['source,key,cluster_id', ...truth.map((row) => row.join())].join('\n')],
  ];
  it.each(LABEL_FILES)('tells on labelled %s how good every threshold would be', async (_kind, count, text) => {
    const files = [write('crm.csv', csv(left)), write('shop.csv', csv(right))];
    const labels = parseMatchLabels(text, 'labels.csv');
    const request = { files, key: 'Id', plan: {}, threads: 2, memoryLimit: '1GB', hasReport: true, labels };
    const result = await matchFiles(request, { clock: systemClock });
    const { labels: told = 0, points = [], suggested = 0 } = result.thresholds ?? {};
    if (count > 0) expect(told).toBe(count);
    else expect(told).toBeGreaterThanOrEqual(60);
    const best = points.find(({ threshold }) => threshold === suggested);
    expect(best?.f1).toBe(Math.max(...points.map(({ f1 }) => f1)));
    expect(best?.f1).toBeGreaterThan(0.9);
    expect(points.map(({ recall }) => recall)).toEqual(points.map(({ recall }) => recall).toSorted((a, b) => a - b));
    const page = renderMatchReport(result);
    expect(page).toContain('class="line precision"');
    expect(page).toContain(`Suggested: ${shown(suggested)}`);
  });

  it.each([
    [
      'a row that there is not',
      'Entity1,Entity1Key,Entity2,Entity2Key,IsMatch\ncrm,X1,crm,L0001,yes\n',
      'FLX_MATCH_ROW',
    ],
    ['a column that is missing', 'source,key\ncrm,L0001\n', 'FLX_MATCH_LABELS'],
    ['an empty cluster', 'source,key,cluster_id\ncrm,L0001,\n', 'FLX_MATCH_LABELS'],
    ['a row in two clusters', 'source,key,cluster_id\ncrm,L0001,1\nCRM,L0001,2\n', 'FLX_MATCH_LABEL_ROW'],
    [
      'a pair with contrary answers',
      'Entity1,Entity1Key,Entity2,Entity2Key,IsMatch\ncrm,L0001,crm,L0002,yes\ncrm,L0002,crm,L0001,no\n',
      'FLX_MATCH_LABEL_CONTRARY',
    ],
  ])('refuses labels with %s', async (_title, text, code) => {
    const files = [write('crm.csv', csv(left))];
    const run = async () => {
      const labels = parseMatchLabels(text, 'labels.csv');
      const request = { files, key: 'Id', plan: {}, threads: 2, memoryLimit: '1GB', hasReport: false, labels };
      return matchFiles(request, { clock: systemClock });
    };
    await expect(run()).rejects.toMatchObject({ code });
  });

  it('refuses labels of a source that is none of the files before anything is matched', async () => {
    const stages: string[] = [];
    const labels = parseMatchLabels('source,key,cluster_id\ncrn,L0001,1\n', 'labels.csv');
    const limits = { threads: 2, memoryLimit: '1GB', hasReport: false };
    const request = { files: [write('crm.csv', csv(left))], key: 'Id', plan: {}, labels, ...limits };
    const run = matchFiles(request, { clock: systemClock, onStage: ({ name }) => stages.push(name) });
    await expect(run).rejects.toMatchObject({ code: 'FLX_MATCH_ROW', mend: expect.stringContaining("'crm'") });
    expect(stages).toEqual([]);
  });

  it.each(['people.json', 'people.JSONL', 'people.ndjson.gz'])('says that JSON is not read here: %s', async (name) => {
    await expect(match(write(name, '[{"Id":1}]'))).rejects.toMatchObject({ code: 'FLX_MATCH_JSON' });
  });

  it('says where rows are too few to learn from, and only there', async () => {
    const few = await match(write('few.csv', csv(left)));
    expect(few.thinEvidence).toMatchObject({ records: 80 });
    expect(renderMatchReport(few)).toContain('Too few rows to learn from');
    const enough = await match(write('crm.csv', csv(left)), write('shop.csv', csv(right)));
    expect(enough.thinEvidence).toBeUndefined();
    expect(renderMatchReport(enough)).not.toContain('Too few rows to learn from');
    expect(enough.strangeMatches).toBeUndefined();
    expect(renderMatchReport(enough)).not.toContain('Hardly what one customer is');
  });

  it('says where agreement that tells customers apart counts against one customer', async () => {
    const shared = left.map((person): PersonRecord => ({ ...person, Email: 'team@crm.example' }));
    const strange = await match(write('crm.csv', csv(shared)), write('shop.csv', csv(right)));
    expect(strange.strangeMatches).toMatchObject({ records: 160, against: ['email'] });
    expect(renderMatchReport(strange)).toContain('to take full agreement of email for a sign of two customers');
  });

  it('reads rows in UTF-16 and windows-1252 as those in UTF-8', async () => {
    const text = csv(left.map((person): PersonRecord => ({ ...person, Last: `${person.Last}ñ` })));
    const plain = await match(write('people.csv', text));
    for (const encoding of ['utf16le', 'latin1'] as const) {
      const { clustersFile } = await match(write('people.csv', Buffer.from(text, encoding)));
      expect(clustersFile).toBe(plain.clustersFile);
    }
  });

  it.each<[string, string, string]>([
    ['an empty file', '', 'FLX_MATCH_EMPTY'],
    ['a file without rows', 'Id,Email\n', 'FLX_MATCH_EMPTY'],
    ['a file without the key', 'Nr,Email\n1,a@example.org\n', 'FLX_MATCH_KEY'],
    ['a file of nothing but keys', 'Id\n1\n2\n', 'FLX_MATCH_NOTHING'],
    ['a file without values', 'Id,Email\n1,\n2,\n', 'FLX_MATCH_NOTHING'],
  ])('refuses %s', async (_what, content, code) => {
    await expect(match(write('bad.csv', content))).rejects.toMatchObject({ code });
  });
});
