import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { UnionFind } from '../../cluster/union-find.ts';
import { pairsAmong } from '../outsiders.ts';
import { PROBABILITY_CLUSTER_TABLE, SCORE_TABLE } from '../tables.ts';
import { type CohesionOptions, cohesiveParts } from './cohesion.ts';
import { contractByProbability } from './contraction.ts';
import {
  type ClusterInput,
  type ClusterOptions,
  GROUP_PAIR_TABLE,
  GROUP_TABLE,
  LARGEST_GROUP,
  RAISES,
  STEPS,
  stepsOf,
  weighGroups,
} from './group.ts';

/**
 * Writes the cluster of every record, `rid, cluster`: linked records belong together as far as their group holds together
 * as a whole. The smallest record names a cluster.
 */
export async function clusterByProbability(input: ClusterInput, options: ClusterOptions): Promise<void> {
  const { records, compared } = input;
  const { session } = compared;
  if (!session.dialect.supportsIntegerPairs) return contractByProbability(input, options);
  const groups = (await linkedGroups(session, records, options.threshold)).roots();
  const sizes = sizesOf(groups);
  const members = groups.map((_, rid) => rid).filter((rid) => (sizes[groups[rid] ?? 0] ?? 0) > 2);
  const roots = members.length === 0 ? groups : await splitGroups(groups, { input, members, options });
  const rids = Int32Array.from({ length: records }, (_, index) => index + 1);
  await session.insertIntegerPairs(PROBABILITY_CLUSTER_TABLE, ['rid', 'cluster'], rids, roots.subarray(1));
}

/** How many records each root has. */
function sizesOf(roots: Int32Array): Int32Array {
  const sizes = new Int32Array(roots.length);
  for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
  return sizes;
}

/** Groups by links of the threshold; a group that is too large is linked anew by stronger links only, until it is not. */
async function linkedGroups(session: EngineSession, records: number, threshold: number): Promise<UnionFind> {
  const weighty = sql`from ${id(SCORE_TABLE)} where weight >= ${threshold} order by left_rid, right_rid`;
  const { left, right } = await session.integerPairs(sql`select left_rid, right_rid ${weighty}`);
  const { left: steps } = await session.integerPairs(
    sql`select ${stepsOf(sql`weight`)} as steps, 0 as nothing ${weighty}`,
  );
  let isOpen = (_rid: number) => true;
  let forest = new UnionFind(records);
  for (let raised = 0; raised <= RAISES.most; raised += RAISES.bits) {
    const before = forest;
    const least = Math.round((threshold + raised) * STEPS);
    forest = new UnionFind(records);
    left.forEach((rid, index) => {
      const other = right[index] ?? rid;
      const isTaken =
        raised === 0 || (((steps[index] ?? 0) >= least || !isOpen(rid)) && before.find(rid) === before.find(other));
      if (isTaken) forest.union(rid, other);
    });
    const roots = forest.roots();
    const sizes = sizesOf(roots);
    if (sizes.every((size) => size <= LARGEST_GROUP)) return forest;
    isOpen = (rid) => (sizes[roots[rid] ?? 0] ?? 0) > LARGEST_GROUP;
  }
  return forest;
}

/** Parts each group where it does not hold together; gives the root of every record. */
async function splitGroups(
  roots: Int32Array,
  {
    input,
    members,
    options,
  }: { readonly input: ClusterInput; readonly members: Int32Array; readonly options: CohesionOptions },
): Promise<Int32Array> {
  const { session } = input.compared;
  await session.insertIntegerPairs(
    GROUP_TABLE,
    ['rid', 'grp'],
    members,
    members.map((rid) => roots[rid] ?? rid),
  );
  await weighGroups(input);
  const ordered = sql`from ${id(GROUP_PAIR_TABLE)} order by left_rid, right_rid`;
  const { left, right } = await session.integerPairs(sql`select left_rid, right_rid ${ordered}`);
  const { left: steps } = await session.integerPairs(sql`select steps, steps as again ${ordered}`);
  for (const name of [GROUP_TABLE, GROUP_PAIR_TABLE]) await session.drop(name);
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
