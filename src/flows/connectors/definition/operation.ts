import { isPlainObject } from '../../../base/json.ts';
import { type Parameter, readParameters } from './parameter.ts';
import { arrayAt, objectAt, type ProblemList, resolveReference, textAt, textsAt } from './reader.ts';

export type OperationKind = 'action' | 'webhook' | 'polling';

/** One operation of a connector. */
export interface Operation {
  readonly operationId: string;
  readonly kind: OperationKind;
  /** In capitals. */
  readonly method: string;
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly visibility: string | undefined;
  readonly isDeprecated: boolean;
  /** A batch trigger answers with an array, one run for each element. */
  readonly isBatch: boolean;
  /** The operation that subscribes to the news that this one fetches. */
  readonly notifiedBy: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  /** Names of the security definitions that hold; undefined means those of the document. */
  readonly security: readonly string[] | undefined;
  /** Property of the answer that leads to the next page. */
  readonly nextLinkName: string | undefined;
  /** Schema of a webhook's notification, else of the first 2xx answer. */
  readonly outputSchema: Readonly<Record<string, unknown>> | undefined;
  readonly responses: Readonly<Record<string, unknown>>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Reads every operation of a document; those without an operationId get one from method and path. */
export function readOperations(
  document: Readonly<Record<string, unknown>>,
  problems: ProblemList,
): readonly Operation[] {
  const operations: Operation[] = [];
  const seen = new Set<string>();
  for (const [path, value] of Object.entries(objectAt(document, 'paths'))) {
    const item = resolveReference(document, value);
    for (const method of methodsOf(item)) {
      if (!METHODS.includes(method))
        problems.warning(['paths', path, method], 'Methods are written in lower case; it is read as if it were.');
      const operation = readOperation({ document, item, path, method }, problems);
      if (seen.has(operation.operationId))
        problems.error(['paths', path, method], `The operationId '${operation.operationId}' is used twice.`);
      seen.add(operation.operationId);
      operations.push(operation);
    }
  }
  return operations;
}

/** The methods of a path in their usual order, as they are written there. */
function methodsOf(item: Readonly<Record<string, unknown>>): readonly string[] {
  const written = Object.keys(item).filter((name) => isPlainObject(item[name]));
  return METHODS.flatMap((method) => written.filter((name) => name.toLowerCase() === method));
}

interface OperationPlace {
  readonly document: Readonly<Record<string, unknown>>;
  readonly item: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly method: string;
}

function readOperation({ document, item, path, method }: OperationPlace, problems: ProblemList): Operation {
  const raw = objectAt(item, method);
  const at = ['paths', path, method];
  const operationId = textAt(raw, 'operationId');
  if (!operationId) problems.warning(at, 'The operation has no operationId; it is named by its method and path.');
  const parameters = readParameters(
    document,
    [
      { values: arrayAt(item, 'parameters'), path: ['paths', path, 'parameters'] },
      { values: arrayAt(raw, 'parameters'), path: [...at, 'parameters'] },
    ],
    problems,
  );
  checkTemplate({ path, at, parameters }, problems);
  const responses = objectAt(raw, 'responses');
  return {
    operationId: operationId ?? `${method} ${path}`,
    kind: kindOf({ document, item, raw, method: method.toLowerCase() }),
    method: method.toUpperCase(),
    path,
    summary: textAt(raw, 'summary') ?? textAt(raw, 'x-ms-summary'),
    description: textAt(raw, 'description'),
    visibility: textAt(raw, 'x-ms-visibility'),
    isDeprecated: raw['deprecated'] === true,
    isBatch: textAt(raw, 'x-ms-trigger') === 'batch',
    notifiedBy: textAt(objectAt(raw, 'x-ms-notification'), 'operationId'),
    parameters,
    consumes: mediaTypes(raw, document, 'consumes'),
    produces: mediaTypes(raw, document, 'produces'),
    security: securityOf(raw),
    nextLinkName: textAt(objectAt(raw, 'x-ms-pageable'), 'nextLinkName'),
    outputSchema: outputSchemaOf(document, item, responses),
    responses,
  };
}

function mediaTypes(raw: unknown, document: unknown, key: 'consumes' | 'produces'): readonly string[] {
  const own = textsAt(raw, key);
  return own.length > 0 ? own : textsAt(document, key);
}

/** Names of the security definitions an operation or document asks for; undefined when it says nothing. */
export function securityOf(raw: unknown): readonly string[] | undefined {
  if (!isPlainObject(raw) || !Array.isArray(raw['security'])) return undefined;
  return raw['security'].flatMap((requirement) => (isPlainObject(requirement) ? Object.keys(requirement) : []));
}

function kindOf(parts: {
  document: unknown;
  item: Readonly<Record<string, unknown>>;
  raw: Readonly<Record<string, unknown>>;
  method: string;
}): OperationKind {
  if (textAt(parts.raw, 'x-ms-trigger') === undefined) return 'action';
  const hasNotification =
    isPlainObject(parts.item['x-ms-notification-content']) || isPlainObject(parts.raw['x-ms-notification-content']);
  if (hasNotification || isPlainObject(parts.raw['x-ms-notification'])) return 'webhook';
  const isSingle = textAt(parts.raw, 'x-ms-trigger') === 'single';
  return isSingle && ['post', 'put', 'patch'].includes(parts.method) ? 'webhook' : takesCallback(parts);
}

function takesCallback({ document, raw }: { document: unknown; raw: unknown }): OperationKind {
  const bodies = arrayAt(raw, 'parameters').map((parameter) => resolveReference(document, parameter));
  const hasUrl = bodies.some((parameter) => mentionsCallback(document, parameter, 0));
  return hasUrl ? 'webhook' : 'polling';
}

function mentionsCallback(document: unknown, schema: unknown, depth: number): boolean {
  const own = resolveReference(document, schema);
  if (own['x-ms-notification-url'] === true) return true;
  if (depth > 4) return false;
  const inner = [...Object.values(objectAt(own, 'properties')), ...('schema' in own ? [own['schema']] : [])];
  return inner.some((property) => mentionsCallback(document, property, depth + 1));
}

function outputSchemaOf(
  document: unknown,
  item: unknown,
  responses: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const notified = objectAt(objectAt(item, 'x-ms-notification-content'), 'schema');
  if (Object.keys(notified).length > 0) return notified;
  const status = Object.keys(responses).find((code) => /^2/.test(code)) ?? 'default';
  const answer = objectAt(resolveReference(document, responses[status]), 'schema');
  return Object.keys(answer).length > 0 ? answer : undefined;
}

function checkTemplate(
  { path, at, parameters }: { path: string; at: readonly string[]; parameters: readonly Parameter[] },
  problems: ProblemList,
): void {
  const inPath = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''));
  const declared = parameters.filter((parameter) => parameter.location === 'path').map((parameter) => parameter.name);
  for (const name of inPath)
    if (!declared.includes(name)) problems.error(at, `The path names '{${name}}', but no path parameter is called so.`);
  for (const name of declared)
    if (!inPath.has(name)) problems.error(at, `The path parameter '${name}' is not in the path.`);
}
