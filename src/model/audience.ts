import Type from 'typebox';
import { AttributeName, EntityName, Name, oneOf, strict } from './name.ts';
import { DeduplicationRule, PairList } from './unification.ts';
import { AUDIENCES, type ContactField } from './vocabulary.ts';

const field = Type.Optional(AttributeName);
const fields: Record<ContactField, typeof field> = {
  FullName: field,
  FirstName: field,
  LastName: field,
  JobTitle: field,
  PrimaryEmail: field,
  PrimaryPhone: field,
  BirthDate: field,
  Gender: field,
  StreetAddress: field,
  City: field,
  PostalCode: field,
  StateOrProvince: field,
  CountryOrRegion: field,
};

const AccountEntity = Type.Optional(
  Type.String({
    description:
      'Unified entity whose primary key names the accounts. May be left out where only one comes into question.',
  }),
);

const ContactEntity = Type.Object(
  {
    entity: EntityName,
    primaryKey: AttributeName,
    accountKey: Type.Optional(
      Type.String({ description: 'Attribute that names the account; without one the contacts have no account.' }),
    ),
    accountEntity: AccountEntity,
    fields: Type.Optional(
      Type.Object(fields, {
        ...strict,
        description: 'What is known of a contact, by attribute; the rest is found by the semantic types of attributes.',
      }),
    ),
  },
  { ...strict, description: 'A source entity whose rows are people at business accounts.' },
);
export type ContactEntity = Type.Static<typeof ContactEntity>;

const AccountHierarchy = Type.Object(
  {
    name: Name,
    entity: EntityName,
    account: AttributeName,
    parent: AttributeName,
    accountEntity: AccountEntity,
  },
  {
    ...strict,
    description:
      'Which account belongs to which: rows with the key of an account and of its parent. The name is that of the entity it makes.',
  },
);
export type AccountHierarchy = Type.Static<typeof AccountHierarchy>;

/** Who the customers of a workspace are: people, or business accounts with their contacts and hierarchies. */
export const Audience = Type.Object(
  {
    customers: Type.Optional(oneOf(AUDIENCES, 'Who the unified customers are. Default individuals.')),
    contacts: Type.Optional(Type.Array(ContactEntity, { maxItems: 20 })),
    contactRules: Type.Optional(
      Type.Array(DeduplicationRule, {
        maxItems: 50,
        description:
          'Contacts of one account, of whatever sources, that agree on every condition are one contact. Attributes are fields of contacts. Without rules and always match list every contact stands by itself.',
      }),
    ),
    contactAlwaysMatch: Type.Optional(PairList),
    contactNeverMatch: Type.Optional(PairList),
    hierarchies: Type.Optional(Type.Array(AccountHierarchy, { maxItems: 10 })),
  },
  { ...strict, $id: 'audience', description: 'Who the customers are: individuals, or business accounts.' },
);
export type Audience = Type.Static<typeof Audience>;
