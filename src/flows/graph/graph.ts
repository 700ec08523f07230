import type { ActionKind, WrittenAction } from '../actions/action.ts';
import type { Value, ValueObject } from '../language/index.ts';
import type { Secured } from './secured.ts';

/** A predecessor and the statuses (upper case) after which an action may run. */
export interface Edge {
  /** Position of the predecessor in its graph. */
  readonly predecessor: number;
  readonly statuses: ReadonlySet<string>;
}

/** One action of a definition, ready to run. */
export interface ActionNode extends WrittenAction {
  /** The name in lower case: names do not differ by case. */
  readonly key: string;
  readonly kind: ActionKind;
  /** JSON pointer in the definition. */
  readonly pointer: string;
  /** Names of the enclosing scopes, outermost first. */
  readonly scopes: readonly string[];
  /** The scope, condition, switch or loop around it. */
  readonly parent: ActionNode | undefined;
  /** Position in its graph. */
  readonly index: number;
  readonly after: readonly Edge[];
  readonly branches: ReadonlyMap<string, Graph>;
  readonly secured: Secured;
  /** For loops: whether something outside reads what happened inside, so that iterations stay in memory. */
  readonly keepsIterations: boolean;
}

/** Actions that stand beside each other, predecessors before successors. */
export interface Graph {
  readonly nodes: readonly ActionNode[];
  /** Positions of the actions that wait for nothing. */
  readonly starts: readonly number[];
  /** Positions of the actions that no other waits for: the ends of the branches. */
  readonly ends: readonly number[];
  /** For each action, the positions of those that wait for it. */
  readonly followers: readonly (readonly number[])[];
}

/** A declared parameter. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: Value | undefined;
}

/** A trigger as it stands in the definition. */
export interface TriggerNode {
  readonly name: string;
  readonly type: string;
  readonly definition: ValueObject;
}

/** A definition compiled once for all of its runs. */
export interface FlowProgram {
  /** Hash of the definition. */
  readonly version: string;
  readonly definition: ValueObject;
  readonly root: Graph;
  /** Every action by its name in lower case. */
  readonly actions: ReadonlyMap<string, ActionNode>;
  readonly triggers: readonly TriggerNode[];
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  /** True when some action answers the request. */
  readonly answers: boolean;
}
