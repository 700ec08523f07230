/** Where a step stands: its action and the indexes of the loops around it. */
export interface StepKey {
  readonly action: string;
  readonly iteration: string;
}

/** The step of another run that waits for this one. */
export interface StepAddress extends StepKey {
  readonly runId: string;
}

/** An error as history shows it. */
export interface RecordedError {
  readonly code: string;
  readonly message: string;
}

/** A run begins. The same id again changes nothing. */
export interface RunStarted {
  readonly kind: 'runStarted';
  readonly runId: string;
  readonly flow: string;
  readonly version: string;
  readonly triggerName: string;
  /** JSON text of what the trigger gave. */
  readonly trigger: string;
  readonly eventId: string | undefined;
  readonly clientTrackingId: string;
  readonly originRunId: string | undefined;
  readonly parent: StepAddress | undefined;
  /** `Running`, or `Queued` while the flow has as many runs as it may. */
  readonly status: 'Running' | 'Queued';
  readonly startedAt: Date;
  /** Who runs it at once; undefined leaves it to whoever claims it. */
  readonly owner: string | undefined;
}

/** What is known of a step now; a later record of the same step replaces it, but keeps inputs that it does not repeat. */
export interface StepChanged extends StepKey {
  readonly kind: 'step';
  readonly runId: string;
  readonly fence: number;
  readonly sequence: number;
  readonly status: string;
  readonly code?: string | undefined;
  readonly error?: RecordedError | undefined;
  /** JSON texts. */
  readonly inputs?: string | undefined;
  readonly outputs?: string | undefined;
  readonly state?: string | undefined;
  readonly tracked?: string | undefined;
  readonly secured?: string | undefined;
  readonly startedAt: Date;
  readonly endedAt?: Date | undefined;
  readonly dueAt?: Date | undefined;
}

/** Nothing can go on now: the run leaves memory until `wakeAt` or a signal. */
export interface RunParked {
  readonly kind: 'runParked';
  readonly runId: string;
  readonly fence: number;
  readonly wakeAt: Date | undefined;
  /** How many signals it has seen; one more wakes it at once. */
  readonly signal: number;
}

/** What a Response action answered. */
export interface RunAnswered {
  readonly kind: 'runAnswered';
  readonly runId: string;
  readonly fence: number;
  readonly response: string;
}

/** A run is over. Its parent's step is signalled in the same transaction. */
export interface RunEnded {
  readonly kind: 'runEnded';
  readonly runId: string;
  readonly fence: number;
  readonly status: string;
  readonly code?: string | undefined;
  readonly error?: RecordedError | undefined;
  readonly outputs?: string | undefined;
  readonly endedAt: Date;
}

/** Something arrived for a waiting step. The first one counts. */
export interface SignalReceived extends StepAddress {
  readonly kind: 'signal';
  readonly payload: string;
  readonly receivedAt: Date;
}

/** A version of a definition that a run is about to be pinned to. */
export interface VersionUsed {
  readonly kind: 'version';
  readonly hash: string;
  readonly flow: string;
  readonly content: string;
  readonly createdAt: Date;
}

/** What the journal keeps; order within a batch is kept. */
export type JournalRecord =
  | RunStarted
  | StepChanged
  | RunParked
  | RunAnswered
  | RunEnded
  | SignalReceived
  | VersionUsed;
