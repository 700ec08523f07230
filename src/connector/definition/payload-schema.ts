import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { Envelope } from '../../triggers/envelope.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { schemaFrom } from './parameters.ts';

interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** Schema of what a trigger sends, in the words of OpenAPI 2.0: the envelope, then the trigger's own fields. */
export function payloadSchema({ payload, summary }: TriggerKind): JsonObject {
  const own = (payload as JsonSchema).properties ?? {};
  const envelope = Type.Object(Envelope) as unknown as JsonSchema;
  return { type: 'object', description: summary, properties: convertAll({ ...envelope.properties, ...own }) };
}

function convertAll(properties: Readonly<Record<string, JsonSchema>>): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, convert(name, schema)]));
}

function convert(name: string, schema: JsonSchema): JsonObject {
  const { type = 'string', title = titleOf(name), description = `${title}.`, format, properties, items } = schema;
  return {
    type,
    'x-ms-summary': title,
    description,
    ...(format !== undefined && { format }),
    ...(properties && Object.keys(properties).length > 0 && { properties: convertAll(properties) }),
    ...(items && { items: itemOf(items) }),
    ...(name === 'row' && schemaFrom('GetMeasureRowSchema', ['dataset', 'measure'])),
  };
}

function itemOf({ type = 'string', properties = {} }: JsonSchema): JsonObject {
  const converted = convertAll(properties);
  return { type, ...(Object.keys(converted).length > 0 && { properties: converted }) };
}

/** `segmentFriendlyName` → `Segment friendly name`. */
export function titleOf(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
