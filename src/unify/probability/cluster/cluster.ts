import type { EngineSession } from '../../../sql/engine.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { UnionFind } from '../../cluster/union-find.ts';
import { weightSql } from '../score.ts';
import { SCORE_TABLE } from '../tables.ts';
import type { ProbabilityModel } from '../train/expectation.ts';
import { type ComparedColumns, codesOf, pairsAmong } from '../train/levels.ts';
import { type CohesionOptions, cohesiveParts } from './cohesion.ts';

const GROUP = 'probability_group';
const INSIDE = 'probability_inside';
/** Weights travel as integers: this many steps a bit. */
const STEPS = 64;
/** Groups of more records are parted at stronger links first. */
const LARGEST_GROUP = 150;

export interface ClusterOptions extends CohesionOptions {
  /** Least match weight of a link. */
  readonly threshold: number;
}

/** What clusters are made from. */
export interface ClusterInput {
  readonly records: number;
  readonly model: ProbabilityModel;
  readonly compared: ComparedColumns;
  /** Pairs that must not come together: left_rid < right_rid. */
  readonly never?: Sql | undefined;
}

/** Weight of a pair that must not come together: no number of good pairs makes up for it. */
export const NEVER_WEIGHT = -1_000_000;

/** Root of every record: linked records belong together as far as their group holds together as a whole. */
export async function clusterByProbability(input: ClusterInput, options: ClusterOptions): Promise<Int32Array> {
  const { records, compared } = input;
  const { session } = compared;
  const forest = await linkedGroups(session, records, options.threshold);
  const roots = forest.roots();
  const sizes = new Int32Array(roots.length);
  for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
  const members = roots.map((_, rid) => rid).filter((rid) => (sizes[roots[rid] ?? 0] ?? 0) > 2);
  if (members.length === 0) return roots;
  await session.insertIntegerPairs(
    GROUP,
    ['rid', 'grp'],
    members,
    members.map((rid) => roots[rid] ?? rid),
  );
  return splitGroups(roots, input, options);
}

/** Groups by links of the threshold; a group that is too large is linked anew by stronger links only, until it is not. */
async function linkedGroups(session: EngineSession, records: number, threshold: number): Promise<UnionFind> {
  const weighty = sql`from ${id(SCORE_TABLE)} where weight >= ${threshold} order by left_rid, right_rid`;
  const { left, right } = await session.integerPairs(sql`select left_rid, right_rid ${weighty}`);
  const { left: steps } = await session.integerPairs(
    sql`select cast(round(${STEPS} * weight) as integer) as steps, 0 as nothing ${weighty}`,
  );
  let isOpen = (_rid: number) => true;
  let forest = new UnionFind(records);
  for (let least = threshold; least <= threshold + 40; least += 2) {
    const before = forest;
    forest = new UnionFind(records);
    left.forEach((rid, index) => {
      const other = right[index] ?? rid;
      const isStrong = (steps[index] ?? 0) >= least * STEPS || !isOpen(rid);
      if (isStrong && (least === threshold || before.find(rid) === before.find(other))) forest.union(rid, other);
    });
    const roots = forest.roots();
    const sizes = new Int32Array(roots.length);
    for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
    if (sizes.every((size) => size <= LARGEST_GROUP)) return forest;
    isOpen = (rid) => (sizes[roots[rid] ?? 0] ?? 0) > LARGEST_GROUP;
  }
  return forest;
}

/** Weighs every pair within the groups and parts each group where it does not hold together. */
async function splitGroups(
  roots: Int32Array,
  { model, compared, never }: ClusterInput,
  options: CohesionOptions,
): Promise<Int32Array> {
  const { session } = compared;
  const inside = sql`select a.rid as left_rid, b.rid as right_rid from ${id(GROUP)} as a join ${id(GROUP)} as b on a.grp = b.grp and a.rid < b.rid`;
  const learned = weightSql(compared.comparisons, model);
  const weight = never
    ? sql`case when (left_rid, right_rid) in (${never}) then ${NEVER_WEIGHT} else ${learned} end`
    : learned;
  // As a table of its own the engine knows how few these pairs are, and does not hash the records to find them.
  await session.run(sql`create or replace table ${id(INSIDE)} as ${inside}`);
  const codes = codesOf(sql`select * from ${id(INSIDE)}`, compared);
  const weighed = sql`select left_rid, right_rid, cast(round(${STEPS} * (${weight})) as integer) as steps from (${codes})`;
  const table = 'probability_inside_weight';
  await session.run(sql`create or replace table ${id(table)} as ${weighed}`);
  const ordered = sql`from ${id(table)} order by left_rid, right_rid`;
  const { left, right } = await session.integerPairs(sql`select left_rid, right_rid ${ordered}`);
  const { left: steps } = await session.integerPairs(sql`select steps, steps as again ${ordered}`);
  for (const name of [table, INSIDE, GROUP]) await session.drop(name);
  const order = orderByGroup(left, roots);
  const result = roots.slice();
  for (let start = 0; start < order.length; ) {
    const first = left[order[start] ?? 0] ?? 0;
    let size = 2;
    while (left[order[start + size - 1] ?? -1] === first) size += 1;
    const rids = [first, ...Array.from({ length: size - 1 }, (_, index) => right[order[start + index] ?? 0] ?? 0)];
    const weight = Array.from(
      { length: pairsAmong(size) },
      (_, index) => (steps[order[start + index] ?? 0] ?? 0) / STEPS,
    );
    const parts = cohesiveParts({ size, weight }, options);
    rids.forEach((rid, index) => {
      result[rid] = rids[parts[index] ?? index] ?? rid;
    });
    start += weight.length;
  }
  return result;
}

/** Places of the pairs of records, those of one group together, otherwise as they were. */
function orderByGroup(left: Int32Array, roots: Int32Array): Int32Array {
  const next = new Int32Array(roots.length + 1);
  const rootOf = (rid: number) => roots[rid] ?? rid;
  for (const rid of left) next[rootOf(rid) + 1] = (next[rootOf(rid) + 1] ?? 0) + 1;
  for (let root = 1; root < next.length; root++) next[root] = (next[root] ?? 0) + (next[root - 1] ?? 0);
  const order = new Int32Array(left.length);
  left.forEach((rid, index) => {
    const place = next[rootOf(rid)] ?? 0;
    order[place] = index;
    next[rootOf(rid)] = place + 1;
  });
  return order;
}
