import { flowError } from '../catalogue.ts';
import { isArray, isObject, type Value, type ValueObject } from '../language/index.ts';

/** An action with the predecessors it names, before it is compiled. */
export interface OrderedAction {
  readonly name: string;
  readonly definition: ValueObject;
  readonly after: readonly { readonly name: string; readonly statuses: ReadonlySet<string> }[];
}

/**
 * The actions of one scope, predecessors first; otherwise the order of the definition is kept. An action that runs after a
 * trigger (`triggers`, in lower case), as flows of agents write it, runs at once.
 * @throws FLX_FLOW_RUN_AFTER, FLX_FLOW_RUN_AFTER_CIRCLE
 */
export function orderActions(definitions: ValueObject, triggers: ReadonlySet<string>): readonly OrderedAction[] {
  const waiting = new Map<string, OrderedAction>();
  for (const [name, definition] of Object.entries(definitions)) {
    if (isObject(definition))
      waiting.set(name.toLowerCase(), { name, definition, after: readRunAfter(definition['runAfter'], triggers) });
  }
  for (const action of waiting.values()) checkPredecessors(action, waiting);
  return sortTopologically(waiting);
}

function readRunAfter(value: Value | undefined, triggers: ReadonlySet<string>): OrderedAction['after'] {
  if (!isObject(value)) return [];
  const entries = Object.entries(value).filter(([name]) => !triggers.has(name.toLowerCase()));
  return entries.map(([name, statuses]) => ({
    name,
    statuses: new Set(
      isArray(statuses) && statuses.length > 0 ? statuses.map((status) => String(status).toUpperCase()) : ['SUCCEEDED'],
    ),
  }));
}

function checkPredecessors({ name, after }: OrderedAction, known: ReadonlyMap<string, OrderedAction>): void {
  for (const { name: predecessor } of after) {
    if (!known.has(predecessor.toLowerCase())) throw flowError('FLX_FLOW_RUN_AFTER', { name, predecessor });
  }
}

function sortTopologically(waiting: Map<string, OrderedAction>): readonly OrderedAction[] {
  const ordered: OrderedAction[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, { after }]) => after.every(({ name }) => !waiting.has(name.toLowerCase())));
    if (ready.length === 0)
      throw flowError('FLX_FLOW_RUN_AFTER_CIRCLE', {
        names: [...waiting.values()].map(({ name }) => `'${name}'`).join(', '),
      });
    for (const [key, action] of ready) {
      waiting.delete(key);
      ordered.push(action);
    }
  }
  return ordered;
}
