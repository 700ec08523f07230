import { createActivityStages } from '../../activities/stages.ts';
import { readActivityWarnings } from '../../activities/warnings.ts';
import { TABLES } from '../../model/tables.ts';
import { runStages } from '../../sql/stage.ts';
import { activeActivities } from '../graph/build.ts';
import { insightOptions } from './insight-model.ts';
import type { TaskWorker } from './task-context.ts';

/** Gathers what customers did. */
export const activityWorker: TaskWorker = async (_node, context) => {
  const { session, workspace } = context;
  const activities = activeActivities(workspace);
  await runStages(session, createActivityStages({ activities, ...(await insightOptions(context)) }), context);
  const { unifiedActivity } = TABLES;
  return {
    rows: await session.rowCount(unifiedActivity),
    tables: [{ name: unifiedActivity, primaryKey: 'ActivityId' }],
    warnings: await readActivityWarnings(session, activities),
  };
};
