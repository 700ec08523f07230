import Type from 'typebox';
import { AttributeName, described, EntityName, Name, strict } from './name.ts';
import { ACTIVITY_TYPES } from './vocabulary.ts';

/** Rows of an entity that are things customers did. All activities together are the entity `UnifiedActivity`. */
export const Activity = Type.Object(
  {
    name: Name,
    ...described,
    entity: EntityName,
    /** Relationships from the entity to a unified entity; found when there is exactly one shortest way. */
    path: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
    primaryKey: AttributeName,
    timestamp: Type.String({ description: 'Attribute that says when it happened; rows without one are left out.' }),
    type: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: `What kind of thing it is: ${ACTIVITY_TYPES.join(', ')} or a word of your own. Default Other.`,
      }),
    ),
    title: Type.Optional(
      Type.String({ description: 'Attribute shown as its title. Default: the name of the activity.' }),
    ),
    detail: Type.Optional(Type.String({ description: 'Attribute shown as further detail.' })),
    url: Type.Optional(Type.String({ description: 'Attribute with a web address.' })),
    attributes: Type.Optional(
      Type.Array(AttributeName, { maxItems: 50, description: 'Attributes kept as SemanticData, in JSON.' }),
    ),
    units: Type.Optional(
      Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 20 }), {
        description:
          'Units of the detail and the attributes, by attribute, shown after the value in the timeline; currencies by their code, e.g. EUR.',
      }),
    ),
    showInTimeline: Type.Optional(Type.Boolean({ description: 'Shown with the customer. Default true.' })),
    isActive: Type.Optional(Type.Boolean({ description: 'Default true.' })),
  },
  { ...strict, $id: 'activity', description: 'Rows of an entity that are things customers did.' },
);
export type Activity = Type.Static<typeof Activity>;
