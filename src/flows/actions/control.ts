import { isObject, type Value, type ValueObject } from '../language/index.ts';
import type { ControlAction } from './action.ts';

type Branches = Readonly<Record<string, Value | undefined>>;

function actionsOf(branch: Value | undefined): Value | undefined {
  return isObject(branch) ? branch['actions'] : undefined;
}

function insideOnly({ actions }: ValueObject): Branches {
  return { actions };
}

function noBranches(): Branches {
  return {};
}

function control(types: readonly string[], branches: ControlAction['branches']): ControlAction {
  return Object.freeze({ kind: 'control', types, branches });
}

/** One of two branches, by a condition. */
const If = control(['If'], ({ actions, else: otherwise }) => ({ actions, else: actionsOf(otherwise) }));

/** The branch of the case that equals a value; each case is a branch named `cases/<name>`. */
const Switch = control(['Switch'], ({ cases, default: fallback }) => ({
  ...Object.fromEntries(
    Object.entries(isObject(cases) ? cases : {}).map(([name, branch]) => [caseBranch(name), actionsOf(branch)]),
  ),
  default: actionsOf(fallback),
}));

/** Name of the branch of a case. */
export function caseBranch(name: string): string {
  return `cases/${name}`;
}

/** The same actions for each element of an array, side by side or one after another. */
const Foreach = control(['Foreach'], insideOnly);

/** The same actions again until a condition holds. */
const Until = control(['Until'], insideOnly);

/** Actions that succeed or fail together. */
const Scope = control(['Scope'], insideOnly);

/** Ends the run with a given status. */
const Terminate = control(['Terminate'], noBranches);

const InitializeVariable = control(['InitializeVariable'], noBranches);
const SetVariable = control(['SetVariable'], noBranches);
const ChangeNumber = control(['IncrementVariable', 'DecrementVariable'], noBranches);
const Append = control(['AppendToArrayVariable', 'AppendToStringVariable'], noBranches);

/** Actions that hold other actions or change the run. */
export const CONTROL_ACTIONS: readonly ControlAction[] = [
  If,
  Switch,
  Foreach,
  Until,
  Scope,
  Terminate,
  InitializeVariable,
  SetVariable,
  ChangeNumber,
  Append,
];
