import type { EngineSession } from '../../../sql/engine.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { UnionFind } from '../../cluster/union-find.ts';
import { weightSql } from '../score.ts';
import { SCORE_TABLE } from '../tables.ts';
import type { ProbabilityModel } from '../train/expectation.ts';
import { type ComparedColumns, codesOf } from '../train/levels.ts';
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
  const members = Int32Array.from(roots.keys()).filter((rid) => (sizes[roots[rid] ?? 0] ?? 0) > 2);
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
  const order = sql`order by left_rid, right_rid`;
  const { left, right } = await session.integerPairs(sql`select left_rid, right_rid from ${id(table)} ${order}`);
  const { left: steps } = await session.integerPairs(sql`select steps, steps as again from ${id(table)} ${order}`);
  for (const name of [table, INSIDE, GROUP]) await session.drop(name);
  const groups = new Map<number, number[]>();
  left.forEach((rid, index) => {
    const root = roots[rid] ?? rid;
    const list = groups.get(root);
    if (list) list.push(index);
    else groups.set(root, [index]);
  });
  const result = roots.slice();
  for (const indexes of groups.values()) {
    const rids = [...new Set(indexes.flatMap((index) => [left[index] ?? 0, right[index] ?? 0]))].sort((a, b) => a - b);
    const place = new Map(rids.map((rid, index) => [rid, index]));
    const parts = cohesiveParts(
      {
        size: rids.length,
        left: indexes.map((index) => place.get(left[index] ?? 0) ?? 0),
        right: indexes.map((index) => place.get(right[index] ?? 0) ?? 0),
        weight: indexes.map((index) => (steps[index] ?? 0) / STEPS),
      },
      options,
    );
    rids.forEach((rid, index) => {
      result[rid] = rids[parts[index] ?? index] ?? rid;
    });
  }
  return result;
}
