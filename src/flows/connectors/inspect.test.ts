import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTolerantJson } from './definition/tolerant-json.ts';
import { CONNECTORS } from './index.ts';
import { inspectConnector, reportOn } from './inspect.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-'));
});
afterAll(() => rm(folder, { recursive: true }));

function write(name: string, content: string | Buffer): Promise<void> {
  return writeFile(join(folder, name), content);
}

const SHOP = `{ "swagger": "2.0", "info": { "title": "Shop" }, "host": "shop.example",
  "securityDefinitions": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } },
  "paths": {
    "/orders/{id}": { "get": { "operationId": "GetOrder", "summary": "Get", "parameters": [{ "name": "id", "in": "path", "type": "string", "required": true }] } },
    "/orders": { "post": { "operationId": "NewOrder", "x-ms-trigger": "batch", "parameters": [] } },
    "/hooks": { "x-ms-notification-content": { "schema": {} }, "post": { "operationId": "OnOrder", "x-ms-trigger": "single",
      "parameters": [{ "name": "body", "in": "body", "schema": { "type": "object", "required": ["url"], "properties": { "url": { "type": "string" }, "deep": { "type": "object", "properties": { "a": { "type": "integer" } } } } } }] } }
  } }`;

describe('inspecting a connector', () => {
  it('tells title, authentication, and each operation with kind and parameters', async () => {
    await write('apiDefinition.swagger.json', `\uFEFF${SHOP}`);
    const report = await inspectConnector(folder);
    expect(report).toMatchObject({
      title: 'Shop',
      authentication: [{ name: 'key', kind: 'apiKey', in: 'header', parameter: 'X-Key' }],
      operations: [
        {
          operationId: 'GetOrder',
          kind: 'action',
          method: 'GET',
          path: '/orders/{id}',
          summary: 'Get',
          parameters: [{ name: 'id', in: 'path', type: 'string', required: true }],
        },
        { operationId: 'NewOrder', kind: 'polling' },
        {
          operationId: 'OnOrder',
          kind: 'webhook',
          parameters: [
            {
              name: 'body',
              in: 'body',
              type: 'object',
              required: false,
              fields: [
                { name: 'body/url', required: true },
                { name: 'body/deep/a', type: 'integer', required: false },
              ],
            },
          ],
        },
      ],
      problems: [],
    });
  });

  it('tells every problem and still reads the rest', async () => {
    await write(
      'apiDefinition.swagger.json',
      Buffer.from(
        '{ "swagger": "2.0", "info": { "title": "Ñ" "x": 1, }, "paths": { "/a/{b}": { "get": { "operationId": "A", "parameters": [{ "name": "c", "in": "path" }, { "$ref": "#/parameters/none" }] }, "put": { "operationId": "A" } } } }',
        'latin1',
      ),
    );
    await write('apiProperties.json', '{ "properties": { "policyTemplateInstances": [{ "templateId": "magic" }] } }');
    const { title, problems } = await inspectConnector(folder);
    expect(title).toBe('Ñ');
    expect(problems.map(({ severity, pointer, message }) => `${severity} ${pointer} ${message}`)).toEqual([
      expect.stringContaining('windows-1252'),
      expect.stringContaining("a ',' is missing"),
      expect.stringContaining("a ',' is too many"),
      expect.stringContaining('/paths/~1a~1{b}/get/parameters/1'),
      expect.stringContaining("'{b}'"),
      expect.stringContaining("'c' is not in the path"),
      expect.stringContaining("'{b}'"),
      expect.stringContaining("'A' is used twice"),
      expect.stringContaining("'magic'"),
      expect.stringContaining('no host'),
    ]);
  });

  it('reads methods in upper case, and says so', async () => {
    const paths = { '/a': { GET: { operationId: 'A', responses: { 200: { description: 'A.' } } } } };
    const definition = { swagger: '2.0', info: { title: 'T', version: '1' }, host: 'h.example', paths };
    await write('apiDefinition.swagger.json', JSON.stringify(definition));
    await write('apiProperties.json', '{}');
    expect(await inspectConnector(folder)).toMatchObject({
      operations: [{ operationId: 'A', method: 'GET', kind: 'action' }],
      problems: [{ severity: 'warning', pointer: '/paths/~1a/GET' }],
    });
  });

  it.each([
    ['a folder without a definition', 'none', 'FLX_CONNECTOR_NOT_FOUND'],
    ['a definition that is no JSON', '', 'FLX_CONNECTOR_UNREADABLE'],
  ])('refuses %s', async (_name, below, code) => {
    await write('apiDefinition.swagger.json', 'hello "');
    await expect(inspectConnector(join(folder, below))).rejects.toMatchObject({ code });
  });

  it('finds nothing wrong with the built-in connectors', () => {
    for (const connector of CONNECTORS) {
      const { operations, problems } = reportOn({ connector, problems: connector.contract.problems });
      expect([connector.name, problems]).toEqual([connector.name, []]);
      expect(
        operations.every(
          ({ summary, parameters }) => summary !== '' && parameters.every((one) => one.in === 'body' || one.summary),
        ),
      ).toBe(true);
      const native = Object.keys(connector.operations);
      expect(
        operations
          .filter(({ kind }) => kind === 'action')
          .map(({ operationId }) => operationId)
          .toSorted(),
      ).toEqual(native.toSorted());
    }
  });
});

describe('JSON written by hand', () => {
  it.each([
    ['comments', '{ // one\n "a": 1, /* two */ "b": 2 }', { a: 1, b: 2 }, 2],
    ['commas too many', '[1,,2,]', [1, 2], 2],
    ['commas missing', '{ "a": 1 "b": [1 2] }', { a: 1, b: [1, 2] }, 2],
    ['a list not closed', '{ "a": [1, 2 }', { a: [1, 2] }, 1],
    ['an object not closed', '[{ "a": 1, { "b": 2 }]', [{ a: 1 }, { b: 2 }], 2],
    ['line breaks in a text', '{ "a": "x\ny" }', { a: 'x\ny' }, 0],
    ['words', '{ "a": yes, "b": True }', { a: 'yes', b: 'True' }, 2],
    ['nothing wrong', '{ "a": [true, null, -1.5e3] }', { a: [true, null, -1500] }, 0],
  ])('is read with %s', (_name, text, value, slips) => {
    const read = parseTolerantJson(text);
    expect(read.value).toEqual(value);
    expect(read.slips).toHaveLength(slips);
  });

  it.each(['', '{ "a": "never ends', '[', `${'['.repeat(300)}`])('is refused where it makes no sense: %j', (text) => {
    const read = () => parseTolerantJson(text);
    if (text === '[') expect(read().slips).toHaveLength(1);
    else expect(read).toThrow(SyntaxError);
  });
});
