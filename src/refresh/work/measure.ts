import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import { followMeasure, followsCustomers, writeRowOwners } from '../../measures/follow.ts';
import { readMeasureResult } from '../../measures/result.ts';
import { createMeasureStages, type MeasureStagesOptions, measureTableOf } from '../../measures/stages.ts';
import { findEntity } from '../../model/insight-model.ts';
import type { Measure } from '../../model/measure.ts';
import { customerMeasureTableOf, previousTableOf, TABLES } from '../../model/tables.ts';
import { writeRowChanges } from '../../sql/row-change.ts';
import { runStages } from '../../sql/stage.ts';
import type { TaskNode } from '../graph/task-node.ts';
import { changedProfiles } from './changed-profiles.ts';
import { definitionOf } from './definition-of.ts';
import { insightOptions } from './insight-model.ts';
import { hasSameFiles } from './published.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';
import type { Touched } from './task-output.ts';
import { rowOwnerTableOf, touchedIn } from './touched-customers.ts';

/** Computes one measure: for the customers whose rows or profiles changed where that is enough, for all otherwise. */
export const measureWorker: TaskWorker = async (node, context) => {
  const { session } = context;
  const measure = definitionOf(node, context.workspace.measures);
  const options = { measure, ...(await insightOptions(context)) };
  const definition = fingerprint(options);
  const touched = await follow(node, context, { ...options, definition });
  if (!touched) await runStages(session, createMeasureStages(options), context);
  const isTable = measure.kind !== 'customerAttribute';
  return {
    rows: await session.rowCount(isTable ? measureTableOf(measure) : TABLES.customer),
    tables: isTable ? [{ name: measure.name }] : [],
    warnings: [],
    fact:
      measure.kind === 'business' ? { kind: 'measure', rows: await readMeasureResult(session, measure) } : undefined,
    touched,
    additionalInfo: isTable ? undefined : { method: touched ? 'changedRows' : 'whole', definition },
  };
};

/** What a measure is computed by, as a short text. */
function fingerprint({ measure, model }: MeasureStagesOptions): string {
  const { relationships, unifiedEntities } = model;
  const entity = findEntity(model, measure.entity);
  return hashOf(canonicalJson({ measure, entity, relationships, unifiedEntities }));
}

interface Following extends MeasureStagesOptions {
  readonly definition: string;
}

/** Customers for whom the measure was computed, where it could stay for all others; undefined, and nothing done, if not. */
async function follow(node: TaskNode, context: TaskContext, options: Following): Promise<Touched | undefined> {
  const { session, customers, workspace } = context;
  const { measure } = options;
  const position = workspace.measures.findIndex(({ name }) => name === measure.name);
  if (!(await isStart(node, context, options)) || !changedProfiles(context)) return undefined;
  const rows = await changedRows(context, measure);
  if (rows === 'unknown') return undefined;
  if (rows)
    await writeRowOwners(session, {
      ...options,
      ...rows,
      into: rowOwnerTableOf(measure.name),
      area: `rows${position}`,
    });
  const touched = rows ? [measure.name] : [];
  const area = await customers.area(touched, context);
  await followMeasure(session, { ...options, area, touched: touchedIn(area) }, context);
  customers.hold(customerMeasureTableOf(measure.name), area);
  return touched;
}

/** Whether the published values were made by the same definition from the published rows. */
async function isStart(node: TaskNode, context: TaskContext, { measure, model, definition }: Following) {
  const { snapshot, isFullLoad } = context;
  if (isFullLoad || !followsCustomers(measure, model)) return false;
  const published = await context.publishedTask(node.taskId);
  const { customer, alternateKey, customerMeasure } = TABLES;
  return (
    published?.task.additionalInfo['definition'] === definition &&
    [measure.entity, customer, alternateKey, customerMeasure].every((name) =>
      hasSameFiles(name, snapshot, published.snapshot),
    )
  );
}

/** Finds the rows of the measure's entity that changed, but for those whose customers are affected anyhow; undefined without any. */
async function changedRows(context: TaskContext, { name, entity }: Measure) {
  if (entity === TABLES.customer || isUnifiedWhole(context, entity)) return undefined;
  const { session, snapshot } = context;
  const [previous, changes] = [previousTableOf(entity), `MeasureRows_${name}`];
  const known = snapshot?.entities.find((candidate) => candidate.name === entity);
  const key = known?.primaryKey;
  if (!known || key === undefined || !(await session.differingRows(entity, previous))) return 'unknown';
  const columns = known.columns.map((column) => column.name);
  await writeRowChanges(session, { table: entity, previous, key, columns, into: changes });
  return (await session.rowCount(changes)) > 0 ? { changes, key } : undefined;
}

/** Whether this refresh unified an entity with all its attributes: a record of which any differs is affected then. */
function isUnifiedWhole({ workspace, outputs }: TaskContext, entity: string): boolean {
  const unified = workspace.unification?.entities.find((candidate) => candidate.entity === entity);
  return outputs.has('merge') && unified !== undefined && unified.attributes === undefined;
}
