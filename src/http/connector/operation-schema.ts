import Type from 'typebox';
import type { ConnectorOperation } from '../../app/connector/connector.ts';
import type { JsonObject } from '../../base/json.ts';

/** Most characters of a parameter in path or query. */
const MOST_CHARACTERS = 8192;
/** Most characters of the address of a receiver, in its body. */
const MOST_ADDRESS_CHARACTERS = 16 * 1024;

/** Schemas of path, query and body of an operation, made from its declared parameters. */
export function operationSchema({ parameters, trigger }: ConnectorOperation) {
  const body = parameters.find((parameter) => parameter['in'] === 'body');
  return {
    params: objectOf(parameters.filter((parameter) => parameter['in'] === 'path')),
    querystring: Type.Object({
      ...objectOf(parameters.filter((parameter) => parameter['in'] === 'query')).properties,
      ...(trigger === 'batch' && { state: Type.Optional(Type.String({ maxLength: 20 })) }),
    }),
    ...(body && { body: trigger === 'single' ? NotificationBody : ItemBody }),
  };
}

const NotificationBody = Type.Object({
  notificationUrl: Type.String({
    minLength: 1,
    maxLength: MOST_ADDRESS_CHARACTERS,
    description: 'Address to call when it happens.',
  }),
});
const ItemBody = Type.Record(Type.String(), Type.Unknown(), { description: 'Attributes by name.' });

function objectOf(parameters: readonly JsonObject[]) {
  return Type.Object(
    Object.fromEntries(
      parameters.map((parameter) => {
        const schema = schemaOf(parameter);
        return [String(parameter['name']), parameter['required'] === true ? schema : Type.Optional(schema)];
      }),
    ),
  );
}

function schemaOf({ name, type, description, enum: values }: JsonObject): Type.TSchema {
  const about = { description: String(description) };
  if (Array.isArray(values)) return Type.Enum(values.map(String), about);
  // The validator converts no text under names that begin with $, so those stay text.
  if (type === 'integer' && String(name).startsWith('$')) return Type.String({ pattern: '^\\d{1,9}$', ...about });
  if (type === 'integer') return Type.Integer({ minimum: 0, ...about });
  if (type === 'number') return Type.Number(about);
  if (type === 'boolean') return Type.Boolean(about);
  return Type.String({ maxLength: MOST_CHARACTERS, ...about });
}
