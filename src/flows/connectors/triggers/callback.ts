import type { Operation } from '../definition/operation.ts';
import { objectAt, resolveReference } from '../definition/reader.ts';

/**
 * The parameter of a webhook operation that takes the callback address, as flows name it (`body/notificationUrl`);
 * undefined when there is none. It is marked `x-ms-notification-url`.
 */
export function callbackParameterOf(operation: Operation, document: unknown): string | undefined {
  for (const { name, schema } of operation.parameters) {
    if (schema['x-ms-notification-url'] === true) return name;
    const keys = findMarked(document, schema, 0);
    if (keys) return [name, ...keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
  }
  return undefined;
}

const MAX_DEPTH = 6;

function findMarked(document: unknown, raw: unknown, depth: number): readonly string[] | undefined {
  if (depth > MAX_DEPTH) return undefined;
  for (const [key, property] of Object.entries(objectAt(resolveReference(document, raw), 'properties'))) {
    if (resolveReference(document, property)['x-ms-notification-url'] === true) return [key];
    const inner = findMarked(document, property, depth + 1);
    if (inner) return [key, ...inner];
  }
  return undefined;
}
