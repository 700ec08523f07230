import { settleAll } from '../../base/settle-all.ts';
import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { CHECK_STAGE } from '../blocking/check.ts';
import { publishedSkippedStage } from '../blocking/skipped.ts';
import { LINK_STAGE } from '../cluster/link.ts';
import { FRESH_STAGE } from '../naming/identifier.ts';
import { ID_HISTORY_TABLE } from '../naming/stage.ts';
import { planUnification, type UnifyPlan } from '../plan/plan.ts';
import { publishedBasis, whyNotKept } from '../probability/kept/followed.ts';
import { followStatistics } from '../statistics/difference.ts';
import { countPublished } from '../statistics/published.ts';
import type { UnificationStatistics } from '../statistics/statistics.ts';
import { countOverruled } from '../statistics/warnings.ts';
import type { UnificationRequest, UnificationResult, UnificationRun } from '../unification.ts';
import { findAffected } from './affected.ts';
import { findChanges } from './change.ts';
import { limitHistoryStage, limitPrevious } from './former.ts';
import { inMemory, runIn } from './part.ts';
import { whyWhole } from './possible.ts';
import { partStages } from './probable.ts';
import { hasPublished, spliceStages } from './splice.ts';
import { AFFECTED_ID_TABLE, AREAS, PART_KEY_TABLE } from './tables.ts';

/**
 * A unification that follows the change of single rows. The session holds the published tables, which were made by the
 * same definition from the published sources. Each step gives why everything must be unified anew instead, as a sentence
 * for people; undefined when it is done.
 */
export interface ChangedUnification {
  readonly map: (session: EngineSession) => Promise<string | undefined>;
  readonly match: (session: EngineSession, run: StageRun) => Promise<string | undefined>;
  /** After both: the same tables as a whole unification gives. `published` are the statistics of the published one. */
  readonly merge: (
    session: EngineSession,
    run: StageRun,
    published: UnificationStatistics,
  ) => Promise<UnificationResult>;
}

/** Stages up to the links of all rules. The blocks that are skipped are those that were. */
function linkingStages({ stages }: UnificationRun, plan: UnifyPlan): Stage[] {
  const end = stages.match.findIndex(({ name }) => name === LINK_STAGE) + 1;
  const byProbability = plan.mode === 'rules' ? [] : partStages(plan);
  return [...stages.map, ...stages.match.slice(0, end)]
    .filter((stage) => stage.output === undefined && !isProbable(stage))
    .flatMap((stage) => (stage.name === CHECK_STAGE ? [publishedSkippedStage(plan), ...byProbability] : [stage]));
}

const isProbable = ({ name }: Stage) => name.startsWith('probability:');

/** Stages of a merge that tell of all records, not of a part of them. */
const OF_ALL: readonly (string | undefined)[] = [
  ID_HISTORY_TABLE,
  TABLES.skippedBlock,
  TABLES.largeBlock,
  TABLES.matchReview,
];

/** Prepares the way of `whole` for changed rows. */
export function createChangedUnification(
  { unification, entities }: Pick<UnificationRequest, 'unification' | 'entities'>,
  whole: UnificationRun,
): ChangedUnification {
  const plan = planUnification(unification, entities);
  const linking = linkingStages(whole, plan);
  const clustering = inMemory(
    whole.stages.match.filter((stage) => !isProbable(stage) && !linking.some(({ name }) => name === stage.name)),
  );
  const naming = inMemory(whole.stages.merge)
    .filter(({ table }) => !OF_ALL.includes(table))
    .flatMap((stage) => (stage.name === FRESH_STAGE ? [stage, limitHistoryStage] : [stage]));
  const countPart = async (after: EngineSession) => {
    const published = { keys: after.outer(PART_KEY_TABLE), customers: after.outer(AFFECTED_ID_TABLE) };
    return [await whole.result(after, 'part'), await countPublished(after, plan, published)] as const;
  };
  return {
    map: async (session) => {
      const reason = whyWhole(plan) ?? (await whyNotKept(session, plan));
      if (reason !== undefined) return reason;
      if (!(await hasPublished(session, plan))) return 'Some published tables are missing.';
      return findChanges(session, plan);
    },
    match: async (session, run) => {
      const basis = await publishedBasis(session, plan);
      const reason = await findAffected(session, { plan, linking, run, basis });
      if (reason !== undefined) return reason;
      const after = await session.area(AREAS.after);
      try {
        const twins = await limitPrevious(session, after);
        if (twins !== undefined) return twins;
        await runStages(after, clustering, runIn(AREAS.after, run));
        return (await countOverruled(after, plan)) > 0 ? 'A pair that always matches is kept apart.' : undefined;
      } finally {
        await after.close();
      }
    },
    merge: async (session, run, published) => {
      const after = await session.area(AREAS.after);
      try {
        await runStages(after, naming, runIn(AREAS.after, run));
        const { told, others } = spliceStages(plan);
        await runStages(session, told, run);
        const [[result, before]] = await settleAll([countPart(after), runStages(session, others, run)]);
        return { ...result, statistics: followStatistics({ whole: published, before, after: result.statistics }) };
      } finally {
        await after.close();
      }
    },
  };
}
