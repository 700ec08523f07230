import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { describeValue } from '../values/describe.ts';
import { isInteger } from '../values/numbers.ts';
import { findKey } from '../values/properties.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';

const MOST_KEYS_NAMED = 8;

/**
 * The property or element that a `.name`, `['name']` or `[0]` reads. A safe one (`?`) gives null for a missing key, an
 * index out of range and a null parent, and for nothing else. A key with slashes that no property has is followed as a
 * path, as outputs of OpenAPI connections need it.
 * @throws FLX_FLOW_PROPERTY_MISSING, FLX_FLOW_INDEX_MISSING, FLX_FLOW_NOT_SELECTABLE, FLX_FLOW_KEY_TYPE
 */
export function readProperty(parent: Value, key: Value, isSafe: boolean): Value {
  if (parent === null && isSafe) return null;
  if (typeof key === 'string') return readKey(parent, key, isSafe);
  if (isInteger(key)) return readElement(parent, Number(key), isSafe);
  throw languageError('FLX_FLOW_KEY_TYPE', { found: describeValue(key) });
}

function readKey(parent: Value, key: string, isSafe: boolean): Value {
  if (!isObject(parent))
    throw languageError('FLX_FLOW_NOT_SELECTABLE', { key: `Property '${key}'`, found: describeValue(parent) });
  const own = findKey(parent, key);
  if (own !== undefined) return parent[own] ?? null;
  const aliased = key.includes('/') ? followPath(parent, key) : undefined;
  if (aliased !== undefined) return aliased;
  if (isSafe) return null;
  throw missingProperty(parent, key);
}

/** The value at a slash path such as `body/customer/name`; `~1` stands for a slash inside a name. */
function followPath(parent: ValueObject, path: string): Value | undefined {
  let value: Value = parent;
  for (const segment of path.split('/')) {
    if (!isObject(value)) return undefined;
    const own = findKey(value, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (own === undefined) return undefined;
    value = value[own] ?? null;
  }
  return value;
}

function missingProperty(parent: ValueObject, property: string): Error {
  const keys = Object.keys(parent);
  const known = keys.slice(0, MOST_KEYS_NAMED).join(', ') + (keys.length > MOST_KEYS_NAMED ? ', …' : '');
  const suggestion = keys.length === 0 ? '' : `${suggestName(property, keys)} `;
  const mend = `${suggestion}Write ?['${property}'] to get null when it is absent.`;
  return languageError('FLX_FLOW_PROPERTY_MISSING', { property, known: known || 'none' }, { mend });
}

function readElement(parent: Value, index: number, isSafe: boolean): Value {
  if (!isArray(parent))
    throw languageError('FLX_FLOW_NOT_SELECTABLE', { key: `Element ${index}`, found: describeValue(parent) });
  if (index >= 0 && index < parent.length) return parent[index] ?? null;
  if (isSafe) return null;
  throw languageError('FLX_FLOW_INDEX_MISSING', { index, length: parent.length });
}
