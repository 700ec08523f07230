import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import { followedMeasure } from '../../measures/follow.ts';
import type { ConditionReading } from '../../model/condition-reading.ts';
import { CUSTOMER_ID, findEntity } from '../../model/insight-model.ts';
import { customerMeasureTableOf, segmentTableOf, TABLES } from '../../model/tables.ts';
import { followedReading, followedSegment, followSegment } from '../../segments/follow.ts';
import { readSegmentResult, type SegmentResult } from '../../segments/result.ts';
import { createSegmentStages, type SegmentStagesOptions } from '../../segments/stages.ts';
import type { Patch } from '../../sql/patch.ts';
import { join } from '../../sql/sql.ts';
import { runStages } from '../../sql/stage.ts';
import { type TaskNode, taskIdOf } from '../graph/task-node.ts';
import { changedProfiles, followingArea, NOBODY } from './changed-profiles.ts';
import { definitionOf } from './definition-of.ts';
import { insightOptions } from './insight-model.ts';
import { hasSameFiles } from './published.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';

/** Finds the members of one segment: asks the customers that changed where that is enough, all otherwise. */
export const segmentWorker: TaskWorker = async (node, context) => {
  const segment = definitionOf(node, context.workspace.segments);
  const options = { segment, ...(await insightOptions(context)) };
  const customer = findEntity(options.model, TABLES.customer);
  const definition = hashOf(canonicalJson({ segment, customer }));
  const followed = await follow(node, context, { ...options, definition });
  const { size, entered, left, rules } = followed ?? (await evaluate(context, options));
  return {
    rows: size,
    tables: [],
    warnings: [],
    fact: { kind: 'segment', size, entered, left },
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
async function follow(node: TaskNode, context: TaskContext, options: Following): Promise<SegmentResult | undefined> {
  const { session, workspace } = context;
  const reading = followedReading(options.segment);
  const profiles = changedProfiles(context);
  if (!reading || !profiles || context.isFullLoad || !isReadFollowed(reading, context)) return undefined;
  const published = await context.publishedTask(node.taskId);
  const { customer, segmentMembership, customerMeasure } = TABLES;
  const files = [customer, segmentMembership, ...(reading.measures.length > 0 ? [customerMeasure] : [])];
  const isSame = files.every((name) => hasSameFiles(name, context.snapshot, published?.snapshot));
  if (!isSame || published?.task.additionalInfo['definition'] !== options.definition) return undefined;
  const patches = patchesOf(reading, context);
  const touched = [profiles.affected, ...[...patches.values()].map(({ keys }) => keys)];
  const area = followingArea('segment', options.segment.name, workspace.segments);
  return followSegment(
    session,
    {
      ...options,
      reading,
      touched: join(touched, ' union all '),
      patchOf: (table) => patches.get(table) ?? profiles.patchOf(table),
      size: Number(published.task.rows),
      area,
    },
    context,
  );
}

/** Whether the measures and segments that a segment reads were followed too, where this refresh evaluates them. */
function isReadFollowed({ measures, segments }: ConditionReading, { outputs }: TaskContext): boolean {
  const tasks = [
    ...measures.map((name) => taskIdOf('measures', name)),
    ...segments.map((name) => taskIdOf('segmentation', name)),
  ];
  return tasks.every((taskId) => (outputs.get(taskId)?.additionalInfo?.['method'] ?? 'changedRows') === 'changedRows');
}

/** How the tables of these measures and segments changed; those that are not evaluated did not. */
function patchesOf(
  { measures, segments }: ConditionReading,
  { session, outputs, workspace }: TaskContext,
): Map<string, Patch> {
  const same = (table: string): Patch => ({
    key: CUSTOMER_ID,
    keys: NOBODY,
    fresh: undefined,
    rest: session.outer(table),
  });
  const measured = measures.map((name): [string, Patch] => {
    const table = customerMeasureTableOf(name);
    const area = followingArea('measure', name, workspace.measures);
    return [table, outputs.has(taskIdOf('measures', name)) ? followedMeasure({ name }, area) : same(table)];
  });
  const joined = segments.map((name): [string, Patch] => {
    const table = segmentTableOf(name);
    const area = followingArea('segment', name, workspace.segments);
    return [table, outputs.has(taskIdOf('segmentation', name)) ? followedSegment(session, name, area) : same(table)];
  });
  return new Map([...measured, ...joined]);
}
