import { parseJson } from '../json/parse.ts';
import { printJson } from '../json/print.ts';
import { dataUriToBinary, dataUriToText, decodeComponent, encodeComponent } from '../media/data-uri.ts';
import { binaryText, createBinary, decodeBase64, isBinary, isXml, XML_TYPE } from '../values/binary.ts';
import { toText } from '../values/text.ts';
import { isArray, isObject } from '../values/value.ts';
import { xmlFromJson } from '../xml/from-json.ts';
import { parseXml } from '../xml/parse.ts';
import { printXml } from '../xml/print.ts';
import { xmlToJson } from '../xml/to-json.ts';
import { valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const ANY = { name: 'value', type: 'any', summary: 'Value to convert.' } as const;
const TEXT = { name: 'value', type: 'string', summary: 'Text to convert.' } as const;
const HELLO_BINARY = { '$content-type': 'application/octet-stream', $content: 'aGVsbG8=' };

const array = defineFunction({
  name: 'array',
  family: 'conversion',
  summary: 'Array of one value.',
  parameters: [ANY],
  returns: 'array',
  example: { expression: "array('hello')", result: ['hello'] },
  run: ([value]) => [value],
});

const createArray = defineFunction({
  name: 'createArray',
  family: 'conversion',
  summary: 'Array of all values given.',
  parameters: [{ name: 'values', type: 'any', summary: 'Values, in order.', isRest: true }],
  returns: 'array',
  example: { expression: "createArray('h', 1, true)", result: ['h', 1, true] },
  run: ([values]) => values,
});

const base64 = defineFunction({
  name: 'base64',
  family: 'conversion',
  summary: 'Text or binary in base64.',
  parameters: [ANY],
  returns: 'string',
  example: { expression: "base64('hello')", result: 'aGVsbG8=' },
  run: ([value], evaluation) =>
    isBinary(value) ? value.$content : evaluation.checkText(Buffer.from(toText(value)).toString('base64')),
});

const base64ToBinary = defineFunction({
  name: 'base64ToBinary',
  family: 'conversion',
  summary: 'Binary from base64 text.',
  parameters: [TEXT],
  returns: 'binary',
  example: { expression: "base64ToBinary('aGVsbG8=')", result: HELLO_BINARY },
  run: ([value]) => createBinary(decodeBase64(value, 'base64ToBinary')),
});

function defineBase64ToString(name: string, more: Pick<FunctionDefinition, 'replacement'>): FunctionDefinition {
  return defineFunction({
    name,
    family: 'conversion',
    summary: 'Text from base64 text, read as UTF-8.',
    parameters: [TEXT],
    returns: 'string',
    example: { expression: `${name}('aGVsbG8=')`, result: 'hello' },
    ...more,
    run: ([value]) => new TextDecoder().decode(decodeBase64(value, name)),
  });
}

const base64ToString = defineBase64ToString('base64ToString', {});
const decodeBase64Function = defineBase64ToString('decodeBase64', { replacement: 'base64ToString' });

const binary = defineFunction({
  name: 'binary',
  family: 'conversion',
  summary: 'Binary from a value written as UTF-8 text.',
  parameters: [ANY],
  returns: 'binary',
  example: { expression: "binary('hello')", result: HELLO_BINARY },
  run: ([value]) => (isBinary(value) ? value : createBinary(toText(value))),
});

const dataUri = defineFunction({
  name: 'dataUri',
  family: 'conversion',
  summary: 'Data URI that holds a value in base64.',
  parameters: [ANY],
  returns: 'string',
  example: { expression: "dataUri('hello')", result: 'data:text/plain;charset=utf-8;base64,aGVsbG8=' },
  run: ([value], evaluation) => {
    if (isBinary(value)) return `data:${value['$content-type']};base64,${value.$content}`;
    const contentType = typeof value === 'string' ? 'text/plain' : 'application/json';
    return evaluation.checkText(
      `data:${contentType};charset=utf-8;base64,${Buffer.from(toText(value)).toString('base64')}`,
    );
  },
});

function defineDataUriToBinary(name: string): FunctionDefinition {
  return defineFunction({
    name,
    family: 'conversion',
    summary: 'Binary that a data URI holds.',
    parameters: [TEXT],
    returns: 'binary',
    example: {
      expression: `${name}('data:text/plain;base64,aGVsbG8=')`,
      result: { '$content-type': 'text/plain', $content: 'aGVsbG8=' },
    },
    run: ([value]) => dataUriToBinary(value, name),
  });
}

const dataUriToBinaryFunction = defineDataUriToBinary('dataUriToBinary');
const decodeDataUri = defineDataUriToBinary('decodeDataUri');

const dataUriToString = defineFunction({
  name: 'dataUriToString',
  family: 'conversion',
  summary: 'Text that a data URI holds.',
  parameters: [TEXT],
  returns: 'string',
  example: { expression: "dataUriToString('data:text/plain;charset=utf-8;base64,aGVsbG8=')", result: 'hello' },
  run: ([value]) => dataUriToText(value, 'dataUriToString'),
});

function defineEncodeUriComponent(name: string): FunctionDefinition {
  return defineFunction({
    name,
    family: 'conversion',
    summary:
      'Text with all characters escaped that mean something in a URI. Older definitions give it in several parts.',
    parameters: [
      TEXT,
      { name: 'more', type: 'string', summary: 'More text, joined to the first.', isRest: true, isOptional: true },
    ],
    returns: 'string',
    example: { expression: `${name}('https://contoso.com')`, result: 'https%3A%2F%2Fcontoso.com' },
    run: ([value, more], evaluation) => evaluation.checkText(encodeComponent([value, ...more].join(''))),
  });
}

function defineDecodeUriComponent(name: string): FunctionDefinition {
  return defineFunction({
    name,
    family: 'conversion',
    summary: 'Text with its URI escapes resolved.',
    parameters: [TEXT],
    returns: 'string',
    example: { expression: `${name}('https%3A%2F%2Fcontoso.com')`, result: 'https://contoso.com' },
    run: ([value]) => decodeComponent(value),
  });
}

const encodeUriComponent = defineEncodeUriComponent('encodeUriComponent');
const uriComponent = defineEncodeUriComponent('uriComponent');
const decodeUriComponent = defineDecodeUriComponent('decodeUriComponent');
const uriComponentToString = defineDecodeUriComponent('uriComponentToString');

const uriComponentToBinary = defineFunction({
  name: 'uriComponentToBinary',
  family: 'conversion',
  summary: 'Binary of a text with its URI escapes resolved.',
  parameters: [TEXT],
  returns: 'binary',
  example: { expression: "uriComponentToBinary('h%65llo')", result: HELLO_BINARY },
  run: ([value]) => createBinary(decodeComponent(value)),
});

const string = defineFunction({
  name: 'string',
  family: 'conversion',
  summary: 'Value as text; null is the empty text, objects and arrays are JSON.',
  parameters: [ANY],
  returns: 'string',
  example: { expression: 'string(10)', result: '10' },
  run: ([value], evaluation) => evaluation.checkText(toText(value)),
});

const json = defineFunction({
  name: 'json',
  family: 'conversion',
  summary: 'Value of a JSON text, or of an XML document.',
  parameters: [{ name: 'value', type: 'any', summary: 'JSON text, or XML made with xml().' }],
  returns: 'any',
  example: { expression: `json('{"fullName":"Sophia Owen"}')`, result: { fullName: 'Sophia Owen' } },
  run: ([value], evaluation) => {
    if (isXml(value)) return xmlToJson(parseXml(binaryText(value)));
    if (typeof value !== 'string' && !isBinary(value))
      throw valueError({ function: 'json', parameter: 'value', expected: 'a string or an XML' }, value);
    const text = typeof value === 'string' ? value : binaryText(value);
    evaluation.checkLength(text.length);
    return parseJson(text);
  },
});

const xml = defineFunction({
  name: 'xml',
  family: 'conversion',
  summary: 'XML document of an XML text, or of an object with one root property.',
  parameters: [{ name: 'value', type: 'any', summary: 'XML text, binary, or object.' }],
  returns: 'xml',
  example: {
    expression: "xml('<name>Ane</name>')",
    result: { '$content-type': XML_TYPE, $content: 'PG5hbWU+QW5lPC9uYW1lPg==' },
  },
  run: ([value], evaluation) => {
    if (isBinary(value)) return { '$content-type': XML_TYPE, $content: value.$content };
    if (typeof value === 'string') return createBinary(printXml(parseXml(evaluation.checkText(value))), XML_TYPE);
    if (isObject(value)) return createBinary(evaluation.checkText(printXml(xmlFromJson(value))), XML_TYPE);
    throw valueError(
      { function: 'xml', parameter: 'value', expected: 'an XML text, a binary or an object' },
      isArray(value) ? printJson(value).slice(0, 40) : value,
    );
  },
});

/** Functions that convert text, binaries, JSON and XML; those for numbers stand apart. */
export const CONVERSION_FUNCTIONS: readonly FunctionDefinition[] = [
  array,
  base64,
  base64ToBinary,
  base64ToString,
  binary,
  createArray,
  dataUri,
  dataUriToBinaryFunction,
  dataUriToString,
  decodeBase64Function,
  decodeDataUri,
  decodeUriComponent,
  encodeUriComponent,
  json,
  string,
  uriComponent,
  uriComponentToBinary,
  uriComponentToString,
  xml,
];
