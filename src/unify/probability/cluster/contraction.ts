import type { EngineSession } from '../../../sql/engine.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { contractClusters, replaceTable } from '../../cluster/contraction.ts';
import { followedPairs, followMembers, TAKEN_TABLE, takeFirstLinks } from '../../cluster/take.ts';
import { PROBABILITY_CLUSTER_TABLE, SCORE_TABLE, STANDARD_TABLE } from '../tables.ts';
import { type CohesionOptions, FORBIDDEN } from './cohesion.ts';
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

const PART = 'probability_part';
const PART_PAIR = 'probability_part_pair';
const OPEN_PAIR = 'probability_open_pair';

const clusters = id(PROBABILITY_CLUSTER_TABLE);

/** Clusters by probability by SQL alone: writes what `clusterByProbability` writes. */
export async function contractByProbability(input: ClusterInput, options: ClusterOptions): Promise<void> {
  const { session } = input.compared;
  await contractGroups(session, options.threshold);
  await session.run(sql`create or replace table ${id(GROUP_TABLE)} as select rid, cluster as grp from ${clusters}
    where cluster in (select cluster from ${clusters} group by cluster having count(*) > 2)`);
  await weighGroups(input);
  await contractCohesive(session, { table: PART, pairs: GROUP_PAIR_TABLE }, options);
  await takeOver(session, PART);
  for (const name of [PART, GROUP_TABLE, GROUP_PAIR_TABLE]) await session.drop(name);
}

/** Groups by links of the threshold; those that are too large by stronger and stronger ones. */
async function contractGroups(session: EngineSession, threshold: number): Promise<void> {
  const links = (isStrong: Sql) => sql`select left_rid, right_rid from ${id(SCORE_TABLE)} where ${isStrong}`;
  const records = sql`select rid from ${id(STANDARD_TABLE)}`;
  await contractClusters(session, {
    table: PROBABILITY_CLUSTER_TABLE,
    records,
    links: links(sql`weight >= ${threshold}`),
  });
  for (let raised: number = RAISES.bits; raised <= RAISES.most; raised += RAISES.bits) {
    await session.run(sql`create or replace table ${id(GROUP_TABLE)} as select rid from ${clusters}
      where cluster in (select cluster from ${clusters} group by cluster having count(*) > ${LARGEST_GROUP})`);
    if ((await session.rowCount(GROUP_TABLE)) === 0) return;
    const open = sql`select rid from ${id(GROUP_TABLE)}`;
    const isStrong = sql`${stepsOf(sql`weight`)} >= ${Math.round((threshold + raised) * STEPS)} and left_rid in (${open})`;
    await contractClusters(session, { table: PART, records: open, links: links(isStrong) });
    await takeOver(session, PART);
  }
}

/** Brings records to the clusters that some of them have in a table. */
function takeOver(session: EngineSession, table: string): Promise<void> {
  return replaceTable(
    session,
    PROBABILITY_CLUSTER_TABLE,
    sql`select member.rid, coalesce(part.cluster, member.cluster) as cluster from ${clusters} as member left join ${id(table)} as part on part.rid = member.rid`,
  );
}

/**
 * Parts of groups that hold together by SQL alone: writes `rid, cluster` of the records of all pairs, as `cohesiveParts`
 * gives them. A round joins all parts that are closest to each other. That is what joining the closest two of all gives in
 * the end, for a joined part is never closer to a third one than the closer of both was (reducibility; Bruynooghe 1977).
 * @param pairs table of `left_rid, right_rid, steps`, with every pair of each group
 */
export async function contractCohesive(
  session: EngineSession,
  { table, pairs }: { readonly table: string; readonly pairs: string },
  { least, bounds }: CohesionOptions,
): Promise<void> {
  const [low, high] = bounds.map((bound) => Math.round(bound * STEPS));
  const clipped = sql`case when steps < ${FORBIDDEN * STEPS} then steps else least(${high ?? 0}, greatest(${low ?? 0}, steps)) end`;
  const bigint = session.dialect.typeName('integer');
  await session.run(
    sql`create or replace table ${id(table)} as select rid, rid as cluster from (select left_rid as rid from ${id(pairs)} union select right_rid from ${id(pairs)}) as member`,
  );
  await session.run(
    sql`create or replace table ${id(PART_PAIR)} as select left_rid as a, right_rid as b, cast(${clipped} as ${bigint}) as steps, cast(1 as ${bigint}) as n from ${id(pairs)}`,
  );
  for (;;) {
    await session.run(sql`create or replace table ${id(OPEN_PAIR)} as select a, b, row_number() over (order by cast(steps as double) / n desc, a, b) as place
      from ${id(PART_PAIR)} where steps >= ${least * STEPS} * n`);
    if ((await session.rowCount(OPEN_PAIR)) === 0) break;
    await takeFirstLinks(session, OPEN_PAIR);
    await followMembers(session, table);
    const moved = followedPairs(PART_PAIR, sql`, steps, n`);
    const summed = sql`select a, b, cast(sum(steps) as ${bigint}) as steps, cast(sum(n) as ${bigint}) as n from (${moved}) as moved group by a, b`;
    await replaceTable(session, PART_PAIR, summed);
  }
  for (const name of [PART_PAIR, OPEN_PAIR, TAKEN_TABLE]) await session.drop(name);
}
