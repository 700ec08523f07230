import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTables, modelOf, openSession, runAll } from '../../test/support/insight-fixture.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { EngineSession } from '../sql/engine.ts';
import { sql } from '../sql/sql.ts';
import { createHierarchyStages, MAX_LEVELS } from './hierarchy.ts';
import { readHierarchyWarnings } from './hierarchy-warnings.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

/** Source rows: key of a record, key of its parent; and the customer of each record that belongs to one. */
interface Group {
  readonly rows: readonly (readonly [string, string | null])[];
  readonly customers: Readonly<Record<string, string>>;
}

async function place({ rows, customers }: Group) {
  const entities = await loadTables(session, {
    Crm_Account: { columns: { Id: 'string', Parent: 'string' }, rows },
    Customer: {
      columns: { CustomerId: 'string' },
      rows: [...new Set(Object.values(customers))].map((customer) => [customer]),
    },
    AlternateKey: {
      columns: { EntityName: 'string', AlternateValue: 'string', CustomerId: 'string' },
      rows: Object.entries(customers).map(([key, customer]) => ['Crm_Account', key, customer]),
    },
  });
  const model: InsightModel = modelOf(entities, {
    unifiedEntities: [{ entity: 'Crm_Account', primaryKey: 'Id' }],
    audience: {
      customers: 'businessAccounts',
      hierarchies: [{ name: 'Group', entity: 'Crm_Account', account: 'Id', parent: 'Parent' }],
    },
  });
  await runAll(session, createHierarchyStages({ model, dialect: session.dialect }));
  const levels = await session.rows(sql`select * from "Group" order by "CustomerId"`);
  const ancestors = await session.rows(sql`select * from "Group_Ancestor" order by "CustomerId", "Distance"`);
  return {
    levels: levels.map((row) => [
      row['CustomerId'],
      row['ParentCustomerId'],
      row['RootCustomerId'],
      Number(row['Level']),
    ]),
    ancestors: ancestors.map((row) => [row['CustomerId'], row['AncestorId'], Number(row['Distance'])]),
    warnings: (await readHierarchyWarnings(session, model)).map(({ code, message }) => `${code} ${message}`),
  };
}

/** Every record its own account, under the same name. */
const single = (rows: Group['rows']): Group => ({
  rows,
  customers: Object.fromEntries(rows.map(([key]) => [key, key])),
});

describe('the place of accounts in a hierarchy', () => {
  it.each<[string, Group, readonly (readonly [string, string | null, string, number])[], string | undefined]>([
    [
      'a circle is opened: its members are tops, and what is below them stays there',
      single([
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'b'],
        ['d', 'c'],
      ]),
      [
        ['a', null, 'a', 0],
        ['b', null, 'b', 0],
        ['c', 'b', 'b', 1],
        ['d', 'c', 'b', 2],
      ],
      "FLX_HIERARCHY_CIRCLE 2 accounts stand in a circle in the hierarchy 'Group', such as 'a'; they count as the top.",
    ],
    [
      'an account that names itself is a top, and a circle',
      single([['a', 'a']]),
      [['a', null, 'a', 0]],
      "FLX_HIERARCHY_CIRCLE 1 accounts stand in a circle in the hierarchy 'Group', such as 'a'; they count as the top.",
    ],
    [
      'records unified with their parent are the parent',
      {
        rows: [
          ['a', null],
          ['b', 'a'],
          ['c', 'b'],
        ],
        customers: { a: 'one', b: 'one', c: 'two' },
      },
      [
        ['one', null, 'one', 0],
        ['two', 'one', 'one', 1],
      ],
      undefined,
    ],
    [
      'of several parents the one of the record with the smallest key is taken',
      {
        rows: [
          ['x1', 'q'],
          ['x2', 'p'],
          ['p', null],
          ['q', null],
        ],
        customers: { x1: 'x', x2: 'x', p: 'p', q: 'q' },
      },
      [
        ['p', null, 'p', 0],
        ['q', null, 'q', 0],
        ['x', 'q', 'q', 1],
      ],
      "FLX_HIERARCHY_PARENTS 1 accounts have several parents in the hierarchy 'Group', such as 'x1'; the first is used.",
    ],
    [
      'a parent that is no account is none',
      single([['a', 'ghost']]),
      [['a', null, 'a', 0]],
      "FLX_HIERARCHY_KEY_UNKNOWN 1 keys in the hierarchy 'Group' name no account of 'Crm_Account', such as 'ghost'.",
    ],
  ])('%s', async (_title, group, levels, warning) => {
    const placed = await place(group);
    expect(placed.levels).toEqual(levels);
    expect(placed.warnings).toEqual(warning === undefined ? [] : [warning]);
  });

  it('ends at the deepest level, and tells what is below it', async () => {
    const key = (index: number) => `k${String(index).padStart(4, '0')}`;
    const line = Array.from(
      { length: MAX_LEVELS + 3 },
      (_, index) => [key(index), index === 0 ? null : key(index - 1)] as const,
    );
    const { levels, warnings } = await place(single(line));
    expect(levels[MAX_LEVELS]).toEqual([key(MAX_LEVELS), key(MAX_LEVELS - 1), key(0), MAX_LEVELS]);
    expect(levels[MAX_LEVELS + 1]).toEqual([key(MAX_LEVELS + 1), null, key(MAX_LEVELS + 1), 0]);
    expect(warnings).toEqual([
      `FLX_HIERARCHY_DEPTH 2 accounts are more than ${MAX_LEVELS} levels deep in the hierarchy 'Group' and stand alone.`,
    ]);
  });

  it('is what following the parents by hand gives, whatever the parents are', async () => {
    const parents = fc.array(fc.option(fc.nat({ max: 12 }), { freq: 4 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(parents, async (given) => {
        const placed = await place(
          single(given.map((parent, index) => [nameOf(index), parent === null ? null : nameOf(parent)])),
        );
        expect(placed).toMatchObject(followByHand(given));
      }),
      { numRuns: 60 },
    );
  });
});

function nameOf(index: number): string {
  return `a${String(index).padStart(2, '0')}`;
}

function followByHand(given: readonly (number | null)[]) {
  const parentOf = (index: number) => {
    const parent = given[index];
    return parent === null || parent === undefined || parent >= given.length || parent === index ? undefined : parent;
  };
  const lineOf = (index: number, next: (at: number) => number | undefined) => {
    const line: number[] = [];
    for (let at = next(index); at !== undefined && !line.includes(at); at = next(at)) line.push(at);
    return line;
  };
  const kept = (index: number) => (lineOf(index, parentOf).includes(index) ? undefined : parentOf(index));
  const accounts = given.map((_, index) => ({ index, line: lineOf(index, kept) }));
  return {
    levels: accounts.map(({ index, line }) => [
      nameOf(index),
      line[0] === undefined ? null : nameOf(line[0]),
      nameOf(line.at(-1) ?? index),
      line.length,
    ]),
    ancestors: accounts.flatMap(({ index, line }) =>
      [index, ...line].map((above, distance) => [nameOf(index), nameOf(above), distance]),
    ),
  };
}
