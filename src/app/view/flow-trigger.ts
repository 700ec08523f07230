import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const TriggerError = Type.Object({ code: Type.String(), message: Type.String() });

/** A trigger of a flow as it stands. */
export const FlowTriggerView = Type.Object({
  name: Type.String(),
  type: Type.String({ description: 'As the definition has it: Request, Recurrence, HttpWebhook, …' }),
  kind: Type.Optional(Type.String({ description: 'Kind of a Request trigger: Http, Button, PowerApp, …' })),
  state: oneOf(
    ['Enabled', 'Disabled', 'NotSupported'],
    'Disabled while the flow is stopped; NotSupported for types that cannot run here.',
  ),
  nextExecutionTime: Type.Optional(Moment),
});
export type FlowTriggerView = Plain<typeof FlowTriggerView>;

/** One firing of a trigger, or one that was held back or failed. */
export const TriggerHistoryView = Type.Object({
  name: Type.String({ description: 'Id of the entry.' }),
  flow: Type.String(),
  trigger: Type.String(),
  status: oneOf(['Succeeded', 'Skipped', 'Failed'], 'What became of it.'),
  fired: Type.Boolean({ description: 'True when it started a run.' }),
  code: Type.Optional(Type.String()),
  error: Type.Optional(TriggerError),
  startTime: Moment,
  endTime: Moment,
  scheduledTime: Type.Optional(Moment),
  runId: Type.Optional(Type.String()),
  clientTrackingId: Type.Optional(Type.String()),
  outputs: Type.Optional(Type.Unknown({ description: 'What the trigger gave, when it started no run.' })),
});
export type TriggerHistoryView = Plain<typeof TriggerHistoryView>;

/** What a run by hand of a trigger started. */
export const TriggerRunView = Type.Object({
  status: oneOf(['Succeeded', 'Skipped', 'Failed'], 'What became of it.'),
  runIds: Type.Array(Type.String()),
  error: Type.Optional(TriggerError),
});
export type TriggerRunView = Plain<typeof TriggerRunView>;

/** Where a Request trigger is called. Who knows the address may use it. */
export const CallbackUrlView = Type.Object({
  value: Type.String({ description: 'The whole address.' }),
  method: Type.String(),
  basePath: Type.String(),
  relativePath: Type.Optional(Type.String()),
  queries: Type.Record(Type.String(), Type.String()),
});
export type CallbackUrlView = Plain<typeof CallbackUrlView>;

/** A request to a flow as it arrived. */
export interface IncomingRequest {
  readonly method: string;
  /** What follows the address of the trigger, still encoded. */
  readonly relativePath: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Aborted when the caller goes away. */
  readonly abort: AbortSignal;
}

/** What its caller gets. */
export interface OutgoingAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}
