import { createActivityStages } from '../../activities/stages.ts';
import { readMeasureResult } from '../../measures/result.ts';
import { createMeasureStages, measureTableOf } from '../../measures/stages.ts';
import { TABLES } from '../../model/tables.ts';
import { readSegmentResult } from '../../segments/result.ts';
import { createSegmentStages } from '../../segments/stages.ts';
import { runStages } from '../../sql/stage.ts';
import { activeActivities } from '../graph/build.ts';
import type { TaskNode } from '../graph/task-node.ts';
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

/** Computes one measure. */
export const measureWorker: TaskWorker = async (node, context) => {
  const { session } = context;
  const measure = definitionOf(node, context.workspace.measures);
  await runStages(session, createMeasureStages({ measure, ...(await insightOptions(context)) }), context);
  const rows = await readMeasureResult(session, measure);
  const isTable = measure.kind !== 'customerAttribute';
  return {
    rows: await session.rowCount(measureTableOf(measure)),
    tables: isTable ? [{ name: measure.name }] : [],
    warnings: [],
    fact: measure.kind === 'business' ? { kind: 'measure', rows } : undefined,
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

function definitionOf<Definition extends { readonly name: string }>(
  node: TaskNode,
  definitions: readonly Definition[],
): Definition {
  const found = definitions.find((definition) => definition.name === node.identifier);
  if (!found) throw new Error(`The workspace of the refresh has no ${node.taskId}`);
  return found;
}
