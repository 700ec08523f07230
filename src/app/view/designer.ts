import Type from 'typebox';
import { Name, oneOf } from '../../model/name.ts';
import { RunAction } from './flow.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** A parameter of an operation, ready to become a field of a form. */
export const OperationField = Type.Object({
  name: Type.String({ description: 'As flows write it: a parameter, or body/a/b inside a body.' }),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  type: Type.String({ description: 'string, integer, number, boolean, object, array, file or any.' }),
  format: Type.Optional(Type.String()),
  isRequired: Type.Boolean(),
  visibility: oneOf(['important', 'none', 'advanced', 'internal'], 'Where a form shows it.'),
  choices: Type.Optional(Type.Array(Type.Unknown(), { description: 'The only values it takes.' })),
  hasDynamicChoices: Type.Boolean({ description: 'The service lists its values.' }),
  default: Type.Optional(Type.Unknown()),
});
export type OperationField = Plain<typeof OperationField>;

/** A value that a step gives to the steps after it. */
export const OutputField = Type.Object({
  path: Type.String({ description: 'Below the body: a/b.' }),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  type: Type.String(),
  format: Type.Optional(Type.String()),
});
export type OutputField = Plain<typeof OutputField>;

/** Operations that somebody has starred, in the order in which they were. */
export const FavouriteOperations = Type.Object(
  {
    operations: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 100,
      uniqueItems: true,
      description: 'action or trigger, a colon, and the connector with its operation or the built-in type.',
    }),
  },
  { additionalProperties: false },
);
export type FavouriteOperations = Plain<typeof FavouriteOperations>;

/** What a step of a flow can do through a connector. */
export const OperationView = Type.Object({
  operationId: Type.String(),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  kind: oneOf(['action', 'webhook', 'polling'], 'webhook and polling operations are triggers.'),
  visibility: oneOf(['important', 'none', 'advanced', 'internal'], 'Important ones first.'),
  isDeprecated: Type.Boolean(),
  fields: Type.Array(OperationField),
  outputs: Type.Array(OutputField),
});
export type OperationView = Plain<typeof OperationView>;

/** A connector with its operations. */
export const ConnectorView = Type.Object({
  name: Type.String(),
  apiName: Type.String({ description: 'Name in definitions, e.g. shared_teams.' }),
  title: Type.String(),
  description: Type.String(),
  operations: Type.Array(OperationView),
});
export type ConnectorView = Plain<typeof ConnectorView>;

/** A function of the expression language, for completion and signature help. */
export const FunctionView = Type.Object({
  name: Type.String(),
  family: Type.String(),
  summary: Type.String(),
  returns: Type.String(),
  example: Type.String(),
  isDeprecated: Type.Boolean(),
  parameters: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      summary: Type.String(),
      isOptional: Type.Boolean(),
      isRest: Type.Boolean(),
    }),
  ),
});
export type FunctionView = Plain<typeof FunctionView>;

/** What is wrong with a definition as it stands. */
export const FlowCheckView = Type.Object({
  diagnostics: Type.Array(
    Type.Object({
      code: Type.String(),
      severity: Type.String({ description: 'error or warning.' }),
      pointer: Type.String(),
      message: Type.String(),
    }),
  ),
  unsupported: Type.Array(Type.Object({ pointer: Type.String(), type: Type.String() })),
  isRunnable: Type.Boolean(),
});
export type FlowCheckView = Plain<typeof FlowCheckView>;

/** A text of a definition to evaluate against what a past run knew. */
export const TemplateTrial = Type.Object(
  {
    template: Type.String({ maxLength: 131_072, description: 'As it stands in a definition, e.g. @{utcNow()}.' }),
    runId: Type.Optional(Type.String({ maxLength: 100, description: 'Run whose trigger and actions it sees.' })),
    known: Type.Optional(
      Type.Object(
        { triggerOutputs: Type.Unknown(), actions: Type.Array(RunAction) },
        { description: 'What it sees instead, such as that of a rehearsal.' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type TemplateTrial = Plain<typeof TemplateTrial>;

/** Its value, or why there is none. */
export const TemplateTrialResult = Type.Object({
  value: Type.Optional(Type.Unknown()),
  error: Type.Optional(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      mend: Type.String(),
      column: Type.Optional(Type.Integer({ description: 'In the template, from 1.' })),
    }),
  ),
});
export type TemplateTrialResult = Plain<typeof TemplateTrialResult>;

/** A flow as it is being edited, for which events to test it with are wanted. */
export const TestEventRequest = Type.Object(
  {
    flow: Name,
    definition: Type.Record(Type.String(), Type.Unknown()),
    connections: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
export type TestEventRequest = Plain<typeof TestEventRequest>;

/** Something that started a run of the flow, or could have: with the run, or with what the trigger gives and why there is none. */
export const TestEventView = Type.Object({
  id: Type.String(),
  at: Moment,
  runId: Type.Optional(Type.String({ description: 'The run that was started.' })),
  outputs: Type.Optional(Type.Unknown({ description: 'What triggerOutputs() gives; where there is no run.' })),
  why: Type.Optional(
    Type.Object(
      {
        code: Type.String({ description: 'notWatched, notStarted, a decision of the watcher, or of the trigger.' }),
        message: Type.String(),
      },
      { description: 'Why no run was started.' },
    ),
  ),
});
export type TestEventView = Plain<typeof TestEventView>;

/** A definition to run in memory, as it is being edited. */
export const RehearsalRequest = Type.Object(
  {
    flow: Name,
    definition: Type.Unknown(),
    connections: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'Connection references to connections.' }),
    ),
    triggerOutputs: Type.Optional(Type.Unknown({ description: 'What triggerOutputs() gives.' })),
    runId: Type.Optional(
      Type.String({ maxLength: 100, description: 'Past run of the flow whose trigger is taken instead.' }),
    ),
    reachesOut: Type.Optional(
      Type.Boolean({ description: 'Steps that reach out are carried out. Default: they are held back.' }),
    ),
  },
  { additionalProperties: false },
);
export type RehearsalRequest = Plain<typeof RehearsalRequest>;

/** A parameter whose values the service lists. */
export const ChoiceRequest = Type.Object(
  {
    connector: Type.String({ maxLength: 200 }),
    connection: Type.Optional(Type.String({ maxLength: 64, description: 'Name of a connection of the workspace.' })),
    operationId: Type.String({ maxLength: 200 }),
    parameter: Type.String({ maxLength: 400 }),
    parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'What is filled in so far.' }),
  },
  { additionalProperties: false },
);
export type ChoiceRequest = Plain<typeof ChoiceRequest>;
export const ChoiceView = Type.Object({ value: Type.Unknown(), title: Type.String() });
export type ChoiceView = Plain<typeof ChoiceView>;
