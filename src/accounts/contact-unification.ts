import type { Place } from '../base/errors.ts';
import type { ContactEntity } from '../model/audience.ts';
import type { ContactMatching } from '../model/audience-model.ts';
import { type Entity, SYSTEM_COLUMNS, TABLES } from '../model/tables.ts';
import type { DeduplicationRule, PairList, Unification } from '../model/unification.ts';
import { CONTACT_FIELDS } from '../model/vocabulary.ts';
import type { Dialect } from '../sql/dialect.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { RECORD } from './tables.ts';

const text = (name: string) => ({ name, type: 'string' as const });

/** Records of contacts as their rules see them: what is known of them, their account, and their key. */
export const contactRecords: Entity = {
  name: TABLES.unifiedContact,
  attributes: [
    text(RECORD.key),
    text(RECORD.account),
    ...SYSTEM_COLUMNS[TABLES.unifiedContact].filter(({ name }) => name in CONTACT_FIELDS),
  ],
};

type BlockKey = NonNullable<DeduplicationRule['blocking']>[number];

/** The unification that finds records of one person at one account. All records are one entity, so that rules dedupe it. */
export function contactUnification({ contacts, rules, alwaysMatch, neverMatch }: ContactMatching): Unification {
  const isSameAccount: BlockKey & { readonly attribute: string } = { attribute: RECORD.account };
  const deduplicate = {
    rules: rules.map((rule) => ({ ...rule, blocking: [...(rule.blocking ?? []), isSameAccount] })),
  };
  const attributes = contactRecords.attributes.map(({ name }) => ({ attribute: name }));
  return {
    entities: [{ entity: contactRecords.name, primaryKey: RECORD.key, attributes, deduplicate }],
    ...(alwaysMatch && { alwaysMatch: ofRecords(alwaysMatch, contacts) }),
    ...(neverMatch && { neverMatch: ofRecords(neverMatch, contacts) }),
  };
}

/** A record of a contact entity as one of `contactRecords`. */
export function contactRecordOf(
  { entity, key }: { readonly entity: string; readonly key: string },
  contacts: readonly ContactEntity[],
): { readonly entity: string; readonly key: string } {
  const known = contacts.find((contact) => contact.entity.toLowerCase() === entity.toLowerCase());
  return { entity: contactRecords.name, key: `${known?.entity ?? entity}${BAR}${key}` };
}

/** Between entity and key of a record; no name of an entity holds it. */
const BAR = '|';

/** The record of a contact entity that one of `contactRecords` is. */
export function recordOfContact(key: string): { readonly entity: string; readonly key: string } {
  const at = key.indexOf(BAR);
  return { entity: key.slice(0, at), key: key.slice(at + BAR.length) };
}

function ofRecords({ pairs = [], ...rest }: PairList, contacts: readonly ContactEntity[]): PairList {
  const written = pairs.map(({ entity1, key1, entity2, key2 }) => {
    const one = contactRecordOf({ entity: entity1, key: key1 }, contacts);
    const two = contactRecordOf({ entity: entity2, key: key2 }, contacts);
    return { entity1: one.entity, key1: one.key, entity2: two.entity, key2: two.key };
  });
  return { ...rest, pairs: written };
}

/** Rows of an entity that lists pairs of records, as pairs of `contactRecords`. */
export function listedContactPairs(list: Sql, contacts: readonly ContactEntity[], dialect: Dialect): Sql {
  const written = (column: string) => sql`trim(cast(${id(column)} as ${dialect.typeName('string')}))`;
  const side = (entity: string, key: string) => {
    const named = contacts.map((contact) => sql`when lower(${contact.entity}) then ${contact.entity}`);
    const known = sql`case lower(${written(entity)}) ${join(named, ' ')} else ${written(entity)} end`;
    return sql`${contactRecords.name} as ${id(entity)}, ${known} || ${BAR} || ${written(key)} as ${id(key)}`;
  };
  return sql`select ${side('Entity1', 'Entity1Key')}, ${side('Entity2', 'Entity2Key')} from ${list}`;
}

/** Where in the audience something stands that was told of that unification. */
export function placeInAudience({ pointer = '' }: Place = {}): Place {
  const written = pointer
    .replace(/^\/entities\/0\/deduplicate\/rules/, '/contactRules')
    .replace(/^\/(always|never)Match/, (_, list: string) => `/contact${list === 'always' ? 'Always' : 'Never'}Match`);
  return { object: 'audience', pointer: written };
}
