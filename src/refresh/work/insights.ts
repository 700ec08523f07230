import { createActivityStages } from '../../activities/stages.ts';
import { TABLES } from '../../model/tables.ts';
import { readSegmentResult } from '../../segments/result.ts';
import { createSegmentStages } from '../../segments/stages.ts';
import { runStages } from '../../sql/stage.ts';
import { activeActivities } from '../graph/build.ts';
import { definitionOf } from './definition-of.ts';
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
    warnings: [],
  };
};

/** Finds the members of one segment. */
export const segmentWorker: TaskWorker = async (node, context) => {
  const { session } = context;
  const segment = definitionOf(node, context.workspace.segments);
  await runStages(session, createSegmentStages({ segment, ...(await insightOptions(context)) }), context);
  const { size, entered, left, rules } = await readSegmentResult(session, segment);
  return {
    rows: size,
    tables: [],
    warnings: [],
    fact: { kind: 'segment', size, entered, left },
    additionalInfo: { entered, left, rules },
  };
};
