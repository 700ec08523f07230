import { describe, expect, it } from 'vitest';
import { runStep } from '../../../test/support/action-call.ts';
import { createBinary, type Value } from '../language/index.ts';
import { parseJson } from './parse-json.ts';

const order: Value = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] } },
    level: { enum: ['low', 'high'] },
    rate: { type: 'number', maximum: 10, exclusiveMaximum: true },
    note: { type: ['string', 'null'], maxLength: 3 },
  },
  required: ['id'],
};

async function parse(content: Value, schema?: Value) {
  const inputs = { content, ...(schema !== undefined && { schema }) };
  return runStep({ kind: parseJson, definition: { inputs } });
}

describe('ParseJson', () => {
  it.each<[string, Value, unknown]>([
    ['text', '{"id": 1}', { id: 1 }],
    ['a value', { id: 1, note: null }, { id: 1, note: null }],
    ['content in an envelope', createBinary('{"id":2}', 'application/json'), { id: 2 }],
    ['text that is one value', '"x"', 'x'],
  ])('gives the body of %s', async (_name, content, body) => {
    expect(await parse(content)).toMatchObject({ status: 'Succeeded', outputs: { body } });
  });

  it('keeps the digits of long numbers while it checks them', async () => {
    const outcome = await parse('{"id": 9007199254740993}', order);
    expect(JSON.stringify(outcome)).toContain('9007199254740993');
    expect(outcome).toMatchObject({ status: 'Succeeded' });
  });

  it.each<[string, Value, Record<string, unknown>]>([
    [
      'a wrong type',
      { id: 'x' },
      {
        message: 'Invalid type. Expected Integer but got String.',
        path: 'id',
        value: 'x',
        schemaId: '#/properties/id',
        errorType: 'type',
      },
    ],
    ['null where there must be a value', { id: null }, { message: 'Invalid type. Expected Integer but got Null.' }],
    ['a fraction', { id: 1.5 }, { message: 'Invalid type. Expected Integer but got Number.' }],
    [
      'a missing property',
      {},
      { message: 'Required properties are missing from object: id.', path: '', schemaId: '#' },
    ],
    [
      'something deep inside',
      { id: 1, lines: [{ sku: 'a' }, { sku: 3 }] },
      { path: 'lines[1].sku', message: 'Invalid type. Expected String but got Integer.' },
    ],
    ['a value out of a list', { id: 1, level: 'mid' }, { message: 'Value "mid" is not defined in enum.' }],
    [
      'the excluded maximum of draft 4',
      { id: 1, rate: 10 },
      { message: 'Integer 10 equals maximum value of 10 and exclusive maximum is true.' },
    ],
    ['a long text', { id: 1, note: 'long' }, { message: "String 'long' exceeds maximum length of 3." }],
    ['one of several types', { id: 1, note: 4 }, { message: 'Invalid type. Expected String, Null but got Integer.' }],
  ])('tells of %s as the real host does', async (_name, content, violation) => {
    expect(await parse(content, order)).toMatchObject({
      status: 'Failed',
      code: 'ValidationFailed',
      error: { message: 'The schema validation failed.' },
      outputs: { errors: [{ lineNumber: 0, linePosition: 0, childErrors: [], ...violation }] },
    });
  });

  it('tells every violation at once', async () => {
    const outcome = await parse({ lines: 1, level: 'x' }, order);
    expect(outcome.kind === 'ended' && (outcome.outputs as { errors: unknown[] }).errors).toHaveLength(3);
  });

  it.each<[string, Value, RegExp]>([
    ['null', null, /Required property 'content' expects a value but got null/],
    ['text that is no JSON', '<xml/>', /must be valid JSON/],
  ])('cannot parse %s', async (_name, content, message) => {
    const outcome = await parse(content);
    expect(outcome).toMatchObject({
      status: 'Failed',
      code: 'InvalidTemplate',
      error: { message: expect.stringMatching(message) },
    });
  });

  it.each<[string, Value]>([
    ['an empty one', {}],
    ['unknown formats and keywords', { type: 'string', format: 'odata-thing', 'x-ms-summary': 'x' }],
    ['required of draft 3', { type: 'string', required: true }],
    [
      'an identity of its own',
      { $schema: 'http://json-schema.org/draft-04/schema#', id: 'http://example.com/x', type: 'string' },
    ],
  ])('reads schemas leniently: %s', async (_name, schema) => {
    expect(await parse('"x"', schema)).toMatchObject({ status: 'Succeeded' });
    expect(await parse('"x"', schema)).toMatchObject({ status: 'Succeeded' });
  });

  it('says what is wrong with a schema', async () => {
    expect(await parse('"x"', { type: 'strnig' })).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
  });
});
