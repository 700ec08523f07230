import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { openTestSession, type SourceTable, unify } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { levelName, levelOfCode } from './comparison/comparison.ts';
import { comparisonsOver } from './comparison/index.ts';
import type { PublishedModel } from './kept/model.ts';
import { STANDARD_TABLE } from './tables.ts';
import { codesOf } from './train/levels.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
const types = Object.fromEntries(
  'Id First Last Email Phone Born Street Zip'.split(' ').map((name) => [name, 'string' as const]),
);
const table = (rows: readonly PersonRecord[]): SourceTable => ({ rows: rows.map((row) => ({ ...row })), types });
const definition = (further: object = {}) => ({
  entities: [
    { entity: CRM, primaryKey: 'Id' },
    { entity: SHOP, primaryKey: 'Id' },
  ],
  mode: 'probabilities',
  ...further,
});
const PEOPLE = makePeople(150);
const sources = { [CRM]: table(PEOPLE.left), [SHOP]: table(PEOPLE.right) };
const isRight = (cluster: readonly string[]) => new Set(cluster.map((record) => record.slice(-4))).size === 1;

describe('unification by probabilities', () => {
  it('finds who is who without rules or labels, and keeps households apart', async () => {
    const { clusters } = await unify(session, sources, definition());
    const pairs = clusters.filter((cluster) => cluster.length > 1);
    expect(pairs.filter(isRight).length).toBeGreaterThanOrEqual(140);
    expect(pairs.filter((cluster) => !isRight(cluster)).length).toBeLessThanOrEqual(2);
  });

  it('shows the probability of each match in ConflationMatchPairs', async () => {
    await unify(session, sources, definition());
    const rows = await session.rows(sql`select distinct ${id('Rule')} from ${id('ConflationMatchPairs')}`);
    expect(rows).toEqual([{ Rule: 'Probability' }]);
    const lowest = await session.value(sql`select min(${id('Score')}) from ${id('ConflationMatchPairs')}`);
    expect(Number(lowest)).toBeGreaterThan(0);
  });

  it('gives the same clusters whatever the order of the rows', async () => {
    const given = await unify(session, sources, definition());
    const turned = await unify(
      session,
      { [CRM]: table(PEOPLE.left.toReversed()), [SHOP]: table(PEOPLE.right.toReversed()) },
      definition(),
    );
    expect(turned.clusters).toEqual(given.clusters);
  });

  it.each([
    ['one country', 'FR', 'same'],
    ['another country', 'DE', 'same last six digits'],
  ])('compares telephone numbers by the country of each entity: %s', async (_title, country, level) => {
    const local = (rows: readonly PersonRecord[]) => rows.map((row) => ({ ...row, Phone: '0612345678' }));
    const given = { [CRM]: table(local(PEOPLE.left.slice(0, 1))), [SHOP]: table(local(PEOPLE.right.slice(0, 1))) };
    const phoneCountries = [
      { entity: CRM, primaryKey: 'Id', phoneCountry: 'FR' },
      { entity: SHOP, primaryKey: 'Id', phoneCountry: country },
    ];
    await unify(session, given, { ...definition(), entities: phoneCountries });
    const columns = (await session.columns(STANDARD_TABLE))?.map(({ name }) => name) ?? [];
    const compared = { columns, comparisons: comparisonsOver(columns), session };
    const [codes] = await session.rows(codesOf(sql`select 1 as left_rid, 2 as right_rid`, compared));
    const phone = compared.comparisons.find(({ name }) => name === 'phone');
    expect(phone && levelName(phone, levelOfCode(Number(codes?.['phone']), phone))).toBe(level);
  });

  it('warns of a value that so many share that nobody is compared for it alone', async () => {
    const shared = (rows: readonly PersonRecord[]) => rows.map((row) => ({ ...row, Email: 'info@shop.example' }));
    const people = makePeople(1600);
    const left = [...people.left.slice(510), ...shared(people.left.slice(0, 510))];
    const right = [...people.right.slice(510), ...shared(people.right.slice(0, 510))];
    const { result } = await unify(session, { [CRM]: table(left), [SHOP]: table(right) }, definition());
    expect(result.warnings).toMatchObject([
      {
        code: 'FLX_UNIFY_KEYS_SKIPPED',
        message: expect.stringContaining("email = 'info@shop.example' (1020 rows)"),
        place: { object: 'unification', pointer: '/mode' },
      },
    ]);
  });

  it('warns where records are too few to learn from, and only there', async () => {
    const people = makePeople(30);
    const few = { [CRM]: table(people.left), [SHOP]: table(people.right) };
    const { result } = await unify(session, few, definition());
    expect(result.warnings).toMatchObject([
      {
        code: 'FLX_UNIFY_THIN_EVIDENCE',
        message: expect.stringContaining('60 records'),
        place: { object: 'unification', pointer: '/mode' },
      },
    ]);
    expect((await unify(session, sources, definition())).result.warnings).toEqual([]);
  });

  it('warns where agreement that tells customers apart counts against one customer', async () => {
    const left = PEOPLE.left.map((row) => ({ ...row, Email: 'team@crm.example' }));
    const { result } = await unify(session, { ...sources, [CRM]: table(left) }, definition());
    expect(result.warnings).toMatchObject([
      { code: 'FLX_UNIFY_STRANGE_MATCHES', message: expect.stringContaining('two customers: email.') },
    ]);
  });

  it('keeps apart what a list or a separating rule keeps apart', async () => {
    const neverMatch = { pairs: [{ entity1: CRM, key1: 'L0003', entity2: SHOP, key2: 'R0003' }] };
    const rules = [
      {
        name: 'OtherBirth',
        left: CRM,
        right: SHOP,
        effect: 'separate',
        conditions: [{ left: 'Email', right: 'Email' }],
      },
    ];
    const { ids } = await unify(session, sources, definition({ neverMatch }));
    expect(ids.get(`${CRM}:L0003`)).not.toBe(ids.get(`${SHOP}:R0003`));
    const separated = await unify(session, sources, definition({ rules }));
    const mails = new Map(PEOPLE.right.map((row) => [row.Id, row.Email]));
    for (const { Id, Email } of PEOPLE.left)
      for (const [other, mail] of mails)
        if (Email !== null && Email === mail)
          expect(separated.ids.get(`${CRM}:${Id}`)).not.toBe(separated.ids.get(`${SHOP}:${other}`));
  });

  it('joins what a rule joins as well, in the mode for both', async () => {
    const rules = [{ name: 'SameZip', left: CRM, right: SHOP, conditions: [{ left: 'Zip', right: 'Zip' }] }];
    const { clusters } = await unify(session, sources, definition({ mode: 'both', rules }));
    expect(clusters.some((cluster) => !isRight(cluster))).toBe(true);
  });

  it('keeps the model of the last refresh, unless it is trained at every refresh', async () => {
    const version = async () => session.value(sql`select ${id('Version')} from ${id('MatchModel')}`);
    const of = (people: number) => ({
      [CRM]: table(PEOPLE.left.slice(0, people)),
      [SHOP]: table(PEOPLE.right.slice(0, people)),
    });
    const once = definition();
    await unify(session, of(150), once);
    const first = await version();
    for (const name of ['probability_sample', 'probability_frequency']) await session.drop(name);
    await unify(session, of(80), once, { isAgain: true });
    expect(await version()).toBe(first);
    await unify(session, of(60), once, { isAgain: true });
    const anew = await version();
    expect(anew, 'less than half of the records: other data').not.toBe(first);
    await unify(session, of(70), definition({ probabilities: { training: 'everyRefresh' } }), { isAgain: true });
    expect(await version()).not.toBe(anew);
    for (const name of ['previous_MatchModel', 'previous_MatchFrequency']) await session.drop(name);
  });

  it('looks anew at what columns are when there are twice as many records', async () => {
    const of = (people: number, mail: (row: PersonRecord) => string | null) => {
      const rows = (all: readonly PersonRecord[]) =>
        table(all.slice(0, people)).rows.map(({ Email: _mail, ...row }, place) => {
          const person = all[place];
          return { ...row, Zzz: person ? mail(person) : null };
        });
      return { [CRM]: { rows: rows(PEOPLE.left) }, [SHOP]: { rows: rows(PEOPLE.right) } };
    };
    const takenFor = async () => {
      const kept = await session.value(sql`select ${id('Model')} from ${id('MatchModel')}`);
      const { basis } = JSON.parse(String(kept)) as PublishedModel;
      return basis?.sources.map(({ columns }) => columns.find(({ column }) => column === 'Zzz')?.role);
    };
    await unify(
      session,
      of(60, () => null),
      definition(),
    );
    const unknown = await takenFor();
    await unify(
      session,
      of(130, ({ Email }) => Email),
      definition(),
      { isAgain: true },
    );
    expect([unknown, await takenFor()]).toEqual([
      [undefined, undefined],
      ['email', 'email'],
    ]);
    for (const name of ['previous_MatchModel', 'previous_MatchFrequency']) await session.drop(name);
  });

  it('takes a further record of a customer in by weights that are kept, and has as few pairs to review by another threshold', async () => {
    const once = (threshold = 0.5) => definition({ probabilities: { training: 'once', threshold } });
    const first = await unify(session, sources, once());
    const twice = first.clusters.find((cluster) => cluster.length === 2 && isRight(cluster)) ?? [];
    const place = Number(twice[0]?.slice(-4));
    const further = { ...PEOPLE.left[place], Id: `L9${String(place).padStart(4, '0')}` } as PersonRecord;
    const grown = { ...sources, [CRM]: table([...PEOPLE.left, further]) };
    const { clusters } = await unify(session, grown, once(), { isAgain: true });
    expect(clusters.find((cluster) => cluster.includes(`${CRM}:${further.Id}`))).toEqual(
      [...twice, `${CRM}:${further.Id}`].sort(),
    );
    await unify(session, grown, once(0.999_999), { isAgain: true });
    expect(await session.rowCount('MatchReview')).toBeLessThanOrEqual(500);
    for (const name of ['previous_MatchModel', 'previous_MatchFrequency']) await session.drop(name);
  });

  it.each([
    ['no record', []],
    ['one record', PEOPLE.left.slice(0, 1)],
    ['two records', PEOPLE.left.slice(0, 2)],
  ])('works with %s', async (_title, rows) => {
    const { clusters } = await unify(
      session,
      { [CRM]: table(rows) },
      { ...definition(), entities: [{ entity: CRM, primaryKey: 'Id' }] },
    );
    expect(clusters.flat()).toHaveLength(rows.length);
  });

  it('works where nothing is known of a column', async () => {
    const rows = [
      { Id: 'a', Zzz: 'q' },
      { Id: 'b', Zzz: 'q' },
    ];
    const { clusters } = await unify(
      session,
      { [CRM]: { rows } },
      { ...definition(), entities: [{ entity: CRM, primaryKey: 'Id' }] },
    );
    expect(clusters).toHaveLength(2);
  });
});
