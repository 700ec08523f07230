import Type from 'typebox';
import { AttributeName, described, EntityName, Name, oneOf, strict } from './name.ts';

/** A foreign key: rows of `fromEntity` point at rows of `toEntity`. Values are compared as they are written, case included. */
export const Relationship = Type.Object(
  {
    name: Name,
    ...described,
    fromEntity: EntityName,
    fromAttribute: AttributeName,
    toEntity: EntityName,
    toAttribute: AttributeName,
    cardinality: Type.Optional(oneOf(['manyToOne', 'oneToOne'], 'Default manyToOne.')),
  },
  { ...strict, $id: 'relationship', description: 'A foreign key between two entities.' },
);
export type Relationship = Type.Static<typeof Relationship>;

/** Most hops a path may have. */
export const MAX_PATH_HOPS = 20;
