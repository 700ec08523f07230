import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { type Company, openCompany } from '../support/company.ts';

const shifted = (seconds: number) => ({ ...systemClock, now: () => new Date(Date.now() + seconds * 1000) });

/** One source read whole and one read as increments, both from the same files. */
const workspace = {
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder: '.' },
      retry: { attempts: 1 },
      entities: [
        {
          name: 'Contact',
          options: { path: 'contacts*.csv' },
          primaryKey: 'Id',
          attributes: [{ name: 'Code', type: 'integer' as const }],
          quality: [{ name: 'Many', minimumRows: 5, largestLoss: 0.2 }],
        },
      ],
    },
    {
      name: 'Club',
      kind: 'csv',
      options: { folder: '.' },
      retry: { attempts: 1 },
      entities: [
        {
          name: 'Member',
          options: { path: 'contacts*.csv' },
          primaryKey: 'Id',
          lastUpdated: 'Seen',
          load: 'incremental' as const,
          deleted: { attribute: 'Note', value: 'gone' },
        },
      ],
    },
  ],
};

let following: Company;
let whole: Company;
beforeEach(async () => {
  following = await openCompany({ clock: shifted(60) });
  // By a clock that is behind, every file has just been written, and so is read whole.
  const environment = { FLUXU_HOME: join(following.folder, 'other-home') };
  whole = await openCompany({ clock: shifted(-60), folder: following.folder, environment });
  await following.apply(workspace);
  await whole.apply(workspace);
});
afterEach(async () => {
  await whole.close();
  await following.close();
});

type Fields = readonly string[];
interface Files {
  readonly header: Fields;
  readonly rows: readonly Fields[];
  readonly quotes: 'needed' | 'all';
  /** How lines end, one after another. */
  readonly newlines: readonly string[];
  /** Row with which a second file begins, when there is one. */
  readonly splitAt: number | undefined;
}

const usual = fc.record({
  name: fc.constantFrom('Ane', 'Jon', 'Miren', 'Iker, Jr.', 'Leire "Lei"', "O'Neill", 'Zoë', ''),
  amount: fc.integer({ min: 100, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  price: fc.integer({ min: 0, max: 999_999 }).map((cents) => (cents / 100).toFixed(2).replace('.', ',')),
  born: fc.integer({ min: 0, max: 9999 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  seen: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
  code: fc.integer({ min: 1, max: 999 }).map(String),
  note: fc.constantFrom('calls', 'writes', 'gone', ''),
});
type ValueOf<Given> = Given extends fc.Arbitrary<infer Value> ? Value : never;
type Usual = ValueOf<typeof usual>;
const rowOf = (key: string, { name, amount, price, born, seen, code, note }: Usual): Fields => [
  ...[key, name, amount, born],
  ...[seen, code, note, price],
];
const HEADER = ['Id', 'Name', 'Amount', 'Born', 'Seen', 'Code', 'Note', 'Price'];
const ROWS = 40;

const first = fc.array(usual, { minLength: ROWS, maxLength: ROWS }).map(
  (rows): Files => ({
    header: HEADER,
    rows: rows.map((row, index) => rowOf(`K${index}`, row)),
    quotes: 'needed',
    newlines: ['\n'],
    splitAt: undefined,
  }),
);

const at = fc.nat(ROWS - 1);
/** Values that change a type, a format, a warning, or where rows begin. */
const odd = fc.constantFrom(
  ...['two\nlines', 'a "quote', '"', ' spaced ', 'many', '007', '12', '1.5', '1e5', 'true'],
  ...[
    '2026-01-31T10:00',
    '31/12/1990',
    '05/06/1990',
    '2026-13-01',
    '',
    'gone',
    'a\rb',
    '\u00a0',
    'x,y',
    'a\u0001b',
    '1,5',
    '1.234',
    '1,234',
  ],
);
const gentle = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key: fc.nat(ROWS + 5), row: usual }),
  fc.record({ kind: fc.constant('remove' as const), at }),
  fc.record({ kind: fc.constant('move' as const), at, to: at }),
);
const rough = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), at, column: fc.nat(HEADER.length - 1), value: odd }),
  fc.record({ kind: fc.constant('repeat' as const), at }),
  fc.record({ kind: fc.constant('cut' as const), at }),
  fc.record({ kind: fc.constant('column' as const), name: fc.constantFrom('Town', 'Note2') }),
  fc.record({ kind: fc.constant('quotes' as const) }),
  fc.record({
    kind: fc.constant('newlines' as const),
    newlines: fc.constantFrom(['\n'], ['\r\n'], ['\r\n', '\n', '\n']),
  }),
  fc.record({ kind: fc.constant('split' as const), at: fc.option(at, { nil: undefined }) }),
  fc.record({ kind: fc.constant('empty' as const), column: fc.integer({ min: 1, max: HEADER.length - 1 }) }),
);
const step = fc.array(fc.oneof({ weight: 8, arbitrary: gentle }, { weight: 1, arbitrary: rough }), { maxLength: 4 });
type Edit = ValueOf<typeof gentle> | ValueOf<typeof rough>;

function editRows(rows: readonly Fields[], edit: Edit): readonly Fields[] {
  switch (edit.kind) {
    case 'put': {
      const row = rowOf(`K${edit.key}`, edit.row);
      const index = rows.findIndex(([key]) => key === `K${edit.key}`);
      return index < 0 ? [...rows, row] : rows.with(index, row);
    }
    case 'remove':
      return rows.filter((_row, index) => index !== edit.at);
    case 'move':
      return rows.toSpliced(edit.at, 1).toSpliced(edit.to, 0, ...rows.slice(edit.at, edit.at + 1));
    case 'value':
      return rows.map((row, index) => (index === edit.at ? row.with(edit.column, edit.value) : row));
    case 'repeat':
      return [...rows, ...rows.slice(edit.at, edit.at + 1)];
    case 'cut':
      return rows.map((row, index) => (index === edit.at ? row.slice(0, 3) : row));
    case 'empty':
      return rows.map((row) => (edit.column < row.length ? row.with(edit.column, '') : row));
    default:
      return rows;
  }
}

function editFiles(files: Files, edit: Edit): Files {
  switch (edit.kind) {
    case 'column':
      return {
        ...files,
        header: [...files.header, `${edit.name}${files.header.length}`],
        rows: files.rows.map((row) => [...row, 'x']),
      };
    case 'quotes':
      return { ...files, quotes: files.quotes === 'all' ? 'needed' : 'all' };
    case 'newlines':
      return { ...files, newlines: edit.newlines };
    case 'split':
      return { ...files, splitAt: edit.at };
    default:
      return { ...files, rows: editRows(files.rows, edit) };
  }
}

function write({ header, rows, quotes, newlines, splitAt }: Files): void {
  const field = (text: string) =>
    quotes === 'all' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const content = (part: readonly Fields[]) =>
    [header, ...part].map((row, index) => `${row.map(field).join(',')}${newlines[index % newlines.length]}`).join('');
  following.put('contacts.csv', content(rows.slice(0, splitAt)));
  if (splitAt === undefined) following.lose('contacts-2.csv');
  else following.put('contacts-2.csv', content(rows.slice(splitAt)));
}

/** All that a refresh tells of its sources, but for how they were read. */
async function told(company: Company, job: RefreshJob) {
  const tasks = job.tasks.map(({ taskId, status, rows, warnings, error }) => ({
    taskId,
    status,
    rows,
    warnings,
    error,
  }));
  const known = await company.app.entities.list();
  const tables = known.map(async ({ name, attributes, rowCount }) => {
    const rows = (await company.rows(name)).map((row) => JSON.stringify(row)).sort();
    return { name, attributes, rowCount, rows };
  });
  return { tasks, tables: await Promise.all(tables) };
}

const methodsOf = ({ tasks }: RefreshJob) =>
  tasks.flatMap(({ additionalInfo }) => (additionalInfo['entities'] as { method: string }[] | undefined) ?? []);

describe('files of which some lines changed', () => {
  it('give what reading them whole gives, whatever changed', async () => {
    const methods = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(first, fc.array(step, { minLength: 2, maxLength: 6 }), async (start, steps) => {
        let files = start;
        for (const edits of [[], ...steps]) {
          files = edits.reduce(editFiles, files);
          write(files);
          const [job, anew] = [await following.refresh(), await whole.refresh()];
          expect(await told(following, job)).toEqual(await told(whole, anew));
          expect(methodsOf(anew).every(({ method }) => method === 'whole')).toBe(true);
          for (const { method } of methodsOf(job)) methods.set(method, (methods.get(method) ?? 0) + 1);
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 8) },
    );
    expect([...methods.keys()].sort()).toEqual(['changedRows', 'unchanged', 'whole']);
    expect(methods.get('changedRows') ?? 0).toBeGreaterThan(10);
  }, 480_000);
});
