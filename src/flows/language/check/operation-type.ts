import type { MemberRule, Rule } from './shape.ts';

/** What is known of one type of action or trigger. */
export interface OperationType {
  readonly name: string;
  /** Rule for `inputs`; `requiresInputs` when they must be there. */
  readonly inputs?: Rule;
  readonly requiresInputs?: boolean;
  /** Rules for members beside `inputs`, such as `expression` of an If. */
  readonly members?: Readonly<Record<string, MemberRule>>;
  /** What may be kept secret: inputs, outputs, both (default), none. */
  readonly secure?: readonly ('inputs' | 'outputs')[];
  /** False for types that this product reads and keeps but does not run. */
  readonly isRunnable?: false;
  /** True when `recurrence` must be there. */
  readonly requiresRecurrence?: boolean;
}

/** Types by their name in lower case. */
export function indexTypes(types: readonly OperationType[]): ReadonlyMap<string, OperationType> {
  return new Map(types.map((type) => [type.name.toLowerCase(), type]));
}

/** Types of which only the name is known, and which are not run. */
export function namesOnly(...names: readonly string[]): readonly OperationType[] {
  return names.map((name) => ({ name, isRunnable: false }) as const);
}
