import Type from 'typebox';

/** A moment: ISO 8601, UTC. */
export const Moment = Type.String({ description: 'ISO 8601, UTC.' });

/** An expected error as plain data: what happened, where, and the order that mends it. */
export const ErrorView = Type.Cyclic(
  {
    Error: Type.Object({
      code: Type.String({ description: 'Stable code, e.g. FLX_INVALID.' }),
      message: Type.String(),
      mend: Type.String({ description: 'One order that mends it.' }),
      place: Type.Optional(
        Type.Object({
          file: Type.Optional(Type.String()),
          pointer: Type.Optional(Type.String()),
          object: Type.Optional(Type.String()),
          line: Type.Optional(Type.Number()),
          column: Type.Optional(Type.Number()),
          excerpt: Type.Optional(Type.String()),
        }),
      ),
      problems: Type.Optional(Type.Array(Type.Ref('Error'))),
    }),
  },
  'Error',
);
