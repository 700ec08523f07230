import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { TRIGGER_KINDS } from '../../model/trigger.ts';
import { EVALUATION_ORDERS } from '../../store/evaluations.ts';
import { EVENT_ORDERS } from '../../store/events.ts';
import { sortOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const TriggerKind = oneOf(TRIGGER_KINDS, 'One of the six triggers.');

/** Something that waits for a trigger: a trigger definition, a flow, or a subscription of an outside service. */
export const WatcherView = Type.Object({
  watcherId: Type.String(),
  displayName: Type.String(),
  trigger: TriggerKind,
  parameters: Type.Record(Type.String(), Type.Unknown()),
  isEnabled: Type.Boolean(),
  owner: Type.Object({
    kind: oneOf(['definition', 'flow', 'subscription'], 'What made the watcher.'),
    name: Type.String(),
  }),
  state: oneOf(
    ['below', 'above', 'unknown', 'listening', 'off'],
    'Where the last successful value was (unknown before the first one); listening for those without a threshold.',
  ),
  threshold: Type.Optional(Type.Number()),
  value: Type.Optional(Type.Number({ description: 'Last successful value.' })),
  lastEvaluatedAt: Type.Optional(Moment),
  lastFiredAt: Type.Optional(Moment),
});
export type WatcherView = Plain<typeof WatcherView>;

/** One decision of a watcher on one refresh, with everything that decided it. */
export const EvaluationView = Type.Object({
  evaluationId: Type.String(),
  refreshId: Type.String(),
  evaluatedAt: Moment,
  value: Type.Optional(Type.Number()),
  previous: Type.Optional(Type.Number()),
  threshold: Type.Optional(Type.Number()),
  hasFired: Type.Boolean(),
  decision: Type.String({ description: 'Stable word for the decision, e.g. fired, baseline, notCrossed.' }),
  reason: Type.String({ description: 'The decision in one English sentence.' }),
  eventId: Type.Optional(Type.String({ description: 'Id of the occurrence when it fired.' })),
});
export type EvaluationView = Plain<typeof EvaluationView>;

/** A trigger that fired, as people read it: what, from where to where, over which line, and what it started. */
export const FiringView = Type.Object({
  eventId: Type.String(),
  firedAt: Moment,
  refreshId: Type.String(),
  watcherId: Type.String(),
  displayName: Type.String({ description: 'Name of the watcher.' }),
  trigger: TriggerKind,
  subject: Type.Optional(Type.String({ description: 'Display name of the segment, measure or data source.' })),
  value: Type.Optional(Type.Number()),
  previous: Type.Optional(Type.Number()),
  threshold: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String({ description: 'Unit of value, previous and threshold, such as EUR.' })),
  jobStatus: Type.Optional(oneOf(['successful', 'failed'], 'How a full refresh that fired it ended.')),
  reason: Type.String({ description: 'Why it fired, in one English sentence.' }),
  runIds: Type.Array(Type.String(), { description: 'Flow runs it started.' }),
});
export type FiringView = Plain<typeof FiringView>;

/** A trigger tried on the kept history. */
export const BacktestRequest = Type.Object(
  {
    trigger: TriggerKind,
    parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'Checked against the trigger.' }),
  },
  { additionalProperties: false },
);
export type BacktestRequest = Plain<typeof BacktestRequest>;

/** Every evaluation of the kept history, oldest first, and how many would have fired. */
export const BacktestView = Type.Object({ firings: Type.Integer(), evaluations: Type.Array(EvaluationView) });
export type BacktestView = Plain<typeof BacktestView>;

/** What a test firing handed out. */
export const TestFiringView = Type.Object({
  eventId: Type.String(),
  payload: Type.Unknown({ description: 'The trigger body that subscribers and flows received.' }),
  runIds: Type.Array(Type.String()),
});
export type TestFiringView = Plain<typeof TestFiringView>;

/** Orders of what a watcher decided, and of events. */
export const EvaluationSort = sortOf(EVALUATION_ORDERS);
export const EventSort = sortOf(EVENT_ORDERS);

/** A domain event of a refresh as it was recorded. */
export const EventView = Type.Object({
  eventId: Type.String(),
  type: Type.String(),
  eventTime: Moment,
  refreshId: Type.String(),
  event: Type.Unknown({ description: 'The whole event.' }),
});
export type EventView = Plain<typeof EventView>;
