import type { ContactEntity } from './audience.ts';
import { accountEntityOf, contactsOf, hierarchiesOf, unifiesContacts } from './audience-model.ts';
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

const { customer, alternateKey, contactKey, unifiedActivity, unifiedContact } = TABLES;

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

/** The column that names a unified contact. */
const CONTACT_KEY = column('UnifiedContactId');

/** Between a unified contact and what the contact did. */
const ACTIVITIES_OF_CONTACT: readonly Link[] = [
  { from: unifiedContact, to: unifiedActivity, isToOne: false },
  { from: unifiedActivity, to: unifiedContact, isToOne: true },
].map((ends) => {
  const hops = [{ from: CONTACT_KEY, table: ends.to, to: CONTACT_KEY }];
  return { ...ends, name: ends.to, isImplied: false, hops };
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

/** Between a unified contact and the rows it was made from. */
function recordOfContact(model: InsightModel, contact: ContactEntity): Link[] {
  const { entity } = contact;
  const toKey = contactKeyHop(model, contact);
  const toRecord: readonly Hop[] = [
    { from: CONTACT_KEY, table: contactKey, to: CONTACT_KEY, ...(toKey.only && { only: toKey.only }) },
    { from: ALTERNATE_VALUE, table: entity, to: toKey.from },
  ];
  const toContact = [toKey, { from: CONTACT_KEY, table: unifiedContact, to: CONTACT_KEY }];
  const isSingle = !unifiesContacts(model);
  return [
    { name: unifiedContact, from: entity, to: unifiedContact, isToOne: true, isImplied: false, hops: toContact },
    { name: entity, from: unifiedContact, to: entity, isToOne: isSingle, isImplied: false, hops: toRecord },
  ];
}

/** From the row of a contact to the id of the unified contact. */
export function contactKeyHop(model: InsightModel, { entity, primaryKey }: ContactEntity): Hop {
  const only = { column: 'EntityName', value: entity };
  return { from: textKeyOf(model, entity, primaryKey), table: contactKey, to: ALTERNATE_VALUE, only };
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
