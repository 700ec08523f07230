import Type from 'typebox';
import { EntityRow } from './entity.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** One unified customer: the profile, the records it is made of, why they were joined, and what is known of it. */
export const CustomerView = Type.Object({
  customerId: Type.String(),
  profile: EntityRow,
  sources: Type.Array(
    Type.Object({
      dataSource: Type.String(),
      entity: Type.String(),
      key: Type.String(),
      row: Type.Optional(EntityRow),
    }),
    { description: 'Every source record of the customer.' },
  ),
  matches: Type.Array(
    Type.Object({
      rules: Type.Array(Type.String()),
      score: Type.Optional(Type.Number({ description: 'Lowest score of the links, 0 to 1.' })),
      keys: Type.Record(Type.String(), Type.String(), { description: 'Column of the entity’s key to its value.' }),
    }),
    { description: 'Rules that joined records of different entities.' },
  ),
  duplicates: Type.Array(Type.Object({ entity: Type.String(), rule: Type.String(), keys: Type.Array(Type.String()) }), {
    description: 'Records of one entity that were folded into one.',
  }),
  measures: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String(), value: Type.Unknown() })),
  segments: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String() })),
  timeline: Type.Array(
    Type.Object({
      activityId: Type.String(),
      activity: Type.String({ description: 'Name of the activity.' }),
      type: Type.String(),
      at: Type.String({ description: 'When it happened.' }),
      title: Type.String(),
      detail: Type.Optional(Type.String()),
      url: Type.Optional(Type.String()),
      data: Type.Optional(Type.String({ description: 'Further attributes as JSON.' })),
    }),
    { description: 'What the customer did, newest first; at most 100, of activities that show in the timeline.' },
  ),
  previousIds: Type.Array(Type.String(), { description: 'Ids under which the customer was known before.' }),
  asOf: Moment,
});
export type CustomerView = Plain<typeof CustomerView>;
