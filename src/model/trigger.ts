import Type from 'typebox';
import { described, Name, oneOf, strict } from './name.ts';

/** The six triggers. */
export const TRIGGER_KINDS = [
  'DataSourceRefreshFailed',
  'DataSourceRefreshSucceeded',
  'SegmentThresholdCrossed',
  'MeasureThresholdCrossed',
  'FullRefreshCompleted',
  'UnificationRefreshCompleted',
] as const;
export type TriggerKindName = (typeof TRIGGER_KINDS)[number];

/** Options of a threshold; left out they give exactly: fires once when the value goes from at or below to above. */
export const ThresholdOptions = Type.Object(
  {
    direction: Type.Optional(oneOf(['up', 'down', 'both'], 'Which crossings fire. Default up.')),
    inclusive: Type.Optional(
      Type.Boolean({ description: 'Reaching the threshold counts as beyond it (>= instead of >). Default false.' }),
    ),
    rearmLevel: Type.Optional(
      Type.Number({ description: 'Fires again only after the value came back to this level. Default: the threshold.' }),
    ),
    consecutive: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: 'Successful refreshes in a row that must be beyond. Default 1.',
      }),
    ),
    coolDownMinutes: Type.Optional(
      Type.Number({ minimum: 0, description: 'Quiet time after the last delivery. Default 0.' }),
    ),
    snoozeUntil: Type.Optional(
      Type.String({ format: 'date-time', description: 'Crossings until then are kept and told in one digest.' }),
    ),
    firstEvaluation: Type.Optional(
      oneOf(['baseline', 'fireIfBeyond'], 'What the first value does. Default baseline: it never fires.'),
    ),
  },
  strict,
);
export type ThresholdOptions = Type.Static<typeof ThresholdOptions>;

/** Parameters of each kind. */
export const TRIGGER_PARAMETERS = {
  DataSourceRefreshFailed: Type.Object(
    {
      dataSource: Type.Optional(Type.String({ description: 'Any when left out.' })),
      everyAttempt: Type.Optional(Type.Boolean({ description: 'Also attempts that will be retried. Default false.' })),
    },
    strict,
  ),
  DataSourceRefreshSucceeded: Type.Object(
    { dataSource: Type.Optional(Type.String({ description: 'Any when left out.' })) },
    strict,
  ),
  SegmentThresholdCrossed: Type.Object(
    { segment: Type.String(), threshold: Type.Number(), options: Type.Optional(ThresholdOptions) },
    strict,
  ),
  MeasureThresholdCrossed: Type.Object(
    {
      measure: Type.String(),
      calculation: Type.Optional(Type.String({ description: 'Default: the first.' })),
      row: Type.Optional(
        Type.Record(Type.String(), Type.String(), {
          description: 'Dimension values of the watched row, for a measure with dimensions.',
        }),
      ),
      threshold: Type.Number(),
      options: Type.Optional(ThresholdOptions),
    },
    strict,
  ),
  FullRefreshCompleted: Type.Object(
    { submissionKind: Type.Optional(oneOf(['both', 'onDemand', 'scheduled'], 'Default both.')) },
    strict,
  ),
  UnificationRefreshCompleted: Type.Object({}, strict),
} as const satisfies Record<TriggerKindName, Type.TObject>;

/** A watcher kept under a name of its own; a flow that starts from a trigger makes one too. */
export const TriggerDefinition = Type.Object(
  {
    name: Name,
    ...described,
    trigger: oneOf(TRIGGER_KINDS, 'What happens.'),
    parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'Checked against the trigger kind.' }),
    isEnabled: Type.Optional(Type.Boolean({ description: 'Default true.' })),
  },
  { ...strict, $id: 'trigger', description: 'A named watcher.' },
);
export type TriggerDefinition = Type.Static<typeof TriggerDefinition>;
