import { pointerOf } from '../../base/json.ts';
import type { ActionKind } from '../actions/action.ts';
import { findActionKind } from '../actions/index.ts';
import { flowError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from '../language/index.ts';
import type { ActionNode, Edge, FlowProgram, Graph, ParameterDeclaration, TriggerNode } from './graph.ts';
import { orderActions } from './order.ts';
import { findKeptLoops } from './references.ts';
import { findSecured, type Secured } from './secured.ts';

/**
 * Compiles a definition. What is wrong with single actions is left to them: they fail when they are reached.
 * @throws FLX_FLOW_DEFINITION, FLX_FLOW_DUPLICATE_ACTION, FLX_FLOW_RUN_AFTER, FLX_FLOW_RUN_AFTER_CIRCLE
 */
export function compileFlow(definition: Value, version: string): FlowProgram {
  if (!isObject(definition)) throw flowError('FLX_FLOW_DEFINITION', { problem: 'it is not an object' });
  const actions = new Map<string, ActionNode>();
  const keptLoops = findKeptLoops(definition);
  const root = compileGraph(asActions(definition['actions']), {
    actions,
    keptLoops,
    secured: findSecured(definition),
    triggers: new Set(Object.keys(asActions(definition['triggers'])).map((name) => name.toLowerCase())),
    parent: undefined,
    scopes: [],
    pointer: '/actions',
  });
  return {
    version,
    definition,
    root,
    actions,
    triggers: readTriggers(definition['triggers']),
    parameters: readParameters(definition['parameters']),
    answers: [...actions.values()].some(({ type }) => type.toLowerCase() === 'response'),
  };
}

const NO_TRIGGERS: ReadonlySet<string> = new Set();

interface Surroundings {
  readonly actions: Map<string, ActionNode>;
  readonly keptLoops: ReadonlySet<string>;
  readonly secured: ReadonlyMap<string, Secured>;
  /** Names of the triggers, in lower case; only the outermost actions may run after one. */
  readonly triggers: ReadonlySet<string>;
  readonly parent: ActionNode | undefined;
  readonly scopes: readonly string[];
  readonly pointer: string;
}

function compileGraph(definitions: ValueObject, around: Surroundings): Graph {
  const ordered = orderActions(definitions, around.triggers);
  const positions = new Map(ordered.map(({ name }, index) => [name.toLowerCase(), index]));
  const nodes = ordered.map(({ name, definition, after }, index) => {
    const edges = after.map(({ name: predecessor, statuses }): Edge => {
      return { predecessor: positions.get(predecessor.toLowerCase()) ?? 0, statuses };
    });
    return compileNode({ name, definition, after: edges, index }, around);
  });
  const followers = nodes.map(({ index }) =>
    nodes.filter(({ after }) => waitsFor(after, index)).map((node) => node.index),
  );
  const indexes = nodes.map(({ index }) => index);
  return {
    nodes,
    starts: indexes.filter((index) => nodes[index]?.after.length === 0),
    ends: indexes.filter((index) => followers[index]?.length === 0),
    followers,
  };
}

function waitsFor(after: readonly Edge[], index: number): boolean {
  return after.some(({ predecessor }) => predecessor === index);
}

interface Draft {
  readonly name: string;
  readonly definition: ValueObject;
  readonly after: readonly Edge[];
  readonly index: number;
}

function compileNode({ name, definition, after, index }: Draft, around: Surroundings): ActionNode {
  const key = name.toLowerCase();
  const type = String(definition['type'] ?? '');
  const pointer = `${around.pointer}${pointerOf(name)}`;
  if (around.actions.has(key)) throw flowError('FLX_FLOW_DUPLICATE_ACTION', { name }, { place: { pointer } });
  const kind: ActionKind = findActionKind(type);
  const branches = new Map<string, Graph>();
  const node: ActionNode = {
    name,
    key,
    type,
    kind,
    definition,
    pointer,
    scopes: around.scopes,
    parent: around.parent,
    index,
    after,
    branches,
    options: readOptions(definition['operationOptions']),
    secured: around.secured.get(key) ?? { inputs: false, outputs: false },
    keepsIterations: around.keptLoops.has(key),
  };
  around.actions.set(key, node);
  if (kind.kind !== 'control') return node;
  for (const [branch, inner] of Object.entries(kind.branches(definition))) {
    const scopes = [...around.scopes, name];
    branches.set(
      branch,
      compileGraph(asActions(inner), {
        ...around,
        triggers: NO_TRIGGERS,
        parent: node,
        scopes,
        pointer: `${pointer}/${branch}`,
      }),
    );
  }
  return node;
}

function asActions(value: Value | undefined): ValueObject {
  return isObject(value) ? value : {};
}

function readOptions(value: Value | undefined): ReadonlySet<string> {
  return new Set(typeof value === 'string' ? value.toLowerCase().split(/\s*,\s*/) : []);
}

function readTriggers(value: Value | undefined): readonly TriggerNode[] {
  return Object.entries(asActions(value)).flatMap(([name, definition]) =>
    isObject(definition) ? [{ name, definition, type: String(definition['type'] ?? '') }] : [],
  );
}

function readParameters(value: Value | undefined): ReadonlyMap<string, ParameterDeclaration> {
  return new Map(
    Object.entries(asActions(value)).flatMap(([name, declaration]) => {
      if (!isObject(declaration)) return [];
      const type = String(declaration['type'] ?? 'Object').toLowerCase();
      return [[name.toLowerCase(), { name, type, defaultValue: declaration['defaultValue'] }]];
    }),
  );
}
