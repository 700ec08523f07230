import type { Value } from './values/value.ts';

/** What is known of one action (or of the trigger, which is one too) in a run; absent fields read as null. */
export interface ActionRecord {
  readonly name: string;
  readonly inputs?: Value | undefined;
  readonly outputs?: Value | undefined;
  /** ISO 8601 in UTC with seven fractional digits. */
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
  readonly scheduledTime?: string | undefined;
  /** `Succeeded`, `Failed`, `Skipped`, `TimedOut`, `Running`… */
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: Value | undefined;
  readonly trackingId?: string | undefined;
  readonly clientTrackingId?: string | undefined;
  readonly originHistoryName?: string | undefined;
  readonly trackedProperties?: Value | undefined;
}

/** What a name in an expression can stand for; used to suggest the nearest one. */
export type NameKind = 'parameter' | 'variable' | 'action' | 'loop' | 'setting';

/**
 * What an expression can see of its run. Names come as written in the expression; the scope compares them without
 * regard to case. `undefined` says "there is no such thing", which is not the same as null.
 */
export interface Scope {
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  trigger(): ActionRecord | undefined;
  /** The action as the place of the expression sees it: inside a loop, of the current iteration. */
  action(name: string): ActionRecord | undefined;
  /** The action whose tracked properties or conditions are evaluated. */
  currentAction(): ActionRecord | undefined;
  /** The first-level actions of a Scope, Foreach, Until, If or Switch, for `result()`. */
  result(name: string): readonly ActionRecord[] | undefined;
  /** Current element of the Foreach of that name. */
  items(loop: string): Value | undefined;
  /** Current element of the nearest Foreach, Query, Select or Table. */
  item(): Value | undefined;
  /** 0-based count of the Until (or Foreach) of that name. */
  iterationIndex(loop: string): number | undefined;
  /** `{id, name, type, location, tags, run: {id, name, type}}`. */
  workflow(): Value | undefined;
  callbackUrl(): string | undefined;
  appSetting(name: string): string | undefined;
  agentParameter(name: string): Value | undefined;
  /** The moment of evaluation in .NET ticks: units of 100 ns since 0001-01-01T00:00:00Z. */
  nowTicks(): bigint;
  /** A number in [0, 1). */
  randomFraction(): number;
  /** `count` random bytes, for guid(). */
  randomBytes(count: number): Uint8Array;
  /** Names that exist, for suggestions. */
  names(kind: NameKind): Iterable<string>;
}
