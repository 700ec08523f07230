import type { Clock } from '../../base/clock.ts';
import { createCarriedMeasureStages, createCustomerMeasureStages } from '../../measures/customer-measure.ts';
import { createFollowedMeasureStages } from '../../measures/follow.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Measure } from '../../model/measure.ts';
import { type MemberKind, memberKindOf, memberKindsOf } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import { createMembershipStages } from '../../segments/membership.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage } from '../../sql/stage.ts';
import type { Snapshot } from '../../store/snapshots.ts';
import { type TaskNode, taskIdOf } from '../graph/task-node.ts';
import { changedProfiles, followingArea } from './changed-profiles.ts';
import type { OutputTable, TaskOutput } from './task-output.ts';

/** Tables that gather what single tasks made. */
export interface Assembly {
  readonly tables: readonly OutputTable[];
  /** Tables with the members that entered and left, of each kind of members of which a segment was evaluated. */
  readonly changesTables: readonly string[];
}

export interface AssemblyRequest {
  readonly outputs: ReadonlyMap<string, TaskOutput>;
  readonly nodes: readonly TaskNode[];
  readonly workspace: Workspace;
  readonly snapshot: Snapshot | undefined;
  readonly clock: Clock;
}

/** Gathers customer attribute measures and segment members; what failed keeps its last published state. */
export async function assembleTables(session: EngineSession, request: AssemblyRequest): Promise<Assembly> {
  const measureStages = stagesOfMeasures(session, request);
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

function stagesOfMeasures(session: EngineSession, { outputs, workspace, snapshot }: AssemblyRequest): Stage[] {
  const measures = workspace.measures.filter((measure) => measure.kind === 'customerAttribute');
  const isDone = (name: string) => outputs.has(taskIdOf('measures', name));
  if (measures.length === 0 || !(outputs.has('merge') || measures.some(({ name }) => isDone(name)))) return [];
  const published = snapshot?.entities.find((entity) => entity.name === TABLES.customerMeasure)?.columns ?? [];
  const carried = measures.filter(({ name }) => !isDone(name) && published.some((column) => column.name === name));
  const known = measures.filter((measure) => isDone(measure.name) || carried.includes(measure));
  const isFollowed = ({ name }: Measure) =>
    outputs.get(taskIdOf('measures', name))?.additionalInfo?.['method'] === 'changedRows';
  const customers = changedProfiles({ session, outputs })?.patchOf(TABLES.customer);
  if (customers && measures.every(isFollowed) && published.length === measures.length + 1) {
    const areaOf = ({ name }: Measure) => followingArea('measure', name, workspace.measures);
    return createFollowedMeasureStages({
      measures: measures.map((measure) => ({ measure, area: areaOf(measure) })),
      customers,
    });
  }
  return [
    ...carried.flatMap((measure) => createCarriedMeasureStages({ measure })),
    ...createCustomerMeasureStages({ measures: known }),
  ];
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
