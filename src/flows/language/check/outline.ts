import { pointerToken } from '../../../base/json.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { memberOf } from './shape.ts';

/** One action where it stands in the flow. */
export interface ActionNode {
  readonly name: string;
  readonly pointer: string;
  readonly definition: ValueObject;
  /** In lower case; empty when it is none. */
  readonly type: string;
  readonly parent: ActionNode | undefined;
  /** The collection of actions it belongs to: its neighbours are its siblings. */
  readonly level: ActionLevel;
}

/** One `actions` object. */
export interface ActionLevel {
  readonly pointer: string;
  readonly value: Value;
  readonly owner: ActionNode | undefined;
  readonly nodes: ActionNode[];
}

/** All actions of a definition, level by level. */
export interface Outline {
  readonly levels: readonly ActionLevel[];
  readonly nodes: readonly ActionNode[];
}

/** The outline of the actions below a value, outer levels first. */
export function outlineOf(actions: Value | undefined, pointer: string): Outline {
  const levels: ActionLevel[] = [];
  const waiting: { value: Value | undefined; pointer: string; owner: ActionNode | undefined }[] = [
    { value: actions, pointer, owner: undefined },
  ];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (next.value === undefined || next.value === null) continue;
    const level: ActionLevel = { pointer: next.pointer, value: next.value, owner: next.owner, nodes: [] };
    levels.push(level);
    for (const [name, definition] of Object.entries(isObject(next.value) ? next.value : {})) {
      if (!isObject(definition)) continue;
      const type = memberOf(definition, 'type');
      const node: ActionNode = {
        name,
        definition,
        level,
        parent: next.owner,
        pointer: `${next.pointer}/${pointerToken(name)}`,
        type: typeof type === 'string' ? type.toLowerCase() : '',
      };
      level.nodes.push(node);
      waiting.push(...innerLevels(node));
    }
  }
  return { levels, nodes: levels.flatMap((level) => level.nodes) };
}

function innerLevels(node: ActionNode): { value: Value | undefined; pointer: string; owner: ActionNode }[] {
  const { definition, pointer } = node;
  const branches: (readonly [Value | undefined, string])[] = [
    [definition['actions'], '/actions'],
    [memberOf(definition['else'], 'actions'), '/else/actions'],
    [memberOf(definition['default'], 'actions'), '/default/actions'],
    ...branchesOf(definition['cases'], '/cases'),
    ...branchesOf(definition['tools'], '/tools'),
  ];
  return branches
    .filter(([value]) => value !== undefined && value !== null && !isArray(value))
    .map(([value, path]) => ({ value, pointer: pointer + path, owner: node }));
}

function branchesOf(cases: Value | undefined, path: string): (readonly [Value | undefined, string])[] {
  return Object.entries(isObject(cases) ? cases : {}).map(
    ([name, branch]) => [memberOf(branch, 'actions'), `${path}/${pointerToken(name)}/actions`] as const,
  );
}

/** The action itself and all that hold it, innermost first. */
export function enclosing(node: ActionNode): readonly ActionNode[] {
  const found: ActionNode[] = [];
  for (let at: ActionNode | undefined = node; at; at = at.parent) found.push(at);
  return found;
}
