import { type Expression, isArray, isObject, parseTemplate, type Value, type ValueObject } from '../language/index.ts';

/** A connection that a flow asks for. */
export interface ConnectionReference {
  /** What the definition calls it, such as `shared_teams`. */
  readonly reference: string;
  /** The connector it must belong to, such as `shared_teams` or `/serviceProviders/serviceBus`, where that is said. */
  readonly connector?: string;
}

/** What stands beside a definition and speaks of its connections. */
export interface ConnectionSources {
  readonly definition: Value;
  /** `connectionReferences` of flows of Power Automate. */
  readonly connectionReferences?: Value | undefined;
  /** Values of its parameters, `$connections` among them. */
  readonly parameters?: Value | undefined;
  /** `connections.json` of an application. */
  readonly connections?: Value | undefined;
}

/** Every connection that a flow names, by reference in alphabetical order. */
export function findConnectionReferences(sources: ConnectionSources): readonly ConnectionReference[] {
  const found = new Map<string, string | undefined>();
  const add = (reference: string, connector: string | undefined) => {
    if (!found.has(reference) || found.get(reference) === undefined) found.set(reference, connector);
  };
  addDeclared(sources, add);
  addUsed(sources.definition, add);
  const connectors = applicationConnectors(sources.connections);
  return [...found]
    .map(([reference, connector]) => ({ reference, connector: connector ?? connectors.get(reference) }))
    .map(({ reference, connector }) => ({ reference, ...(connector !== undefined && { connector }) }))
    .sort((left, right) => (left.reference < right.reference ? -1 : 1));
}

type Add = (reference: string, connector: string | undefined) => void;

function addDeclared({ connectionReferences, parameters }: ConnectionSources, add: Add): void {
  for (const [reference, entry] of membersOf(connectionReferences))
    add(reference, textAt(entry, 'api', 'name') ?? lastSegment(textAt(entry, 'id')));
  for (const [reference, entry] of membersOf(at(parameters, '$connections', 'value')))
    add(reference, lastSegment(textAt(entry, 'id')));
}

/** Connections that actions and triggers go through, wherever they stand. */
function addUsed(value: Value | undefined, add: Add): void {
  if (isArray(value)) for (const element of value) addUsed(element, add);
  if (!isObject(value)) return;
  if (typeof value['type'] === 'string') addOperation(value, add);
  for (const member of Object.values(value)) addUsed(member, add);
}

function addOperation(operation: ValueObject, add: Add): void {
  const host = at(operation, 'inputs', 'host');
  const connectionName = textAt(host, 'connectionName');
  const apiId = lastSegment(textAt(host, 'apiId'));
  if (connectionName !== undefined && apiId !== undefined) add(connectionName, apiId);
  const referenceName = textAt(host, 'connection', 'referenceName');
  if (referenceName !== undefined) add(referenceName, undefined);
  const key = connectionKey(textAt(host, 'connection', 'name'));
  if (key !== undefined) add(key, lastSegment(textAt(host, 'api', 'id')));
  const provider = at(operation, 'inputs', 'serviceProviderConfiguration');
  const providerConnection = textAt(provider, 'connectionName');
  if (providerConnection !== undefined) add(providerConnection, textAt(provider, 'serviceProviderId'));
}

/** `x` of `@parameters('$connections')['x']['connectionId']`. */
function connectionKey(text: string | undefined): string | undefined {
  if (!text?.startsWith('@')) return undefined;
  const expression = parsed(text);
  if (expression?.kind !== 'call' || expression.name.toLowerCase() !== 'parameters') return undefined;
  const [first] = expression.arguments;
  const [key] = expression.dereferences;
  const isConnections = first?.kind === 'literal' && first.value === '$connections';
  return isConnections && key?.key.kind === 'literal' && typeof key.key.value === 'string' ? key.key.value : undefined;
}

function parsed(text: string): Expression | undefined {
  try {
    const template = parseTemplate(text);
    if (template.kind === 'expression') return template.expression;
    const [only, ...others] = template.kind === 'interpolation' ? template.segments : [];
    return typeof only === 'object' && others.length === 0 ? only : undefined;
  } catch {
    return undefined;
  }
}

function applicationConnectors(connections: Value | undefined): ReadonlyMap<string, string | undefined> {
  return new Map([
    ...membersOf(at(connections, 'managedApiConnections')).map(
      ([name, entry]) => [name, lastSegment(textAt(entry, 'api', 'id'))] as const,
    ),
    ...membersOf(at(connections, 'serviceProviderConnections')).map(
      ([name, entry]) => [name, textAt(entry, 'serviceProvider', 'id')] as const,
    ),
  ]);
}

function membersOf(value: Value | undefined): readonly (readonly [string, Value])[] {
  return isObject(value) ? Object.entries(value).filter(([key]) => /^[^\ue000]+$/.test(key)) : [];
}

function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' && !found.includes('\ue000') ? found : undefined;
}

function lastSegment(id: string | undefined): string | undefined {
  const name = id?.split('/').at(-1);
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : undefined;
}
