import { systemClock } from '../../base/clock.ts';
import { type FluxuError, isFluxuError } from '../../base/errors.ts';
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

/** What is wrong with a rule itself; any other error says that it was not looked at. */
const FINDINGS: ReadonlySet<string> = new Set(['FLX_UNIFY_NO_BLOCKING', 'FLX_UNIFY_TOO_MANY_PAIRS']);

/**
 * What a refresh would refuse or skip because of the sizes of blocks, counted on the source entities that the session
 * holds: rules with too many pairs, each with its largest blocks, and skipped blocks. Nothing is compared, and the
 * unification must have no problems. Empty where no rule compares pairs.
 * @throws whatever kept it from counting, such as FLX_ENGINE_MEMORY
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
      if (!isFluxuError(error) || !FINDINGS.has(error.code)) throw error;
      found.push(error);
      continue;
    }
    const table = skippedTableOf(rule.key);
    const blocks = await largestBlocks(session, rule, { table, count: BLOCKS_TOLD });
    found.push(...tellSkipped(plan, rule, { blocks, count: await session.rowCount(table), isForeseen: true }));
  }
  return found;
}
