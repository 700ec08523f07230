import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Followed, followChanges } from '../../../test/support/follow.ts';
import { openTestSession, type SourceTable } from '../../../test/support/unify.ts';
import { type EngineSession, isChangeFile } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';

const [CRM, SHOP, CLUB] = ['Crm_Contact', 'Shop_Customer', 'Club_Member'] as const;
let whole: EngineSession;
let inMemory: EngineSession;
let inFiles: EngineSession;

beforeAll(async () => {
  [whole, inMemory, inFiles] = [await openTestSession(), await openTestSession(), await openTestSession()];
});
afterAll(async () => {
  for (const session of [whole, inMemory, inFiles]) await session.close();
});

type Person = Readonly<Record<'Id' | 'Email' | 'First' | 'Last' | 'Town' | 'Seen', string | null>>;

const text = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null, freq: 6 });
const person = fc.record({
  Id: fc.integer({ min: 1, max: 25 }).map(String),
  Email: text('a@x', 'b@x', 'c@x', 'd@x', 'e@x', 'F@x', 'f@x', 'g@x', 'h@x', 'i@x', 'j@x', 'k@x', ' '),
  First: text('Bob', 'Robert', 'Ane', 'Anne', 'Miren', 'Jon', 'Iker', 'Leire'),
  Last: text('Agirre', 'Agirra', 'Zabala', 'Zabalo', 'Otxoa', 'Ibarra', 'Arana', 'Lopez'),
  Town: text('Bilbao', 'Donostia', 'Tolosa', 'Getxo', 'Irun'),
  Seen: text('2026-01-01', '2026-02-01', '2026-03-01'),
});
const people = fc.uniqueArray(person, { selector: ({ Id }) => Id, minLength: 0, maxLength: 16 });

/** One edit of a source: a row that is put, whether it was there or not, or taken away, or one value of a row. */
const edit = fc.record({
  entity: fc.constantFrom(CRM, SHOP, CLUB),
  person,
  how: fc.constantFrom('put', 'remove', 'Town', 'Email', 'Last'),
});
/** What happens before a refresh: what happened before the last one may be undone, then rows are edited. */
const step = fc.record({ isUndo: fc.boolean(), edits: fc.array(edit, { minLength: 0, maxLength: 4 }) });
const story = fc.record({
  first: fc.record({ [CRM]: people, [SHOP]: people, [CLUB]: people }),
  refreshes: fc.array(step, { minLength: 1, maxLength: 4 }),
});
type Sources = Readonly<Record<string, readonly Person[]>>;
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function editRows(rows: readonly Person[], { person: put, how }: Edit): readonly Person[] {
  const others = rows.filter(({ Id }) => Id !== put.Id);
  if (how === 'put') return [...others, put];
  return how === 'remove' ? others : rows.map((row) => (row.Id === put.Id ? { ...row, [how]: put[how] } : row));
}

const apply = (sources: Sources, edits: readonly Edit[]): Sources =>
  Object.fromEntries(
    Object.entries(sources).map(([name, rows]) => [
      name,
      edits.filter(({ entity }) => entity === name).reduce(editRows, rows),
    ]),
  );

/** More people whom no rule links to anybody: a small change is then a small part of a table, and is kept beside its file. */
const withStrangers = (sources: Sources): Sources =>
  Object.fromEntries(
    Object.entries(sources).map(([entity, rows]) => {
      const strangers = Array.from({ length: 80 }, (_, index) => {
        const name = `${entity}${index}`;
        return { Id: name, Email: `${name}@x`, First: name, Last: name, Town: name, Seen: null };
      });
      return [entity, [...rows, ...strangers]];
    }),
  );

const types = { Id: 'string', Email: 'string', First: 'string', Last: 'string', Town: 'string', Seen: 'date' } as const;
const tables = (given: Sources): Record<string, SourceTable> =>
  Object.fromEntries(Object.entries(given).map(([name, rows]) => [name, { rows, types }]));

const on = (attribute: string, further: object = {}) => ({ left: attribute, right: attribute, ...further });
const mail = { attribute: 'Email', normalize: ['lowerCase'] };
const definition = {
  entities: [
    {
      entity: CRM,
      primaryKey: 'Id',
      deduplicate: {
        rules: [
          { name: 'SameMail', conditions: [mail] },
          {
            name: 'SimilarName',
            conditions: [{ attribute: 'Last', precision: 'high' }, { attribute: 'First' }],
            exceptions: [{ attribute: 'Town' }],
          },
        ],
        winner: { policy: 'mostRecent', attribute: 'Seen' },
      },
    },
    { entity: SHOP, primaryKey: 'Id' },
    { entity: CLUB, primaryKey: 'Id', deduplicate: { rules: [] } },
  ],
  rules: [
    { name: 'Mail', left: CRM, right: SHOP, conditions: [on('Email', { normalize: ['lowerCase'] })] },
    { name: 'Name', left: SHOP, right: CRM, conditions: [on('First', { normalize: ['name'] }), on('Last')] },
    {
      name: 'Similar',
      left: CRM,
      right: CLUB,
      conditions: [on('Last', { precision: 'high' })],
      blocking: [on('Town')],
    },
    { name: 'ClubMail', left: CLUB, right: SHOP, conditions: [on('Email'), on('Town')] },
    { name: 'ClubName', left: SHOP, right: CLUB, conditions: [on('First'), on('Last')] },
  ],
};

interface Stories {
  readonly stories?: number;
  /** Folder for the tables of each refresh. */
  readonly folder?: string;
}

/** The sources at each refresh of a story. */
function sourcesOf({ refreshes }: Story, first: Sources): readonly Sources[] {
  const all = [first];
  for (const { isUndo, edits } of refreshes) all.push(apply(all.at(isUndo ? -2 : -1) ?? first, edits));
  return all;
}

/** How the refreshes after the first were unified, each the same as a whole unification. */
function follow(sources: readonly Sources[], unification: object, folder?: string): Promise<readonly Followed[]> {
  const changed = folder === undefined ? inMemory : inFiles;
  return followChanges({ whole, changed, unification, folder }, sources.map(tables));
}

async function followStories(unification: object, { stories = 8, folder }: Stories = {}): Promise<readonly Followed[]> {
  const followed: Followed[] = [];
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const first = folder === undefined ? told.first : withStrangers(told.first);
      followed.push(...(await follow(sourcesOf(told, first), unification, folder)));
    }),
    { numRuns: Number(process.env['RUNS'] ?? stories) },
  );
  return followed;
}

/** Somebody of whom only the mail is known. */
const contact = (Id: string, Email: string) => ({ Id, Email, First: null, Last: null, Town: null, Seen: null });

describe('unification of changed rows', () => {
  it('gives the tables and statistics of a whole unification, however rows are added, changed and removed', async () => {
    const followed = await followStories(definition);
    expect(followed.every(({ reason }) => reason === undefined)).toBe(true);
  }, 480_000);

  it('gives the same where the published tables lie in files with their changes beside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fluxu-changes-'));
    const followed = await followStories(definition, { folder });
    expect(followed.some(({ reason }) => reason === undefined)).toBe(true);
    expect(readdirSync(folder).some((name) => name.startsWith('BlockKey') && isChangeFile(name))).toBe(true);
    rmSync(folder, { recursive: true });
  }, 480_000);

  it('knows an id that comes back to its customer since the refresh that gave it first', async () => {
    const withMail = (Email: string): Sources => ({
      [CRM]: [contact('1', 'a@x'), contact('2', Email)],
      [SHOP]: [contact('1', 'a@x')],
      [CLUB]: [],
    });
    const followed = await follow([withMail('b@x'), withMail('a@x'), withMail('b@x'), withMail('a@x')], definition);
    expect(followed.map(({ reason }) => reason)).toEqual([undefined, undefined, undefined]);
    const ages = await inMemory.rows(sql`select ${id('FirstRefresh')} from ${id('CustomerIdHistory')}`);
    expect(ages).toEqual([{ FirstRefresh: 1 }, { FirstRefresh: 1 }]);
  });

  it('skips the blocks that a whole unification skips, with the same warnings, and gives up only where one begins or ends to be too large', async () => {
    const limited = { ...definition, maxBlockSize: 5 };
    // Not all stories have a block that stays too large.
    const crowd = Array.from({ length: 8 }, (_, index) => ({
      ...contact(`${index}`, `${index}@x`),
      First: 'Ane',
      Last: `L${index}`,
    }));
    const withOther = (mail: string): Sources => ({ [CRM]: [...crowd, contact('8', mail)], [SHOP]: [], [CLUB]: [] });
    const followed = [
      ...(await follow([withOther('a@x'), withOther('b@x')], limited)),
      ...(await followStories(limited)),
    ];
    const reasons = new Set(followed.map(({ reason }) => reason));
    expect([undefined, 'A block of records has become too large, or is so no longer.']).toEqual(
      expect.arrayContaining([...reasons]),
    );
    expect(followed.some(({ reason, warnings }) => reason === undefined && warnings > 0)).toBe(true);
  }, 480_000);
});
