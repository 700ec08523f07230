import { languageError } from '../catalogue.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { compareNumbers, compareOrdinal } from '../values/comparison.ts';
import { describeValue } from '../values/describe.ts';
import { equalityKey, isEqual } from '../values/equality.ts';
import { isNumber } from '../values/numbers.ts';
import { findKey } from '../values/properties.ts';
import { toText } from '../values/text.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { toCount, valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const COLLECTION = { name: 'collection', type: 'collection', summary: 'Array or text.' } as const;
const COUNT = { name: 'count', type: 'integer', summary: 'How many; not negative.' } as const;

const chunk = defineFunction({
  name: 'chunk',
  family: 'collection',
  summary: 'Pieces of equal length of an array or text; the last one may be shorter.',
  parameters: [COLLECTION, { name: 'length', type: 'integer', summary: 'Length of a piece, at least 1.' }],
  returns: 'array',
  example: { expression: "chunk('abcdefg', 3)", result: ['abc', 'def', 'g'] },
  run: ([collection, lengthValue], evaluation) => {
    const length = toCount(lengthValue, { function: 'chunk', parameter: 'length' });
    if (length === 0)
      throw valueError({ function: 'chunk', parameter: 'length', expected: 'a positive integer' }, lengthValue);
    const count = Math.ceil(collection.length / length);
    evaluation.spend(count);
    return Array.from({ length: count }, (_, index) => collection.slice(index * length, (index + 1) * length));
  },
});

const contains = defineFunction({
  name: 'contains',
  family: 'collection',
  summary: 'Says whether a text has a part, an array an element, or an object a property.',
  parameters: [
    { name: 'collection', type: 'any', summary: 'Text, array or object.' },
    {
      name: 'value',
      type: 'any',
      summary: 'Part, element or property name to find; upper and lower case of text differ.',
    },
  ],
  returns: 'boolean',
  example: { expression: "contains('hello world', 'world')", result: true },
  run: ([collection, value]) => {
    if (isArray(collection)) return collection.some((element) => isEqual(element, value));
    if (typeof collection !== 'string' && !isObject(collection)) throw containerError('contains', collection);
    if (typeof value !== 'string')
      throw valueError({ function: 'contains', parameter: 'value', expected: 'of type string' }, value);
    return typeof collection === 'string' ? collection.includes(value) : findKey(collection, value) !== undefined;
  },
});

const empty = defineFunction({
  name: 'empty',
  family: 'collection',
  summary: 'Says whether a text, array or object has nothing in it; null is empty.',
  parameters: [{ name: 'collection', type: 'any', summary: 'Text, array, object or null.' }],
  returns: 'boolean',
  example: { expression: "empty('')", result: true },
  run: ([collection]) => {
    if (collection === null) return true;
    if (typeof collection === 'string' || isArray(collection)) return collection.length === 0;
    if (isObject(collection)) return Object.keys(collection).length === 0;
    throw containerError('empty', collection);
  },
});

function containerError(name: string, value: Value): Error {
  return valueError({ function: name, parameter: 'collection', expected: 'an object, an array or a string' }, value);
}

const first = defineFunction({
  name: 'first',
  family: 'collection',
  summary: 'First character of a text or first element of an array; null for an empty array.',
  parameters: [COLLECTION],
  returns: 'any',
  example: { expression: 'first(createArray(0, 1, 2))', result: 0 },
  run: ([collection]) => collection[0] ?? (isArray(collection) ? null : ''),
});

const last = defineFunction({
  name: 'last',
  family: 'collection',
  summary: 'Last character of a text or last element of an array; null for an empty array.',
  parameters: [COLLECTION],
  returns: 'any',
  example: { expression: "last('abcd')", result: 'd' },
  run: ([collection]) => collection[collection.length - 1] ?? (isArray(collection) ? null : ''),
});

const COLLECTIONS = {
  name: 'collections',
  type: 'any',
  summary: 'Arrays only, or objects only.',
  isRest: true,
} as const;

const intersection = defineFunction({
  name: 'intersection',
  family: 'collection',
  summary: 'What all arrays, or all objects, have in common, each once.',
  parameters: [COLLECTIONS],
  returns: 'any',
  example: { expression: 'intersection(createArray(1, 2, 3), createArray(101, 2, 1, 10))', result: [1, 2] },
  run: ([collections], evaluation) => {
    const same = sameKind('intersection', collections, evaluation);
    return same.kind === 'arrays' ? same.arrays.reduce(intersectArrays) : same.objects.reduce(intersectObjects);
  },
});

const union = defineFunction({
  name: 'union',
  family: 'collection',
  summary:
    'What any of the arrays, or any of the objects, has, each once; of equal property names the last value counts.',
  parameters: [COLLECTIONS],
  returns: 'any',
  example: { expression: 'union(createArray(1, 2, 3), createArray(1, 2, 10))', result: [1, 2, 3, 10] },
  run: ([collections], evaluation) => {
    const same = sameKind('union', collections, evaluation);
    return same.kind === 'arrays'
      ? distinct(same.arrays.flat())
      : Object.fromEntries(same.objects.flatMap((object) => Object.entries(object)));
  },
});

type SameKind =
  | { readonly kind: 'arrays'; readonly arrays: readonly (readonly Value[])[] }
  | { readonly kind: 'objects'; readonly objects: readonly ValueObject[] };

function sameKind(name: string, collections: readonly Value[], evaluation: Evaluation): SameKind {
  for (const collection of collections) evaluation.spend(isArray(collection) ? collection.length : 1);
  if (collections.length > 0 && collections.every(isArray)) return { kind: 'arrays', arrays: collections };
  if (collections.length > 0 && collections.every(isObject)) return { kind: 'objects', objects: collections };
  const odd = collections.find((collection) => !isArray(collection) && !isObject(collection));
  if (odd !== undefined)
    throw valueError({ function: name, parameter: 'collections', expected: 'an array or an object' }, odd);
  if (collections.length === 0)
    throw valueError({ function: name, parameter: 'collections', expected: 'at least one array or object' }, null);
  const other = collections.find((collection) => isArray(collection) !== isArray(collections[0]));
  throw languageError('FLX_FLOW_ARGUMENT_MIX', {
    function: name,
    left: describeValue(collections[0]),
    right: describeValue(other),
  });
}

function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Map(values.map((value) => [equalityKey(value), value] as const).reverse());
  return [...new Set(values.map(equalityKey))].map((key) => seen.get(key) ?? null);
}

function intersectArrays(left: readonly Value[], right: readonly Value[]): readonly Value[] {
  const keys = new Set(right.map(equalityKey));
  return distinct(left.filter((value) => keys.has(equalityKey(value))));
}

function intersectObjects(left: ValueObject, right: ValueObject): ValueObject {
  return Object.fromEntries(
    Object.entries(left).filter(([key, value]) => Object.hasOwn(right, key) && isEqual(value, right[key] ?? null)),
  );
}

const join = defineFunction({
  name: 'join',
  family: 'collection',
  summary: 'Text of all elements of an array with a delimiter between them.',
  parameters: [
    { name: 'collection', type: 'array', summary: 'Array to join.' },
    { name: 'delimiter', type: 'string', summary: 'What comes between the elements.' },
  ],
  returns: 'string',
  example: { expression: "join(createArray('a', 'b', 'c'), '.')", result: 'a.b.c' },
  run: ([collection, delimiter], evaluation) => {
    evaluation.spend(collection.length);
    evaluation.checkLength(delimiter.length * Math.max(0, collection.length - 1));
    return evaluation.checkText(collection.map(toText).join(delimiter));
  },
});

const reverse = defineFunction({
  name: 'reverse',
  family: 'collection',
  summary: 'Array with its elements in reverse order.',
  parameters: [{ name: 'collection', type: 'array', summary: 'Array to turn round.' }],
  returns: 'array',
  example: { expression: 'reverse(createArray(0, 1, 2))', result: [2, 1, 0] },
  run: ([collection]) => [...collection].reverse(),
});

const skip = defineFunction({
  name: 'skip',
  family: 'collection',
  summary: 'What is left of an array or text without its first elements.',
  parameters: [COLLECTION, COUNT],
  returns: 'collection',
  example: { expression: 'skip(createArray(0, 1, 2, 3), 1)', result: [1, 2, 3] },
  run: ([collection, count]) => collection.slice(toCount(count, { function: 'skip', parameter: 'count' })),
});

const take = defineFunction({
  name: 'take',
  family: 'collection',
  summary: 'First elements of an array or first characters of a text.',
  parameters: [COLLECTION, COUNT],
  returns: 'collection',
  example: { expression: "take('abcde', 3)", result: 'abc' },
  run: ([collection, count]) => collection.slice(0, toCount(count, { function: 'take', parameter: 'count' })),
});

const sort = defineFunction({
  name: 'sort',
  family: 'collection',
  summary: 'Array in ascending order of its elements, or of one property of them; equal ones keep their order.',
  parameters: [
    { name: 'collection', type: 'array', summary: 'Array of numbers, of texts, or of objects.' },
    { name: 'sortBy', type: 'string', summary: 'Property to sort objects by.', isOptional: true, isNullable: true },
  ],
  returns: 'array',
  example: { expression: 'sort(createArray(2, 1, 0, 3))', result: [0, 1, 2, 3] },
  run: ([collection, sortBy], evaluation) => {
    evaluation.spend(collection.length);
    const keyed = collection.map((element) => ({ element, key: sortBy ? sortKey(element, sortBy) : element }));
    return keyed.sort((left, right) => compareForSort(left.key, right.key)).map(({ element }) => element);
  },
});

function sortKey(element: Value, property: string): Value {
  if (!isObject(element))
    throw valueError(
      { function: 'sort', parameter: 'collection', expected: `an array of objects with '${property}'` },
      element,
    );
  const key = findKey(element, property);
  return key === undefined ? null : (element[key] ?? null);
}

function compareForSort(left: Value, right: Value): number {
  if (left === null || right === null) return Number(right === null) - Number(left === null);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareOrdinal(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  throw languageError('FLX_FLOW_ARGUMENT_MIX', {
    function: 'sort',
    left: describeValue(left),
    right: describeValue(right),
  });
}

/** Functions on arrays, and on text and objects as collections. */
export const COLLECTION_FUNCTIONS: readonly FunctionDefinition[] = [
  chunk,
  contains,
  empty,
  first,
  intersection,
  join,
  last,
  reverse,
  skip,
  sort,
  take,
  union,
];
