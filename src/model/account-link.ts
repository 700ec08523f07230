import type { ContactEntity } from './audience.ts';
import { accountEntityOf, contactsOf, hierarchiesOf } from './audience-model.ts';
import {
  ALTERNATE_VALUE,
  CUSTOMER_KEY,
  type Hop,
  type KeyColumn,
  type Link,
  linksByCustomerId,
  textKeyOf,
} from './hop.ts';
import { findEntity, type InsightModel } from './insight-model.ts';
import { TABLES } from './tables.ts';

const { customer, alternateKey, unifiedActivity, unifiedContact } = TABLES;

/** The steps that contacts and account hierarchies add. */
export function accountLinks(model: InsightModel): readonly Link[] {
  const contacts = contactsOf(model);
  return [
    ...(findEntity(model, unifiedContact) ? linksByCustomerId(unifiedContact, { isToOne: false }) : []),
    ...(contacts.length > 0 && findEntity(model, unifiedActivity) ? ACTIVITIES_OF_CONTACT : []),
    ...contacts.flatMap((contact) => [...accountOfContact(model, contact), ...recordOfContact(model, contact)]),
    ...hierarchiesOf(model).flatMap(({ name }) => [...linksByCustomerId(name, { isToOne: true }), ...family(name)]),
  ];
}

/** Between a unified contact and what the contact did. */
const ACTIVITIES_OF_CONTACT: readonly Link[] = [
  { from: unifiedContact, to: unifiedActivity, isToOne: false },
  { from: unifiedActivity, to: unifiedContact, isToOne: true },
].map((ends) => {
  const key = column('UnifiedContactId');
  return { ...ends, name: ends.to, isImplied: false, hops: [{ from: key, table: ends.to, to: key }] };
});

/** Between the rows of a contact entity and their accounts, along the account key. */
function accountOfContact(model: InsightModel, contact: ContactEntity): Link[] {
  const { entity, accountKey } = contact;
  const accounts = accountEntityOf(contact, model.unifiedEntities);
  if (accountKey === undefined || accounts === undefined) return [];
  const only = { column: 'EntityName', value: accounts };
  const key = textKeyOf(model, entity, accountKey);
  const up: readonly Hop[] = [
    { from: key, table: alternateKey, to: ALTERNATE_VALUE, only },
    { from: CUSTOMER_KEY, table: customer, to: CUSTOMER_KEY },
  ];
  const down: readonly Hop[] = [
    { from: CUSTOMER_KEY, table: alternateKey, to: CUSTOMER_KEY, only },
    { from: ALTERNATE_VALUE, table: entity, to: key },
  ];
  return [
    { name: customer, from: entity, to: customer, isToOne: true, isImplied: true, hops: up },
    { name: entity, from: customer, to: entity, isToOne: false, isImplied: true, hops: down },
  ];
}

/** Between a unified contact and the row it was made from. */
function recordOfContact(model: InsightModel, { entity, primaryKey }: ContactEntity): Link[] {
  const key = textKeyOf(model, entity, primaryKey);
  const contactId = column('ContactId');
  const only = { column: 'TableName', value: entity };
  const shared = { isToOne: true, isImplied: false };
  const toContact = [{ from: key, table: unifiedContact, to: contactId, only }];
  return [
    { ...shared, name: unifiedContact, from: entity, to: unifiedContact, hops: toContact },
    { ...shared, name: entity, from: unifiedContact, to: entity, hops: [{ from: contactId, table: entity, to: key }] },
  ];
}

/** From an account to those next to it in a hierarchy: `<hierarchy>.Parent`, `.Children` and `.Root`. */
function family(hierarchy: string): Link[] {
  const step = (role: string, isToOne: boolean, [into, out]: readonly [string, string]): Link => ({
    name: `${hierarchy}.${role}`,
    relationship: `${hierarchy}.${role}`,
    from: customer,
    to: customer,
    isToOne,
    isImplied: false,
    hops: [
      { from: CUSTOMER_KEY, table: hierarchy, to: column(into) },
      { from: column(out), table: customer, to: CUSTOMER_KEY },
    ],
  });
  return [
    step('Parent', true, ['CustomerId', 'ParentCustomerId']),
    step('Children', false, ['ParentCustomerId', 'CustomerId']),
    step('Root', true, ['CustomerId', 'RootCustomerId']),
  ];
}

function column(name: string): KeyColumn {
  return { name, isText: false };
}
