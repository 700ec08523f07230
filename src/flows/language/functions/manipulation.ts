import { languageError } from '../catalogue.ts';
import { findKey } from '../values/properties.ts';
import type { Value, ValueObject } from '../values/value.ts';
import { evaluateXpath } from '../xml/xpath.ts';
import { defineFunction, defineLazyFunction, type FunctionDefinition } from './define.ts';

const OBJECT = { name: 'object', type: 'object', summary: 'Object to start from; it stays as it is.' } as const;
const PROPERTY = {
  name: 'property',
  type: 'string',
  summary: 'Name of the property; the exact one first, else in any case.',
} as const;
const VALUE = { name: 'value', type: 'any', summary: 'Its value.' } as const;

const addProperty = defineFunction({
  name: 'addProperty',
  family: 'manipulation',
  summary: 'Object with one more property; fails when it has one of that name.',
  parameters: [OBJECT, PROPERTY, VALUE],
  returns: 'object',
  example: { expression: `addProperty(json('{"name":"Ane"}'), 'age', 41)`, result: { name: 'Ane', age: 41 } },
  run: ([object, property, value]) => {
    if (findKey(object, property) !== undefined) throw languageError('FLX_FLOW_PROPERTY_EXISTS', { property });
    return withLast(object, property, value);
  },
});

const setProperty = defineFunction({
  name: 'setProperty',
  family: 'manipulation',
  summary: 'Object with a property set, whether it had it or not; it comes last.',
  parameters: [OBJECT, PROPERTY, VALUE],
  returns: 'object',
  example: { expression: `setProperty(json('{"name":"Ane"}'), 'name', 'Jon')`, result: { name: 'Jon' } },
  run: ([object, property, value]) => {
    const key = findKey(object, property);
    return key === undefined ? withLast(object, property, value) : withLast(without(object, key), key, value);
  },
});

const removeProperty = defineFunction({
  name: 'removeProperty',
  family: 'manipulation',
  summary: 'Object without a property; the same when it has none of that name.',
  parameters: [OBJECT, PROPERTY],
  returns: 'object',
  example: { expression: `removeProperty(json('{"name":"Ane","age":41}'), 'age')`, result: { name: 'Ane' } },
  run: ([object, property]) => {
    const key = findKey(object, property);
    return key === undefined ? object : without(object, key);
  },
});

function withLast(object: ValueObject, key: string, value: Value): ValueObject {
  return { ...object, [key]: value };
}

function without(object: ValueObject, key: string): ValueObject {
  const { [key]: _removed, ...rest } = object;
  return rest;
}

const coalesce = defineLazyFunction({
  name: 'coalesce',
  family: 'manipulation',
  summary: 'First value that is not null; those after it are not evaluated.',
  parameters: [
    { name: 'value', type: 'any', summary: 'First value.' },
    { name: 'values', type: 'any', summary: 'More values.', isRest: true, isOptional: true },
  ],
  returns: 'any',
  example: { expression: "coalesce(null, 'hello', 'world')", result: 'hello' },
  runLazily: (given) => {
    for (const thunk of given) {
      const value = thunk();
      if (value !== null) return value;
    }
    return null;
  },
});

const xpath = defineFunction({
  name: 'xpath',
  family: 'manipulation',
  summary:
    'What an XPath 1.0 expression finds in an XML document: an array of nodes or texts, or a number, text or boolean.',
  parameters: [
    { name: 'xml', type: 'object', summary: 'Document, made with xml().' },
    { name: 'xpath', type: 'string', summary: 'XPath expression.' },
  ],
  returns: 'any',
  example: { expression: "xpath(xml('<a><b>1</b><b>2</b></a>'), '/a/b/text()')", result: ['1', '2'] },
  run: ([xml, path]) => evaluateXpath(xml, path),
});

/** Functions on objects and documents. */
export const MANIPULATION_FUNCTIONS: readonly FunctionDefinition[] = [
  addProperty,
  coalesce,
  removeProperty,
  setProperty,
  xpath,
];
