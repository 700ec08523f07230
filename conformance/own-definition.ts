import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import { createProperties } from '../src/connector/definition/properties.ts';
import { SIGN_IN_KINDS } from '../src/connector/definition/sign-in.ts';
import { createDefinition } from '../src/connector/definition/swagger.ts';
import { parseTolerantJson } from '../src/flows/connectors/definition/tolerant-json.ts';
import type { ConformanceTable } from './table.ts';

/** Checks what we serve to Power Platform against its two published schemas, for each way to sign in. */
export function runOwnDefinitionConformance(
  folder: string,
  onFault: (fault: string) => void = console.error,
): ConformanceTable {
  const check = (file: string, category: string, make: (signIn: (typeof SIGN_IN_KINDS)[number]) => unknown) => {
    const validate = compile(join(folder, file));
    const passed = SIGN_IN_KINDS.filter((signIn) => {
      const faults = validate(JSON.parse(JSON.stringify(make(signIn))));
      for (const fault of faults) onFault(`${category} with ${signIn}: ${fault}`);
      return faults.length === 0;
    });
    return { category, passed: passed.length, total: SIGN_IN_KINDS.length, floor: 1 };
  };
  return {
    subject: 'own connector',
    rows: [
      check('apiDefinition.swagger.schema.json', 'apiDefinition', (signIn) => createDefinition({ signIn })),
      check('paconn-apiProperties.schema.json', 'apiProperties', (signIn) => createProperties({ signIn })),
    ],
  };
}

/** The parts of JSON Schema draft 04 that the schemas refer to. */
const DRAFT_04 = {
  $id: 'http://json-schema.org/draft-04/schema',
  definitions: {
    positiveInteger: { type: 'integer', minimum: 0 },
    positiveIntegerDefault0: { type: 'integer', minimum: 0 },
    stringArray: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
  },
  properties: {
    default: {},
    description: { type: 'string' },
    enum: { type: 'array', minItems: 1, uniqueItems: true },
    exclusiveMaximum: { type: 'boolean' },
    exclusiveMinimum: { type: 'boolean' },
    maximum: { type: 'number' },
    minimum: { type: 'number' },
    multipleOf: { type: 'number', exclusiveMinimum: 0 },
    pattern: { type: 'string' },
    title: { type: 'string' },
    type: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }] },
    uniqueItems: { type: 'boolean' },
  },
};

function compile(path: string): (value: unknown) => readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(DRAFT_04);
  const validate = ajv.compile(modernise(parseTolerantJson(readFileSync(path, 'utf8')).value) as AnySchema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).slice(0, 10).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
}

/** Draft 04 as the validator reads it: no `id`, no `$schema`; the schemas use nothing else that changed since. */
function modernise(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(modernise);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => !(['id', '$schema'].includes(key) && typeof value === 'string'),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, modernise(value)]));
}
