import { isPlainObject } from '../../base/json.ts';
import { DEFINITION_KINDS, type DefinitionKind } from '../../model/definition.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** File name of the published schema of a kind. */
export function schemaFileOf(kind: DefinitionKind): string {
  return `${kind}.schema.json`;
}

/** The JSON Schema (2020-12) of a kind's files: a definition, or a list of them where there can be several. */
export function publishedSchema(kind: DefinitionKind): Readonly<Record<string, unknown>> {
  const { schema, isSingle } = DEFINITION_KINDS[kind];
  const shared: Record<string, unknown> = {};
  const hoisted = hoist(JSON.parse(JSON.stringify(schema)), shared) as Record<string, unknown>;
  const { $id: _id, ...definition } = hoisted;
  const properties = { $schema: { type: 'string' }, ...(definition['properties'] as object) };
  const own = { ...definition, properties, ...requiredOf(kind, definition) };
  const title = `Fluxu ${kind}`;
  if (isSingle) return { $schema: DRAFT, title, ...own, ...withDefinitions(shared) };
  const item = { $ref: '#/$defs/definition' };
  const shape = { anyOf: [item, { type: 'array', items: item }] };
  return { $schema: DRAFT, title, ...shape, ...withDefinitions({ definition: own, ...shared }) };
}

function withDefinitions(definitions: Readonly<Record<string, unknown>>) {
  return Object.keys(definitions).length > 0 ? { $defs: definitions } : {};
}

/** In files the name may be left to the file; what is kept in parts is required only of the whole. */
function requiredOf(kind: DefinitionKind, { required }: Readonly<Record<string, unknown>>) {
  const names = Array.isArray(required) ? required.filter((name) => name !== 'name') : [];
  return { required: DEFINITION_KINDS[kind].isSingle ? [] : names };
}

/** Schemas that refer to themselves are told once, at the top; tuples are written as this draft has them. */
function hoist(schema: unknown, shared: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => hoist(item, shared));
  if (!isPlainObject(schema)) return schema;
  const { $defs, ...rest } = schema;
  if (isPlainObject($defs)) {
    for (const [name, definition] of Object.entries($defs)) {
      if (name in shared) continue;
      shared[name] = true;
      const { $id: _id, ...own } = hoist(definition, shared) as Record<string, unknown>;
      shared[name] = own;
    }
  }
  if (Array.isArray(rest['items'])) {
    const { items, additionalItems: _more, ...others } = rest;
    return hoist({ ...others, prefixItems: items, items: false }, shared);
  }
  const entries = Object.entries(rest).map(([key, value]) => [
    key,
    key === '$ref' ? `#/$defs/${value}` : hoist(value, shared),
  ]);
  return Object.fromEntries(entries) as unknown;
}
