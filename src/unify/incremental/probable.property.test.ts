import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Following, followChanges } from '../../../test/support/follow.ts';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { openTestSession, type SourceTable } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { PublishedModel } from '../probability/kept/model.ts';

const [CRM, SHOP] = ['Crm_Contact', 'Shop_Customer'] as const;
const PEOPLE = makePeople(60);
const FIRST = { [CRM]: PEOPLE.left, [SHOP]: PEOPLE.right };
const EVERYBODY = [...PEOPLE.left, ...PEOPLE.right];
const COLUMNS = ['First', 'Last', 'Email', 'Phone', 'Born', 'Street', 'Zip'] as const;

let whole: EngineSession;
let inMemory: EngineSession;
let inFiles: EngineSession;
beforeAll(async () => {
  [whole, inMemory, inFiles] = [await openTestSession(), await openTestSession(), await openTestSession()];
});
afterAll(async () => {
  for (const session of [whole, inMemory, inFiles]) await session.close();
});

type Sources = Readonly<Record<string, readonly PersonRecord[]>>;
const types = Object.fromEntries(['Id', ...COLUMNS].map((name) => [name, 'string' as const]));
const tables = (sources: Sources): Record<string, SourceTable> =>
  Object.fromEntries(
    Object.entries(sources).map(([name, rows]) => [name, { rows: rows.map((row) => ({ ...row })), types }]),
  );

/** One edit: a record takes values of another one, is taken away, or comes anew as somebody like another one. */
const edit = fc.record({
  entity: fc.constantFrom(CRM, SHOP),
  record: fc.nat({ max: PEOPLE.left.length - 1 }),
  other: fc.constantFrom(...EVERYBODY),
  how: fc.oneof(fc.constantFrom('remove', 'add', 'copy'), fc.subarray([...COLUMNS], { minLength: 1, maxLength: 3 })),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function editRows(rows: readonly PersonRecord[], { record, other, how }: Edit): readonly PersonRecord[] {
  const place = record % rows.length;
  const own = rows[place];
  if (!own) return rows;
  const put = (row: PersonRecord) => rows.with(place, row);
  if (how === 'remove') return rows.toSpliced(place, 1);
  if (how === 'add')
    return [...rows, { ...other, Id: `${other.Id}+` }].filter(
      ({ Id }, index, all) => all.findIndex((row) => row.Id === Id) === index,
    );
  if (how === 'copy') return put({ ...other, Id: own.Id });
  return put({ ...own, ...Object.fromEntries(how.map((column) => [column, other[column]])) });
}

const apply = (sources: Sources, edits: readonly Edit[]): Sources =>
  Object.fromEntries(
    Object.entries(sources).map(([name, rows]) => [
      name,
      edits.filter(({ entity }) => entity === name).reduce(editRows, rows),
    ]),
  );

/** What happens before each refresh; what happened before the last one may be undone first. */
const refreshes = fc.array(fc.record({ isUndo: fc.boolean(), edits: fc.array(edit, { maxLength: 6 }) }), {
  minLength: 1,
  maxLength: 4,
});

const definition = (further: object = {}) => ({
  entities: [
    { entity: CRM, primaryKey: 'Id' },
    { entity: SHOP, primaryKey: 'Id', deduplicate: { rules: [] } },
  ],
  mode: 'probabilities',
  probabilities: { training: 'once' },
  ...further,
});

async function followStories(
  unification: object,
  { folder, keepsRows = false, adaptModel }: Partial<Following> & { keepsRows?: boolean } = {},
) {
  const reasons: (string | undefined)[] = [];
  const changed = folder === undefined ? inMemory : inFiles;
  await fc.assert(
    fc.asyncProperty(refreshes, async (steps) => {
      const all: Sources[] = [FIRST];
      for (const { isUndo, edits } of steps) {
        const kept = edits.filter(({ how }) => !keepsRows || how !== 'remove');
        all.push(apply(all.at(isUndo && !keepsRows ? -2 : -1) ?? FIRST, kept));
      }
      const followed = await followChanges({ whole, changed, unification, folder, adaptModel }, all.map(tables));
      reasons.push(...followed.map(({ reason }) => reason));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 3) },
  );
  return reasons;
}

describe('unification of changed rows by probabilities', () => {
  it('gives the tables and statistics of a whole unification by the same model, however rows are added, changed and removed', async () => {
    expect(await followStories(definition())).not.toContainEqual(expect.any(String));
  }, 480_000);

  it('gives the same where rules match too, and another share of pairs is linked', async () => {
    const on = (name: string) => ({ left: name, right: name });
    const rules = [
      { name: 'SamePhone', left: CRM, right: SHOP, conditions: [on('Phone'), on('Born')] },
      { name: 'SameStreet', left: SHOP, right: CRM, conditions: [on('Street')] },
      {
        name: 'SimilarName',
        left: CRM,
        right: SHOP,
        conditions: [{ ...on('First'), precision: 'high' }],
        blocking: [on('Zip')],
      },
    ];
    const deduplicate = { rules: [{ name: 'SameMail', conditions: [{ attribute: 'Email' }] }] };
    const both = definition({
      entities: [
        { entity: CRM, primaryKey: 'Id', deduplicate },
        { entity: SHOP, primaryKey: 'Id' },
      ],
      ...{ mode: 'both', rules, probabilities: { training: 'once', threshold: 0.2 } },
    });
    expect(await followStories(both)).not.toContainEqual(expect.any(String));
  }, 480_000);

  it('gives the same where some pairs always or never match, and gives up where a record of such a pair is gone', async () => {
    const pair = (one: PersonRecord | undefined, other: PersonRecord | undefined) => ({
      ...{ entity1: CRM, key1: one?.Id ?? '', entity2: SHOP, key2: other?.Id ?? '' },
    });
    const { left, right } = PEOPLE;
    const lists = {
      alwaysMatch: { pairs: [pair(left[0], right[7]), pair(left[1], right[2]), pair(left[20], right[30])] },
      neverMatch: { pairs: [pair(left[3], right[3]), pair(left[8], right[8]), pair(left[21], right[30])] },
    };
    const listed = definition(lists);
    expect(await followStories(listed, { keepsRows: true })).not.toContainEqual(expect.any(String));
    const without = { ...FIRST, [CRM]: left.slice(1) };
    const [followed] = await followChanges({ whole, changed: inMemory, unification: listed }, [
      tables(FIRST),
      tables(without),
    ]);
    expect(followed?.reason).toBe('A record that is listed with one that always or never matches is gone.');
  }, 480_000);

  it('gives the same where blocks become too large, and are so no longer', async () => {
    const withSmallBlocks = ({ basis, ...model }: PublishedModel): PublishedModel => ({
      ...model,
      ...(basis && { basis: { ...basis, blocking: basis.blocking.map((own) => ({ ...own, sizeLimit: 3 })) } }),
    });
    expect(await followStories(definition(), { adaptModel: withSmallBlocks })).not.toContainEqual(expect.any(String));
  }, 480_000);

  it('gives the same where the published tables lie in files with their changes beside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fluxu-probable-'));
    expect(await followStories(definition(), { folder })).not.toContainEqual(expect.any(String));
    rmSync(folder, { recursive: true });
  }, 480_000);
});
