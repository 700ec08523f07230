import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { HISTORY_STAGE } from '../naming/stage.ts';
import { planUnification } from '../plan/plan.ts';
import { followStatistics } from '../statistics/difference.ts';
import type { UnificationStatistics } from '../statistics/statistics.ts';
import type { UnificationRequest, UnificationResult, UnificationRun } from '../unification.ts';
import { findAffected } from './affected.ts';
import { findChanges } from './change.ts';
import { createPart, runIn } from './part.ts';
import { whyWhole } from './possible.ts';
import { hasPublished, limitPrevious, spliceStages, writeAffectedIds, writePublishedNames } from './splice.ts';
import { AFFECTED_TABLE, AREAS } from './tables.ts';

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

/** Stages up to the links of all rules. */
function linkingStages({ stages }: UnificationRun): Stage[] {
  const end = stages.match.findIndex(({ name }) => name === 'match:links') + 1;
  return [...stages.map, ...stages.match.slice(0, end)].filter(({ output }) => output === undefined);
}

/** Prepares the way of `whole` for changed rows. */
export function createChangedUnification(
  { unification, entities }: Pick<UnificationRequest, 'unification' | 'entities'>,
  whole: UnificationRun,
): ChangedUnification {
  const plan = planUnification(unification, entities);
  const records = sql`select * from ${id(AFFECTED_TABLE)}`;
  const matching = [...whole.stages.map, ...whole.stages.match];
  const naming = whole.stages.merge.filter(({ name }) => name !== HISTORY_STAGE);
  return {
    map: async (session) => {
      const reason = whyWhole(plan);
      if (reason !== undefined) return reason;
      if (!(await hasPublished(session, plan))) return 'Some published tables are missing.';
      return findChanges(session, plan);
    },
    match: async (session, run) => {
      const reason = await findAffected(session, { plan, linking: linkingStages(whole), run });
      if (reason !== undefined) return reason;
      await writeAffectedIds(session);
      const parts = [AREAS.before, AREAS.after].map(async (area) => {
        const part = await createPart(session, { area, plan, records, isBefore: area === AREAS.before });
        await runStages(part, matching, runIn(area, run)).finally(() => part.close());
      });
      await Promise.all(parts);
      return undefined;
    },
    merge: async (session, run, published) => {
      const [before, after] = [await session.area(AREAS.before), await session.area(AREAS.after)];
      try {
        await writePublishedNames(before);
        await limitPrevious(after);
        await runStages(after, naming, runIn(AREAS.after, run));
        await runStages(session, spliceStages(plan), run);
        const [old, result] = [await whole.result(before), await whole.result(after)];
        const parts = { whole: published, before: old.statistics, after: result.statistics };
        return { ...result, statistics: followStatistics(parts) };
      } finally {
        await before.close();
        await after.close();
      }
    },
  };
}
