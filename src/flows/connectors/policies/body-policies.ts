import { isPlainObject } from '../../../base/json.ts';
import { textValue } from '../request/text-value.ts';
import { type BodyPath, getAt, type Key, parseBodyPath, parseKeys, putAt } from './path.ts';
import { fillSetting, type PolicyScope } from './template.ts';

type Settings = Readonly<Record<string, unknown>>;
/** Gives the body as the policy leaves it. */
export type BodyPolicy = (settings: Settings, scope: PolicyScope) => unknown;

/** Does something to the parent, or to each element where the parent is a list. */
function onParent(
  parentPath: unknown,
  scope: PolicyScope,
  change: (parent: Record<string, unknown>, scope: PolicyScope) => unknown,
): unknown {
  const { keys } = parseBodyPath(parentPath);
  const parent = getAt(scope.body, keys);
  if (Array.isArray(parent)) {
    const items = parent.map((item: unknown) => (isPlainObject(item) ? change(item, { ...scope, item }) : item));
    return putAt(scope.body, keys, items);
  }
  return isPlainObject(parent) ? putAt(scope.body, keys, change(parent, { ...scope, item: parent })) : scope.body;
}

/** Keys of a new property inside the parent: relative to the item, or what follows the parent in the body. */
function relativeKeys(path: BodyPath, parentKeys: readonly Key[]): readonly Key[] {
  const isBelow = path.root === 'body' && parentKeys.every((key, index) => path.keys[index] === key);
  return isBelow ? path.keys.slice(parentKeys.length) : path.keys;
}

/** Sets a property, from a template that may hold JSON. */
export const setProperty: BodyPolicy = (settings, scope) =>
  onParent(settings['newPropertyParentPathTemplate'], scope, (parent, inner) => {
    const value = parseIfJson(fillSetting(settings['propertyValuePathTemplate'], inner));
    return putAt(parent, parseKeys(String(settings['newPropertySubPathTemplate'] ?? '')), value);
  });

function parseIfJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A policy that computes one property from another of the same parent. */
function derive(compute: (value: unknown, settings: Settings, scope: PolicyScope) => unknown): BodyPolicy {
  return (settings, scope) => {
    const parentKeys = parseBodyPath(settings['propertyParentPath']).keys;
    const target = relativeKeys(parseBodyPath(settings['newPropertyPath']), parentKeys);
    return onParent(settings['propertyParentPath'], scope, (parent, inner) => {
      const value = getAt(parent, parseKeys(String(settings['propertySubPath'] ?? '')));
      return value === undefined ? parent : putAt(parent, target, compute(value, settings, inner));
    });
  };
}

/** Replaces a text inside a property. */
export const stringReplace = derive((value, settings, scope) => {
  if (typeof value !== 'string') return value;
  const source = fillSetting(settings['sourceString'], scope);
  return source === '' ? value : value.replaceAll(source, fillSetting(settings['replacementString'], scope));
});

/** Cuts a text into a list of objects with one property each, or of texts. */
export const stringToArray = derive((value, settings) => {
  const delimiters = String(settings['delimiterList'] ?? ',');
  const child = String(settings['childPropertyName'] ?? '');
  const parts = textValue(value)
    .split(new RegExp(`[${delimiters.replaceAll(/[\\\]^-]/g, '\\$&')}]`))
    .map((part) => part.trim())
    .filter(Boolean);
  return child === '' || child === 'null' ? parts : parts.map((part) => ({ [child]: part }));
});

/** Percent-encodes a property. */
export const encodePropertyValue = derive((value) => encodeURIComponent(textValue(value)));

/** Makes `{key: element}` of a list whose elements hold the key. */
export const convertArrayToObject = derive((value, settings) => {
  if (!Array.isArray(value)) return value;
  const keyPath = parseKeys(String(settings['keyWithinCollectionPath'] ?? ''));
  const keepsKey = String(settings['retainKey'] ?? 'true').toLowerCase() === 'true';
  const entries = value.map((item: unknown) => {
    const key = textValue(getAt(item, keyPath));
    return [key, keepsKey ? item : putAt(item, keyPath, undefined)] as const;
  });
  return Object.fromEntries(entries);
});

/** Makes a list of `{keyName, valueName}` of an object. */
export const convertObjectToArray = derive((value, settings) => {
  if (!isPlainObject(value)) return value;
  const keyName = String(settings['keyName'] ?? 'key');
  const valueName = String(settings['valueName'] ?? 'value');
  return Object.entries(value).map(([key, inner]) => ({ [keyName]: key, [valueName]: inner }));
});

/** Moves a property, or only what is inside it, to another place. */
export const moveProperties: BodyPolicy = (settings, scope) => {
  const source = [...parseBodyPath(settings['srcParentPath']).keys, ...parseKeys(String(settings['srcSubPath'] ?? ''))];
  const target = [...parseBodyPath(settings['dstParentPath']).keys, ...parseKeys(String(settings['dstSubPath'] ?? ''))];
  const moved = getAt(scope.body, source);
  if (moved === undefined) return scope.body;
  const without = putAt(scope.body, source, undefined);
  const isSpread = String(settings['copyOnlySubProperties'] ?? 'false').toLowerCase() === 'true';
  if (!isSpread || !isPlainObject(moved)) return putAt(without, target, moved);
  const there = getAt(without, target);
  return putAt(without, target, { ...(isPlainObject(there) ? there : {}), ...moved });
};
