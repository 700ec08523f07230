import type { EngineSession } from '../../../sql/engine.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { blockRecords, limitsFor } from '../block/choose.ts';
import { DEFAULT_CLUSTERING, modelOf, type ProbabilityState } from '../run.ts';
import { weightSql } from '../score.ts';
import { PAIR_TABLE } from '../tables.ts';
import { codesOf } from '../train/levels.ts';
import type { PairExplanation } from './explain.ts';

/** Why two records are in two clusters although they are compared by probabilities. */
export type PartedReason =
  | { readonly reason: 'belowThreshold'; readonly probability: number; readonly threshold: number }
  /** Without what lookalikes (people of one household, namesakes) take away, the two would be above the threshold. */
  | { readonly reason: 'lookalikes'; readonly bits: number }
  /** Their groups do not hold together: the average match weight of all pairs between the two is too low. */
  | { readonly reason: 'cohesion'; readonly pairs: number; readonly average: number; readonly least: number }
  /** Likely enough, but no blocking key brought the two together. */
  | { readonly reason: 'notFound' };

interface PartedPair {
  readonly pair: Pick<PairExplanation, 'probability' | 'weight' | 'lookalikes'>;
  /** Query of the pairs `(left_rid, right_rid)` between the two clusters. */
  readonly between: Sql;
  readonly threshold: number;
}

/** Why a pair of two clusters is not one; nothing where all speaks for one, as after the weights have changed. */
export async function reasonsByProbability(
  session: EngineSession,
  state: ProbabilityState,
  { pair: { probability, weight, lookalikes }, between, threshold }: PartedPair,
): Promise<PartedReason[]> {
  if (probability < threshold) {
    const isByLookalikes = weight - lookalikes >= Math.log2(threshold / (1 - threshold));
    return [
      { reason: 'belowThreshold', probability, threshold },
      ...(isByLookalikes ? [{ reason: 'lookalikes' as const, bits: -lookalikes }] : []),
    ];
  }
  const cohesion = await cohesionOf(session, state, between);
  if (cohesion.average < cohesion.least) return [{ reason: 'cohesion', ...cohesion }];
  return (await isCandidate(session, state, between)) ? [] : [{ reason: 'notFound' }];
}

/** How far two clusters hold together; each pair counts within bounds, as in clustering. */
async function cohesionOf(session: EngineSession, state: ProbabilityState, between: Sql) {
  const { comparisons, columns } = state;
  const { least, bounds } = DEFAULT_CLUSTERING;
  const weight = weightSql(comparisons, modelOf(state), session.dialect);
  const clipped = sql`least(${bounds[1]}, greatest(${bounds[0]}, ${weight}))`;
  const codes = codesOf(between, { comparisons, columns, session });
  const [row] = await session.rows(sql`select count(*) as pairs, avg(${clipped}) as average from (${codes})`);
  return { pairs: Number(row?.['pairs'] ?? 0), average: Number(row?.['average'] ?? 0), least };
}

/** Whether blocking finds one of the pairs; makes the candidate pairs of all records anew. */
async function isCandidate(session: EngineSession, { columns, records }: ProbabilityState, pairs: Sql) {
  await blockRecords(session, columns, limitsFor(records));
  const found = sql`select count(*) from ${id(PAIR_TABLE)} where (left_rid, right_rid) in (${pairs})`;
  const count = Number(await session.value(found));
  await session.drop(PAIR_TABLE);
  return count > 0;
}
