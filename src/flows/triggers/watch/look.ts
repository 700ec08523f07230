import type { TriggerState } from '../../../store/flow-triggers/trigger-states.ts';
import type { ActionError } from '../../actions/action.ts';
import type { Value } from '../../language/index.ts';
import type { Given } from '../decide.ts';
import type { TriggerHost } from '../host.ts';
import type { FlowTrigger } from '../trigger-scope.ts';

/** A watched trigger that is due. */
export interface Look {
  readonly source: FlowTrigger;
  readonly state: TriggerState;
  readonly host: TriggerHost;
  /** The same when the look is repeated after a crash. */
  readonly occurrenceId: string;
  readonly abort: AbortSignal;
}

/** What a look found, and when the next one is. */
export interface Found {
  /** What may start runs. */
  readonly given?: Given & { readonly scheduledAt?: Date | undefined };
  /** Why it starts none. */
  readonly nothing?: { readonly status: 'Skipped' | 'Failed'; readonly error: ActionError };
  readonly nextAt: Date | undefined;
  readonly keep: Value;
  readonly failures: number;
}

/** A kind of trigger that is watched. */
export interface WatchedKind {
  /** When a trigger that begins to be watched is looked at first. @throws FLX_FLOW_RECURRENCE and what expressions throw */
  first(source: FlowTrigger, host: TriggerHost): Date | undefined;
  look(look: Look): Promise<Found> | Found;
}
