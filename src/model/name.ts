import Type from 'typebox';

/** Name of a definition: a letter, then letters, digits and underscores, 3 to 64 in all; unique ignoring case; never changes. */
export const Name = Type.String({
  pattern: '^[A-Za-z][A-Za-z0-9_]{2,63}$',
  description: 'Begins with a letter; letters, digits and underscores; 3 to 64 characters.',
});

/** Full name of an entity: `<DataSource>_<Entity>` for ingested ones, `Customer` and the like for system ones. */
export const EntityName = Type.String({
  pattern: '^[A-Za-z][A-Za-z0-9_]{1,129}$',
  description: 'Name of an entity, e.g. Ecommerce_Contact or Customer.',
});

/** Name of an attribute (a column), as in the data. */
export const AttributeName = Type.String({
  minLength: 1,
  maxLength: 128,
  description: 'Name of an attribute of the entity.',
});

export const DisplayName = Type.String({ minLength: 1, maxLength: 120, description: 'What people see.' });

/** Fields that every definition may carry. */
export const described = {
  displayName: Type.Optional(DisplayName),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })),
} as const;

/** An object that allows no property beyond those named. */
export const strict = { additionalProperties: false } as const;

/** One of a few text constants; `title` is what people see in forms. */
export function oneOf<const Values extends readonly string[]>(values: Values, description: string, title?: string) {
  return Type.Enum([...values] as Values[number][], { ...(title !== undefined && { title }), description });
}
