import { systemClock } from '../../base/clock.ts';
import { FluxuError } from '../../base/errors.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages } from '../../sql/stage.ts';
import { normalStages } from '../map/normal.ts';
import { recordStages } from '../map/records.ts';
import { blockingOn, planUnification } from '../plan/plan.ts';
import { skippedTableOf } from '../tables.ts';
import type { UnificationRequest } from '../unification.ts';
import { checkBlocks, largestBlocks, pairRules } from './check.ts';
import { tellSkipped } from './skipped.ts';

/** Skipped blocks told one by one for each rule; the rest is counted. */
const BLOCKS_TOLD = 3;

/**
 * What a refresh would refuse or skip because of the sizes of blocks, counted on the source entities that the session
 * holds: rules with too many pairs, each with its largest blocks, and skipped blocks. Nothing is compared, and the
 * unification must have no problems. Empty where no rule compares pairs.
 */
export async function foreseePairs(
  session: EngineSession,
  { unification, entities, dialect, clock = systemClock }: UnificationRequest,
): Promise<FluxuError[]> {
  const plan = planUnification(unification, entities);
  const rules = pairRules(plan);
  if (rules.length === 0) return [];
  await runStages(session, [...recordStages(plan, dialect), ...normalStages(plan, dialect, blockingOn)], { clock });
  const found: FluxuError[] = [];
  for (const rule of rules) {
    try {
      await checkBlocks(session, plan, rule);
    } catch (error) {
      if (!(error instanceof FluxuError)) throw error;
      found.push(error);
      continue;
    }
    const table = skippedTableOf(rule.key);
    const blocks = await largestBlocks(session, rule, { table, count: BLOCKS_TOLD });
    found.push(...tellSkipped(plan, rule, { blocks, count: await session.rowCount(table) }));
  }
  return found;
}
