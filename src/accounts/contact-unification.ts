import type { Place } from '../base/errors.ts';
import { type Entity, SYSTEM_COLUMNS, TABLES } from '../model/tables.ts';
import type { DeduplicationRule, Unification } from '../model/unification.ts';
import { CONTACT_FIELDS } from '../model/vocabulary.ts';
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

/** The unification that finds records of one person at one account. All records are one entity, so that rules dedupe it. */
export function contactUnification(rules: readonly DeduplicationRule[]): Unification {
  const isSameAccount = { attribute: RECORD.account };
  const deduplicate = { rules: rules.map((rule) => ({ ...rule, conditions: [...rule.conditions, isSameAccount] })) };
  const attributes = contactRecords.attributes.map(({ name }) => ({ attribute: name }));
  return { entities: [{ entity: contactRecords.name, primaryKey: RECORD.key, attributes, deduplicate }] };
}

/** Where in the audience something stands that was told of that unification. */
export function placeInAudience({ pointer = '' }: Place = {}): Place {
  const rule = pointer.split('/entities/0/deduplicate/rules')[1] ?? '';
  return { object: 'audience', pointer: `/contactRules${rule}` };
}
