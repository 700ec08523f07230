import Type from 'typebox';
import { AttributeName, oneOf, strict } from './name.ts';
import { ATTRIBUTE_TYPES, type AttributeType } from './vocabulary.ts';

/** One column of an entity as declared by the user; what is left out is found from the data. */
export const AttributeDeclaration = Type.Object(
  {
    name: AttributeName,
    type: Type.Optional(oneOf(ATTRIBUTE_TYPES, 'Type of the values; found from the data when left out.')),
    semanticType: Type.Optional(
      Type.String({ minLength: 1, maxLength: 80, description: 'Known semantic type or one of your own.' }),
    ),
    format: Type.Optional(
      Type.String({ maxLength: 60, description: "How dates are written, e.g. 'M/d/yyyy'; recognised when left out." }),
    ),
    column: Type.Optional(Type.String({ description: 'Name of the column in the source when it differs.' })),
  },
  { ...strict, description: 'One column of an entity.' },
);
export type AttributeDeclaration = Type.Static<typeof AttributeDeclaration>;

/** A column as it is in a table. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly semanticType?: string;
}
