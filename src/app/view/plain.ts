import type Type from 'typebox';

/** The value a schema describes, read-only all the way down; an optional property may also be given as undefined. */
export type Plain<Schema extends Type.TSchema> = Loose<Type.Static<Schema>>;

type Loose<Value> = Value extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Loose<Value[Key]> | (object extends Pick<Value, Key> ? undefined : never) }
    : Value;
