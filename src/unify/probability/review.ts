import { TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { CLUSTER_TABLE, keyTableOf } from '../tables.ts';
import { NEVER_WEIGHT } from './cluster/group.ts';
import type { ProbabilityState } from './run.ts';
import { REVIEW_TABLE, SCORE_TABLE } from './tables.ts';

/** Pairs kept for a person to look at, when weights are learned. */
const REVIEWED_PAIRS = 500;

/**
 * The stage that finds the pairs closest to the cut, on both sides of it. Of a model that is to be kept they are all pairs
 * as close as some that were close when it was learned: which they are does then not depend on how many others there are.
 */
export function reviewStage(state: ProbabilityState, { cut, isKept }: { cut: number; isKept: boolean }): Stage {
  const distance = sql`abs(weight - ${cut})`;
  return {
    name: 'probability:review',
    summary: 'Pairs whose probability is closest to the threshold.',
    table: REVIEW_TABLE,
    run: async (session) => {
      const basis = state.model?.basis;
      if (isKept)
        state.reviewedWithin = basis?.cut === cut ? basis.reviewedWithin : await closeEnough(session, distance);
      const pairs = sql`select left_rid, right_rid, weight from ${id(SCORE_TABLE)} where ${isReviewed(cut, state.reviewedWithin)}`;
      await session.run(
        sql`create or replace table ${id(REVIEW_TABLE)} as ${isKept ? pairs : sql`${pairs} order by ${distance}, left_rid, right_rid limit ${REVIEWED_PAIRS}`}`,
      );
    },
  };
}

/** The distance within which there are as many pairs as are kept, no more; undefined where there are no more at all. */
async function closeEnough(session: EngineSession, distance: Sql): Promise<number | undefined> {
  const counted = sql`select ${distance} as distance, sum(count(*)) over (order by ${distance}) as pairs
    from ${id(SCORE_TABLE)} where weight > ${NEVER_WEIGHT} group by 1`;
  const [found] = await session.rows(
    sql`select coalesce(max(case when pairs <= ${REVIEWED_PAIRS} then distance end), min(distance)) as within, max(pairs) as pairs from (${counted})`,
  );
  return Number(found?.['pairs'] ?? 0) > REVIEWED_PAIRS ? Number(found?.['within']) : undefined;
}

/** Whether a pair with a weight is one to look at. */
export function isReviewed(cut: number, within: number | undefined): Sql {
  return within === undefined
    ? sql`weight > ${NEVER_WEIGHT}`
    : sql`weight > ${NEVER_WEIGHT} and abs(weight - ${cut}) <= ${within}`;
}

/** The stage that shows these pairs: `MatchReview`. */
export function reviewOutputStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const pairs = sql`select pair.*, lc.cluster = rc.cluster as is_matched from ${id(REVIEW_TABLE)} as pair
    join ${id(CLUSTER_TABLE)} as lc on lc.rid = pair.left_rid join ${id(CLUSTER_TABLE)} as rc on rc.rid = pair.right_rid`;
  return createOutputStage({
    name: 'merge:review',
    summary: 'Pairs whose probability is closest to the threshold, for a person to decide.',
    table: TABLES.matchReview,
    query: closestFirst(plan, reviewRows(plan, dialect, pairs)),
  });
}

/** Query of the rows of `MatchReview` for pairs of records: left_rid, right_rid, weight, is_matched. */
export function reviewRows({ entities }: UnifyPlan, dialect: Dialect, pairs: Sql): Sql {
  const keys = join(
    entities.map(
      ({ name }) =>
        sql`select rid, ${name} as entity, cast(key as ${dialect.typeName('string')}) as key from ${id(keyTableOf(name))}`,
    ),
    ' union all ',
  );
  return sql`select l.entity as ${id('Entity1')}, l.key as ${id('Entity1Key')}, r.entity as ${id('Entity2')}, r.key as ${id('Entity2Key')},
      1 / (1 + pow(2, -weight)) as ${id('Probability')}, is_matched as ${id('IsMatched')}
    from (${pairs}) as found join (${keys}) as l on l.rid = left_rid join (${keys}) as r on r.rid = right_rid`;
}

/** Rows of `MatchReview` in their order: those closest to the threshold first. */
export function closestFirst({ unification }: UnifyPlan, rows: Sql): Sql {
  const threshold = unification.probabilities?.threshold ?? 0.5;
  const keys = ['Entity1', 'Entity1Key', 'Entity2', 'Entity2Key'].map((name) => id(name));
  return sql`select * from (${rows}) order by abs(${id('Probability')} - ${threshold}), ${join(keys)}`;
}
