import type { Clock } from '../../base/clock.ts';
import { createCarriedMeasureStages, createCustomerMeasureStages } from '../../measures/customer-measure.ts';
import { createFollowedMeasureStages } from '../../measures/follow.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Measure } from '../../model/measure.ts';
import { type MemberKind, memberKindOf, memberKindsOf } from '../../model/member-kind.ts';
import { customerMeasureTableOf, TABLES } from '../../model/tables.ts';
import { createMembershipStages } from '../../segments/membership.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage } from '../../sql/stage.ts';
import type { Snapshot } from '../../store/snapshots.ts';
import { taskIdOf } from '../graph/task-node.ts';
import type { OutputTable, TaskOutput } from './task-output.ts';
import { type TouchedCustomers, touchedIn } from './touched-customers.ts';

/** Tables that gather what single tasks made. */
export interface Assembly {
  readonly tables: readonly OutputTable[];
  /** Tables with the members that entered and left, of each kind of members of which a segment was evaluated. */
  readonly changesTables: readonly string[];
}

export interface AssemblyRequest {
  readonly outputs: ReadonlyMap<string, TaskOutput>;
  readonly customers: TouchedCustomers;
  readonly workspace: Workspace;
  readonly snapshot: Snapshot | undefined;
  readonly clock: Clock;
}

/** Gathers customer attribute measures and segment members; what failed keeps its last published state. */
export async function assembleTables(session: EngineSession, request: AssemblyRequest): Promise<Assembly> {
  const measureStages = await stagesOfMeasures(session, request);
  const kinds = memberKindsOf(request.workspace.segments.filter(({ name }) => isEvaluated(name, request)));
  const segmentStages = kinds.flatMap((kind) => stagesOfSegments(kind, request));
  await runStages(session, [...measureStages, ...segmentStages], { clock: request.clock });
  return {
    tables: [
      ...(measureStages.length > 0 ? [{ name: TABLES.customerMeasure, primaryKey: 'CustomerId' }] : []),
      ...kinds.map(({ membership }) => ({ name: membership })),
    ],
    changesTables: kinds.map(({ change }) => change),
  };
}

async function stagesOfMeasures(session: EngineSession, request: AssemblyRequest): Promise<Stage[]> {
  const { outputs, workspace, snapshot } = request;
  const measures = workspace.measures.filter((measure) => measure.kind === 'customerAttribute');
  const isDone = (name: string) => outputs.has(taskIdOf('measures', name));
  if (measures.length === 0 || !(outputs.has('merge') || measures.some(({ name }) => isDone(name)))) return [];
  const published = snapshot?.entities.find((entity) => entity.name === TABLES.customerMeasure)?.columns ?? [];
  const isFollowed = ({ name }: Measure) => outputs.get(taskIdOf('measures', name))?.touched !== undefined;
  if (measures.every(isFollowed) && published.length === measures.length + 1)
    return stagesOfFollowed(session, measures, request);
  const carried = measures.filter(({ name }) => !isDone(name) && published.some((column) => column.name === name));
  const known = measures.filter((measure) => isDone(measure.name) || carried.includes(measure));
  return [
    ...carried.flatMap((measure) => createCarriedMeasureStages({ measure })),
    ...createCustomerMeasureStages({ measures: known }),
  ];
}

/** Measures that were computed for some customers only, each perhaps for others. */
async function stagesOfFollowed(
  session: EngineSession,
  measures: readonly Measure[],
  { outputs, workspace, customers }: AssemblyRequest,
): Promise<Stage[]> {
  const touched = measures.flatMap(({ name }) => outputs.get(taskIdOf('measures', name))?.touched ?? []);
  const context = { session, outputs, workspace };
  const area = await customers.area(touched, context);
  for (const { name } of measures) await customers.bring(customerMeasureTableOf(name), area, context);
  return createFollowedMeasureStages({ measures, area, touched: touchedIn(area) });
}

function isEvaluated(segment: string, { outputs }: AssemblyRequest): boolean {
  return outputs.has(taskIdOf('segmentation', segment));
}

function stagesOfSegments(kind: MemberKind, request: AssemblyRequest): Stage[] {
  const segments = request.workspace.segments.filter((segment) => memberKindOf(segment) === kind);
  const hasPublished = request.snapshot?.entities.some((entity) => entity.name === kind.membership) ?? false;
  return createMembershipStages({
    kind,
    refreshed: segments.filter(({ name }) => isEvaluated(name, request)),
    carried: hasPublished ? segments.filter(({ name }) => !isEvaluated(name, request)) : [],
  });
}
