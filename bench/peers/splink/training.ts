import type { EngineSession } from '../../../src/sql/engine.ts';
import { id, join, sql } from '../../../src/sql/sql.ts';
import type { EvidenceBlocking } from '../../../src/unify/probability/block/rules.ts';
import { AGREED } from '../../../src/unify/probability/comparison/comparison.ts';
import { pairsAmong } from '../../../src/unify/probability/outsiders.ts';
import { type ComparedColumns, codesOf } from '../../../src/unify/probability/train/levels.ts';
import { blockedPairs, INPUT_TABLE } from './blocking.ts';
import { type Chances, levelCounts, oddsSql, readShares, startChances, topFactor } from './model.ts';

const CODE_TABLE = 'splink_code';
const PATTERN_TABLE = 'splink_pattern';
const SHARE_TABLE = 'splink_share';

/** Of the pairs of one customer, the share that the strict rules are taken to find. */
const RECALL = 0.7;
const MAX_ROUNDS = 25;
const STILL = 1e-4;
/** Chance of a level that no pair of a training rule reached. */
const NEVER_SEEN = 1e-6;

/** What the pairs of one rule tell of m, by comparison and level; nothing of comparisons that the rule asks for. */
type Learned = readonly (readonly (number | undefined)[])[];

/** Learns all chances: u from random pairs, m as the median of what each rule tells, one after another. */
export async function learnChances(
  session: EngineSession,
  rules: readonly EvidenceBlocking[],
  {
    compared,
    prior,
    randomPairs,
  }: { readonly compared: ComparedColumns; readonly prior: number; readonly randomPairs: number },
): Promise<readonly Chances[]> {
  const random = await randomShares(session, compared, randomPairs);
  const starts = compared.comparisons.map(startChances).map(({ m, u }, index) => ({
    m,
    u: u.map((own, level) => random[index]?.[level] ?? own),
  }));
  let chances: readonly Chances[] = starts;
  const learned: Learned[] = [];
  for (const rule of rules) {
    learned.push(await learnFrom(session, rule, { compared, chances, prior }));
    chances = starts.map(({ m, u }, index) => ({
      m: m.map((own, level) => median(learned.flatMap((one) => one[index]?.[level] ?? [])) ?? own),
      u,
    }));
  }
  return chances;
}

/** Chance that two records are one customer, by the pairs that strict rules find. */
export async function priorOf(session: EngineSession, rules: readonly EvidenceBlocking[]): Promise<number> {
  const found = Number(await session.value(sql`select count(*) from (${blockedPairs(rules, session)}) as pair`));
  return Math.max(found, 1) / RECALL / pairsAmong(await session.rowCount(INPUT_TABLE));
}

/** How often each level is reached by chance: all pairs among records drawn at random. */
async function randomShares(session: EngineSession, compared: ComparedColumns, randomPairs: number): Promise<Learned> {
  const records = Math.ceil(0.5 * ((8 * randomPairs + 1) ** 0.5 + 1));
  await session.run(
    sql`create or replace table splink_sample as select rid from ${id(INPUT_TABLE)} order by ${session.dialect.hash([sql`rid`])} limit ${records}`,
  );
  const pairs = sql`select a.rid as left_rid, b.rid as right_rid from splink_sample as a join splink_sample as b on a.rid < b.rid`;
  await session.run(sql`create or replace table ${id(CODE_TABLE)} as ${codesOf(pairs, compared)}`);
  return readShares(compared.comparisons, await session.rows(levelCounts(compared.comparisons, CODE_TABLE, sql`1`)));
}

/** Learns m from the pairs of one rule by expectation and maximisation over their patterns. */
async function learnFrom(
  session: EngineSession,
  rule: EvidenceBlocking,
  {
    compared,
    chances,
    prior,
  }: { readonly compared: ComparedColumns; readonly chances: readonly Chances[]; readonly prior: number },
): Promise<Learned> {
  const asked = compared.comparisons.map(({ needs }) => rule.keys.some(({ column }) => needs.includes(column)));
  const free = compared.comparisons.filter((_, index) => !asked[index]);
  await makePatterns(session, rule, { ...compared, comparisons: free });
  let own = chances.filter((_, index) => !asked[index]);
  let shares: Learned = [];
  const askedFactors = chances.filter((_, index) => asked[index]).map(topFactor);
  const odds = askedFactors.reduce((product, factor) => product * factor, prior / (1 - prior));
  let share = odds / (1 + odds);
  for (let round = 0, moved = 1; round < MAX_ROUNDS && moved >= STILL; round++) {
    const weighed = oddsSql(free, own, { prior: share, isByFrequency: false });
    await session.run(
      sql`create or replace table ${id(SHARE_TABLE)} as select *, odds / (1 + odds) * n as amount from (select *, ${weighed} as odds from ${id(PATTERN_TABLE)}) as pattern`,
    );
    shares = readShares(free, await session.rows(levelCounts(free, SHARE_TABLE, sql`amount`)));
    const next = own.map(({ u }, index) => ({ m: (shares[index] ?? []).map((chance) => chance ?? NEVER_SEEN), u }));
    const nextShare = Number(
      await session.value(sql`select cast(sum(amount) / sum(n) as double) from ${id(SHARE_TABLE)}`),
    );
    moved = Math.max(
      Math.abs(nextShare - share),
      ...next.flatMap(({ m }, index) => m.map((chance, level) => Math.abs(chance - (own[index]?.m[level] ?? 0)))),
    );
    [own, share] = [next, Math.min(nextShare, 1 - NEVER_SEEN)];
  }
  return compared.comparisons.map((comparison) => shares[free.indexOf(comparison)] ?? []);
}

/** Writes the pairs of a rule, then how often each pattern of levels is among them. */
async function makePatterns(session: EngineSession, rule: EvidenceBlocking, compared: ComparedColumns): Promise<void> {
  const names = join(compared.comparisons.map(({ name }) => id(name)));
  const levels = join(compared.comparisons.map(({ name }) => sql`least(${id(name)}, ${AGREED}) as ${id(name)}`));
  const codes = codesOf(blockedPairs([rule], session), compared);
  await session.run(sql`create or replace table ${id(CODE_TABLE)} as ${codes}`);
  await session.run(
    sql`create or replace table ${id(PATTERN_TABLE)} as select ${names}, count(*) as n from (select ${levels} from ${id(CODE_TABLE)}) as pattern group by ${names}`,
  );
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
