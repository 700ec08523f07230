import type Type from 'typebox';
import { Activity } from './activity.ts';
import { Audience } from './audience.ts';
import { Connection } from './connection.ts';
import { DataSource } from './data-source.ts';
import { Flow } from './flow.ts';
import { Measure } from './measure.ts';
import { Relationship } from './relationship.ts';
import { Schedule } from './schedule.ts';
import { Segment } from './segment.ts';
import { TriggerDefinition } from './trigger.ts';
import { Unification } from './unification.ts';

/** Kinds of definition: schema, folder in a workspace, and whether there is one without a name (`isSingle`). */
export const DEFINITION_KINDS = {
  connection: { schema: Connection, folder: 'connections', isSingle: false },
  dataSource: { schema: DataSource, folder: 'sources', isSingle: false },
  relationship: { schema: Relationship, folder: 'relationships', isSingle: false },
  unification: { schema: Unification, folder: 'unification', isSingle: true },
  audience: { schema: Audience, folder: 'audience', isSingle: true },
  activity: { schema: Activity, folder: 'activities', isSingle: false },
  measure: { schema: Measure, folder: 'measures', isSingle: false },
  segment: { schema: Segment, folder: 'segments', isSingle: false },
  trigger: { schema: TriggerDefinition, folder: 'triggers', isSingle: false },
  flow: { schema: Flow, folder: 'flows', isSingle: false },
  schedule: { schema: Schedule, folder: 'schedule', isSingle: true },
} as const satisfies Record<string, { schema: Type.TSchema; folder: string; isSingle: boolean }>;
export type DefinitionKind = keyof typeof DEFINITION_KINDS;

/** The type behind each kind. */
export interface DefinitionTypes {
  connection: Connection;
  dataSource: DataSource;
  relationship: Relationship;
  unification: Unification;
  audience: Audience;
  activity: Activity;
  measure: Measure;
  segment: Segment;
  trigger: TriggerDefinition;
  flow: Flow;
  schedule: Schedule;
}

/** Everything a workspace defines, as plain data. */
export interface Workspace {
  readonly connections: readonly Connection[];
  readonly dataSources: readonly DataSource[];
  readonly relationships: readonly Relationship[];
  readonly unification: Unification | undefined;
  readonly audience: Audience | undefined;
  readonly activities: readonly Activity[];
  readonly measures: readonly Measure[];
  readonly segments: readonly Segment[];
  readonly triggers: readonly TriggerDefinition[];
  readonly flows: readonly Flow[];
  readonly schedule: Schedule | undefined;
}

/** A workspace that defines nothing. */
export const emptyWorkspace: Workspace = {
  connections: [],
  dataSources: [],
  relationships: [],
  unification: undefined,
  audience: undefined,
  activities: [],
  measures: [],
  segments: [],
  triggers: [],
  flows: [],
  schedule: undefined,
};
