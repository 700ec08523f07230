import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { RUN_ORDERS } from '../../store/journal/stored-run.ts';
import { sortOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** States of a run and of its actions, as the Workflow Definition Language names them. */
export const RUN_STATUSES = [
  'Running',
  'Waiting',
  'Succeeded',
  'Failed',
  'Cancelled',
  'TimedOut',
  'Skipped',
  'Aborted',
  'Suspended',
] as const;
/** Order of a list of runs. */
export const RunSort = sortOf(RUN_ORDERS);
const RunStatus = oneOf(RUN_STATUSES, 'State of the run or action.');
const RunError = Type.Object({ code: Type.String(), message: Type.String() });
const StepError = Type.Object({
  ...RunError.properties,
  mend: Type.Optional(
    Type.String({ description: 'One order that mends it, where one is known and the message does not say it.' }),
  ),
});

/** One run of a flow, without its actions. */
export const RunSummary = Type.Object({
  runId: Type.String(),
  flow: Type.String(),
  displayName: Type.String({ description: 'Display name of the flow.' }),
  status: RunStatus,
  startedAt: Moment,
  endedAt: Type.Optional(Moment),
  seconds: Type.Optional(Type.Number({ description: 'Duration once ended.' })),
  trigger: Type.Object({
    name: Type.String({ description: 'Trigger kind, Request, Recurrence or manual.' }),
    eventId: Type.Optional(Type.String()),
    subject: Type.Optional(Type.String({ description: 'Display name of what the event is about.' })),
    isByHand: Type.Optional(Type.Boolean({ description: 'True when somebody started the run, not the trigger.' })),
  }),
  staticResults: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Steps whose static results were on in what it ran, so that it did not carry them out.',
    }),
  ),
  resubmittedFrom: Type.Optional(Type.String({ description: 'Run whose trigger outputs were used again.' })),
  error: Type.Optional(RunError),
});
export type RunSummary = Plain<typeof RunSummary>;

/** One action of a run. */
export const RunAction = Type.Object({
  name: Type.String(),
  path: Type.String({ description: 'Names of the enclosing scopes and the action, joined by /.' }),
  type: Type.String(),
  status: RunStatus,
  code: Type.Optional(Type.String()),
  startedAt: Type.Optional(Moment),
  endedAt: Type.Optional(Moment),
  seconds: Type.Optional(Type.Number()),
  attempts: Type.Optional(Type.Integer()),
  repetitions: Type.Optional(Type.Integer({ description: 'Iterations of a loop.' })),
  inputs: Type.Optional(Type.Unknown()),
  outputs: Type.Optional(Type.Unknown()),
  error: Type.Optional(StepError),
});

/** One run with trigger outputs and actions in the order they started, each before those inside of it. */
export const RunDetail = Type.Object({
  ...RunSummary.properties,
  version: Type.Optional(
    Type.Integer({ description: 'Version of the flow in which what it ran was published first, while one has it.' }),
  ),
  triggerOutputs: Type.Unknown(),
  cause: Type.Optional(
    Type.Object(
      {
        watcherId: Type.String({ description: 'The watcher that fired.' }),
        refreshId: Type.String({ description: 'The refresh in which it fired.' }),
        isTest: Type.Boolean({ description: 'True when somebody tried the trigger.' }),
      },
      { description: 'What started it, when that was one of our triggers.' },
    ),
  ),
  definition: Type.Optional(Type.Unknown({ description: 'The definition that the run is pinned to.' })),
  outputs: Type.Optional(Type.Unknown()),
  isRehearsal: Type.Optional(Type.Boolean({ description: 'Ran in memory; it is not in the history.' })),
  actions: Type.Array(RunAction),
});
export type RunDetail = Plain<typeof RunDetail>;

/** Which runs are wanted; every given field must fit. */
export interface RunFilter {
  readonly flow?: string | undefined;
  readonly status?: (typeof RUN_STATUSES)[number] | undefined;
  readonly startedAfter?: string | undefined;
  readonly startedBefore?: string | undefined;
  readonly eventId?: string | undefined;
  /** Occurs in the trigger, or in inputs, outputs or errors of the actions, unless they are secured. */
  readonly text?: string | undefined;
}

/** A command for every run that fits. */
export interface RunBulk {
  readonly command: 'resubmit' | 'cancel';
  /** All runs when it is left out. */
  readonly filter?: RunFilter | undefined;
  /** Only tells how many there are. */
  readonly isTrial?: boolean | undefined;
}

/** What became of a command for many runs. */
export const RunBulkResult = Type.Object({
  count: Type.Integer({ description: 'Runs that were taken, or would be.' }),
  isMore: Type.Boolean({ description: 'More fit than one command takes; ask again.' }),
  failures: Type.Array(Type.Object({ runId: Type.String(), code: Type.String(), message: Type.String() })),
});
export type RunBulkResult = Plain<typeof RunBulkResult>;

/** The runs of a flow that began on one day. */
export const RunDay = Type.Object({
  day: Type.String({ description: 'In UTC, YYYY-MM-DD.' }),
  succeeded: Type.Integer(),
  failed: Type.Integer(),
  other: Type.Integer({ description: 'Under way, waiting, cancelled.' }),
});
export type RunDay = Plain<typeof RunDay>;

/** The runs of a flow in the last four weeks. */
export const FlowWeeks = Type.Object({
  flow: Type.String(),
  succeeded: Type.Integer(),
  failed: Type.Integer(),
  other: Type.Integer({ description: 'Under way, waiting, cancelled.' }),
});
export type FlowWeeks = Plain<typeof FlowWeeks>;

/** A flow as a list shows it. */
export const FlowView = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  description: Type.Optional(Type.String()),
  state: oneOf(['started', 'stopped'], 'Stopped flows do not start.'),
  trigger: Type.String({ description: 'Trigger kind, Request, Recurrence or manual.' }),
  owner: Type.Optional(Type.String({ description: 'Who made its first version.' })),
  lastRun: Type.Optional(RunSummary),
});
export type FlowView = Plain<typeof FlowView>;
