import Type from 'typebox';
import { EntityRow } from './entity.ts';
import { RuleConditions } from './matching.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** One thing that a customer did. */
export const TimelineEntry = Type.Object({
  activityId: Type.String(),
  activity: Type.String({ description: 'Name of the activity.' }),
  type: Type.String(),
  at: Type.String({ description: 'When it happened.' }),
  title: Type.String(),
  detail: Type.Optional(Type.String()),
  detailNumber: Type.Optional(
    Type.Number({ description: 'The detail, where it is a number with a unit or a fraction.' }),
  ),
  detailUnit: Type.Optional(Type.String({ description: 'Unit of the detail, currencies by their code.' })),
  url: Type.Optional(Type.String()),
  data: Type.Optional(Type.String({ description: 'Further attributes as JSON.' })),
  units: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Units of further attributes.' })),
  contact: Type.Optional(
    Type.Object({ contactId: Type.String(), name: Type.String() }, { description: 'Who of the account did it.' }),
  ),
});
export type TimelineEntry = Plain<typeof TimelineEntry>;

/** What of a timeline is wanted. */
export const TimelineFilter = Type.Object({
  activity: Type.Optional(Type.String({ maxLength: 64, description: 'Name of an activity.' })),
  type: Type.Optional(Type.String({ maxLength: 64, description: 'Type of activity.' })),
  contact: Type.Optional(
    Type.String({ maxLength: 400, description: 'UnifiedContactId; none for what no contact did.' }),
  ),
  from: Type.Optional(Type.String({ format: 'date', description: 'First day.' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Day after the last.' })),
});
export type TimelineFilter = Plain<typeof TimelineFilter>;

const Relatives = Type.Array(Type.Object({ customerId: Type.String(), profile: EntityRow }));
const AccountPart = Type.Object(
  {
    contacts: Type.Object({
      items: Type.Array(EntityRow, { description: 'Rows of UnifiedContact, by name; at most 100.' }),
      total: Type.Integer(),
      segments: Type.Array(Type.Object({ contactId: Type.String(), name: Type.String(), displayName: Type.String() }), {
        description: 'Segments that these contacts are members of.',
      }),
    }),
    hierarchies: Type.Array(
      Type.Object({
        hierarchy: Type.String(),
        level: Type.Integer({ description: '0 at the top.' }),
        parents: Relatives,
        children: Relatives,
        below: Type.Integer({ description: 'Accounts below, at any depth.' }),
      }),
      { description: 'Place in each hierarchy: parents from the top, and at most 100 accounts right below.' },
    ),
  },
  { description: 'Contacts and hierarchies, where customers are business accounts.' },
);

/** The records that a customer or contact is made of, and what joined them. */
const madeOf = {
  sources: Type.Array(
    Type.Object({
      dataSource: Type.String(),
      entity: Type.String(),
      key: Type.String(),
      row: Type.Optional(EntityRow),
    }),
    { description: 'Every source record of it.' },
  ),
  joins: Type.Array(
    Type.Object({
      by: Type.Array(
        Type.Object({
          by: Type.Enum(['rule', 'probability', 'alwaysList', 'unknown'], {
            description: 'unknown where what joined them is not defined any more.',
          }),
          rule: Type.Optional(Type.String()),
          conditions: Type.Optional(RuleConditions),
        }),
      ),
      score: Type.Optional(Type.Number({ description: 'Lowest score of the links, 0 to 1.' })),
      records: Type.Array(Type.Object({ entity: Type.String(), key: Type.String() })),
    }),
    {
      description:
        'What joined the records, first within entities and then across; every record is in one, if several.',
    },
  ),
};

/** One unified customer: the profile, the records it is made of, why they were joined, and what is known of it. */
export const CustomerView = Type.Object({
  customerId: Type.String(),
  profile: EntityRow,
  ...madeOf,
  measures: Type.Array(
    Type.Object({
      name: Type.String(),
      displayName: Type.String(),
      value: Type.Unknown(),
      unit: Type.Optional(Type.String()),
    }),
  ),
  segments: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String() })),
  timeline: Type.Array(TimelineEntry, {
    description: 'What the customer did, newest first; at most 100, of activities that show in the timeline.',
  }),
  activities: Type.Array(
    Type.Object({
      activity: Type.String(),
      displayName: Type.String(),
      type: Type.String(),
      count: Type.Integer(),
      lastAt: Type.String(),
    }),
    { description: 'How often the customer did what, of activities that show in the timeline.' },
  ),
  activeContacts: Type.Array(Type.Object({ contactId: Type.String(), name: Type.String(), count: Type.Integer() }), {
    description: 'Contacts who did something, most active first; at most 100.',
  }),
  account: Type.Optional(AccountPart),
  previousIds: Type.Array(Type.String(), { description: 'Ids under which the customer was known before.' }),
  asOf: Moment,
});
export type CustomerView = Plain<typeof CustomerView>;

/** One contact: what is known of it, the records it is made of and the rules that found them. */
export const ContactView = Type.Object({
  contactId: Type.String(),
  profile: EntityRow,
  account: Type.Optional(EntityRow),
  ...madeOf,
  previousIds: Type.Array(Type.String(), { description: 'Ids under which the contact was known before.' }),
  asOf: Moment,
});
export type ContactView = Plain<typeof ContactView>;

const MovedRecord = { entity: Type.String(), key: Type.String() };

/** Records that came to a customer and left it in one refresh. */
export const MergeChange = Type.Object({
  refreshId: Type.String(),
  at: Moment,
  arrived: Type.Array(
    Type.Object({
      ...MovedRecord,
      fromCustomerId: Type.Optional(Type.String({ description: 'Whose it was before; absent for a new record.' })),
    }),
  ),
  left: Type.Array(
    Type.Object({
      ...MovedRecord,
      toCustomerId: Type.Optional(Type.String({ description: 'Whose it is since; absent when the record is gone.' })),
    }),
  ),
});
export type MergeChange = Plain<typeof MergeChange>;
