import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { JournalRecord, StepKey } from '../../store/journal/record.ts';
import type { ActionEffects, ActionEnded, ActionError } from '../actions/action.ts';
import type { Step } from './step.ts';

/** What the interpreter of one run needs of the world. */
export interface RunPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Number that the records of this run carry. */
  readonly fence: number;
  /** Takes a record into the next commit. */
  add(record: JournalRecord): void;
  /**
   * Resolves when these records and all that were added before are durable.
   * @throws RunInterrupted when the run is no longer ours, or the journal cannot be written
   */
  put(records: readonly JournalRecord[]): Promise<void>;
  /** What a step may do to the world; `abort` cuts its calls off. */
  effects(step: Step, abort: AbortSignal): ActionEffects;
  callbackUrl(key: StepKey): string | undefined;
  /** An outcome that stands in for carrying a step out: a mock, a recorded one, or that of a dry run. */
  substitute?: ((step: Step) => ActionEnded | undefined) | undefined;
  /**
   * Nothing can go on before `wakeAt` or a signal. True: the run was put aside and leaves memory; false: it goes on at once,
   * because time has passed meanwhile.
   */
  park(wakeAt: Date | undefined): Promise<boolean>;
  /** Tells of an error that no definition can cause. */
  reportBug(error: unknown, step: Step): void;
  /** What a run leaves to its parent, written with its end. */
  recordsAtEnd?:
    | ((end: {
        readonly status: string;
        readonly error?: ActionError | undefined;
        readonly code: string | undefined;
      }) => readonly JournalRecord[])
    | undefined;
}
