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
    direction: Type.Optional(oneOf(['up', 'down', 'both'], 'Which crossings fire. Default up.', 'Direction')),
    inclusive: Type.Optional(
      Type.Boolean({
        title: 'Inclusive',
        description: 'Reaching the threshold counts as beyond it (>= instead of >). Default false.',
      }),
    ),
    rearmLevel: Type.Optional(
      Type.Number({
        title: 'Re-arm level',
        description: 'Fires again only after the value came back to this level. Default: the threshold.',
      }),
    ),
    consecutive: Type.Optional(
      Type.Integer({
        title: 'Refreshes in a row',
        minimum: 1,
        maximum: 100,
        description: 'Successful refreshes in a row that must be beyond. Default 1.',
      }),
    ),
    coolDownMinutes: Type.Optional(
      Type.Number({
        title: 'Cool-down minutes',
        minimum: 0,
        description: 'Quiet time after the last delivery. Default 0.',
      }),
    ),
    snoozeUntil: Type.Optional(
      Type.String({
        title: 'Snooze until',
        format: 'date-time',
        description: 'Crossings until then are kept and told in one digest.',
      }),
    ),
    firstEvaluation: Type.Optional(
      oneOf(
        ['baseline', 'fireIfBeyond'],
        'What the first value does. Default baseline: it never fires.',
        'First evaluation',
      ),
    ),
  },
  strict,
);
export type ThresholdOptions = Type.Static<typeof ThresholdOptions>;

/** Parameters of each kind. */
export const TRIGGER_PARAMETERS = {
  DataSourceRefreshFailed: Type.Object(
    {
      dataSource: Type.Optional(Type.String({ title: 'Data source', description: 'Any when left out.' })),
      everyAttempt: Type.Optional(
        Type.Boolean({ title: 'Every attempt', description: 'Also attempts that will be retried. Default false.' }),
      ),
    },
    strict,
  ),
  DataSourceRefreshSucceeded: Type.Object(
    { dataSource: Type.Optional(Type.String({ title: 'Data source', description: 'Any when left out.' })) },
    strict,
  ),
  SegmentThresholdCrossed: Type.Object(
    {
      segment: Type.String({ title: 'Segment', description: 'Segment whose number of members is watched.' }),
      threshold: Type.Number({ title: 'Threshold', description: 'Fires when the value goes over this number.' }),
      options: Type.Optional(ThresholdOptions),
    },
    strict,
  ),
  MeasureThresholdCrossed: Type.Object(
    {
      measure: Type.String({ title: 'Measure', description: 'Business measure whose value is watched.' }),
      calculation: Type.Optional(Type.String({ title: 'Calculation', description: 'Default: the first.' })),
      row: Type.Optional(
        Type.Record(Type.String(), Type.String(), {
          title: 'Row',
          description: 'Dimension values of the watched row, for a measure with dimensions.',
        }),
      ),
      threshold: Type.Number({ title: 'Threshold', description: 'Fires when the value goes over this number.' }),
      options: Type.Optional(ThresholdOptions),
    },
    strict,
  ),
  FullRefreshCompleted: Type.Object(
    { submissionKind: Type.Optional(oneOf(['both', 'onDemand', 'scheduled'], 'Default both.', 'Started')) },
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
