import { suggestName } from '../../base/nearest.ts';
import { permanent } from './call-error.ts';
import { flowConnectorError } from './catalogue.ts';
import type { Connector } from './connector.ts';
import type { Operation } from './definition/operation.ts';
import type { ParameterValues } from './request/bind.ts';

/** The operation of that id; case is ignored when no id fits exactly. @throws FLX_CALL_UNKNOWN_OPERATION */
export function findOperation(connector: Connector, operationId: string): Operation {
  const { operations } = connector.contract;
  const wanted = operationId.toLowerCase();
  const found =
    operations.find((operation) => operation.operationId === operationId) ??
    operations.find((operation) => operation.operationId.toLowerCase() === wanted);
  if (found) return found;
  const known = operations.map((operation) => operation.operationId);
  throw permanent(
    flowConnectorError(
      'FLX_CALL_UNKNOWN_OPERATION',
      { connector: connector.name, operation: operationId },
      { mend: suggestName(operationId, known) },
    ),
  );
}

/** What an ApiConnection action says instead of an operationId. */
export interface RouteCall {
  readonly method: string;
  /** Path as it is called, parameters filled in. */
  readonly path: string;
  readonly queries?: ParameterValues | undefined;
  readonly headers?: ParameterValues | undefined;
  readonly body?: unknown;
}

/** The operation that serves a method and path, and the values of its parameters. @throws FLX_CALL_UNKNOWN_OPERATION */
export function findRoute(
  connector: Connector,
  call: RouteCall,
): { operation: Operation; parameters: ParameterValues } {
  const [path = '', search = ''] = call.path.split('?');
  const method = call.method.toUpperCase();
  const candidates = connector.contract.operations.flatMap((operation) => {
    const match = operation.method === method ? matchTemplate(operation.path, path) : undefined;
    return match ? [{ operation, match }] : [];
  });
  const best = candidates.toSorted((a, b) => a.match.size - b.match.size)[0];
  if (!best)
    throw permanent(
      flowConnectorError('FLX_CALL_UNKNOWN_OPERATION', { connector: connector.name, operation: `${method} ${path}` }),
    );
  const queries = { ...Object.fromEntries(new URLSearchParams(search)), ...call.queries };
  return { operation: best.operation, parameters: gather(best.operation, best.match, { ...call, queries }) };
}

function gather(operation: Operation, match: ReadonlyMap<string, string>, call: RouteCall): ParameterValues {
  const body = operation.parameters.find((parameter) => parameter.location === 'body');
  const form = operation.parameters.some((parameter) => parameter.location === 'formData');
  const declared = (values: ParameterValues = {}, location: string) => {
    const names = operation.parameters.filter((parameter) => parameter.location === location);
    return Object.entries(values).filter(([name]) =>
      names.some((parameter) => parameter.name.toLowerCase() === name.toLowerCase()),
    );
  };
  return {
    ...(form &&
      declared(asObject(call.body), 'formData').length > 0 &&
      Object.fromEntries(declared(asObject(call.body), 'formData'))),
    ...Object.fromEntries(declared(call.headers, 'header')),
    ...Object.fromEntries(declared(call.queries, 'query')),
    ...Object.fromEntries(match),
    ...(body && call.body !== undefined && { [body.name]: call.body }),
  };
}

function asObject(value: unknown): ParameterValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ParameterValues) : {};
}

/** Values of the path parameters when `path` fits the template; case is ignored. */
function matchTemplate(template: string, path: string): Map<string, string> | undefined {
  const names: string[] = [];
  const pattern = (template.split('?')[0] ?? '')
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  const match = new RegExp(`^${pattern}/?$`, 'i').exec(path);
  return match ? new Map(names.map((name, index) => [name, decodeFully(match[index + 1] ?? '')])) : undefined;
}

/** Flows encode path values once or twice; the request encodes them again. */
function decodeFully(text: string): string {
  try {
    const once = decodeURIComponent(text);
    return /%[0-9a-f]{2}/i.test(once) ? decodeURIComponent(once) : once;
  } catch {
    return text;
  }
}
