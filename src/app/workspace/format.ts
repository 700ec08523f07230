import { extname } from 'node:path';
import { stringify } from 'yaml';
import { isPlainObject } from '../../base/json.ts';
import { DEFINITION_KINDS, type DefinitionKind } from '../../model/definition.ts';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** A definition with the properties of its schema in the schema's order; what the schema leaves open keeps its own. */
export function inSchemaOrder(kind: DefinitionKind, definition: unknown): unknown {
  return order(definition, DEFINITION_KINDS[kind].schema as SchemaNode);
}

function order(value: unknown, schema: SchemaNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => order(item, schema?.items));
  if (!isPlainObject(value)) return value;
  const known = Object.keys(schema?.properties ?? {}).filter((name) => value[name] !== undefined);
  const rest = Object.keys(value).filter((name) => value[name] !== undefined && !known.includes(name));
  return Object.fromEntries([...known, ...rest].map((name) => [name, order(value[name], schema?.properties?.[name])]));
}

/** The text of a file with one definition, or a list; `schemaPath` is where its JSON Schema is, seen from the file. */
export function printDocument(file: string, value: unknown, schemaPath?: string): string {
  if (extname(file).toLowerCase() !== '.json') {
    const comment = schemaPath === undefined ? '' : `# yaml-language-server: $schema=${schemaPath}\n`;
    return `${comment}${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  }
  const isObject = isPlainObject(value);
  const told = schemaPath !== undefined && isObject ? { $schema: schemaPath, ...value } : value;
  return `${JSON.stringify(told, null, 2)}\n`;
}
