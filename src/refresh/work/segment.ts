import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { ConditionReading } from '../../model/condition-reading.ts';
import { findEntity } from '../../model/insight-model.ts';
import { segmentTableOf, TABLES } from '../../model/tables.ts';
import { followedReading, followSegment, tablesRead } from '../../segments/follow.ts';
import { readSegmentResult, type SegmentResult } from '../../segments/result.ts';
import { createSegmentStages, type SegmentStagesOptions } from '../../segments/stages.ts';
import { runStages } from '../../sql/stage.ts';
import { type TaskNode, taskIdOf } from '../graph/task-node.ts';
import { changedProfiles } from './changed-profiles.ts';
import { definitionOf } from './definition-of.ts';
import { insightOptions } from './insight-model.ts';
import { hasSameFiles } from './published.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';
import type { Touched } from './task-output.ts';
import { touchedIn } from './touched-customers.ts';

/** Finds the members of one segment: asks the customers that changed where that is enough, all otherwise. */
export const segmentWorker: TaskWorker = async (node, context) => {
  const segment = definitionOf(node, context.workspace.segments);
  const options = { segment, ...(await insightOptions(context)) };
  const customer = findEntity(options.model, TABLES.customer);
  const definition = hashOf(canonicalJson({ segment, customer }));
  const followed = await follow(node, context, { ...options, definition });
  const { size, entered, left, rules } = followed?.result ?? (await evaluate(context, options));
  return {
    rows: size,
    tables: [],
    warnings: [],
    fact: { kind: 'segment', size, entered, left },
    touched: followed?.touched,
    additionalInfo: { entered, left, rules, method: followed ? 'changedRows' : 'whole', definition },
  };
};

async function evaluate(context: TaskContext, options: SegmentStagesOptions): Promise<SegmentResult> {
  await runStages(context.session, createSegmentStages(options), context);
  return readSegmentResult(context.session, options.segment);
}

interface Following extends SegmentStagesOptions {
  readonly definition: string;
}

/** What the segment is now, where the published members could be followed; undefined, and nothing done, if not. */
async function follow(node: TaskNode, context: TaskContext, options: Following) {
  const { session, customers, isFullLoad } = context;
  const { segment, definition } = options;
  const reading = followedReading(segment);
  const touched = reading && touchedBy(reading, context);
  if (!touched || !changedProfiles(context) || isFullLoad) return undefined;
  const published = await context.publishedTask(node.taskId);
  const { customer, segmentMembership, customerMeasure } = TABLES;
  const files = [customer, segmentMembership, ...(reading.measures.length > 0 ? [customerMeasure] : [])];
  const isSame = files.every((name) => hasSameFiles(name, context.snapshot, published?.snapshot));
  if (!isSame || published?.task.additionalInfo['definition'] !== definition) return undefined;
  const area = await customers.area(touched, context);
  await customers.bringMembership(area, context);
  for (const table of tablesRead(reading)) await customers.bring(table, area, context);
  const size = Number(published.task.rows);
  const result = await followSegment(session, { ...options, area, touched: touchedIn(area), size }, context);
  customers.hold(segmentTableOf(segment.name), area);
  return { result, touched };
}

/**
 * The customers for whom a measure or segment was computed that a segment reads; undefined where this refresh computed one
 * of these for everybody.
 */
function touchedBy({ measures, segments }: ConditionReading, { outputs }: TaskContext): Touched | undefined {
  const tasks = [
    ...measures.map((name) => taskIdOf('measures', name)),
    ...segments.map((name) => taskIdOf('segmentation', name)),
  ];
  const evaluated = tasks.flatMap((taskId) => outputs.get(taskId) ?? []);
  if (evaluated.some(({ touched }) => !touched)) return undefined;
  return [...new Set(evaluated.flatMap(({ touched }) => touched ?? []))];
}
