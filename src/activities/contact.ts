import type { Activity } from '../model/activity.ts';
import { contactsOf } from '../model/audience-model.ts';
import type { Link } from '../model/hop.ts';
import type { InsightModel } from '../model/insight-model.ts';
import { hopsOf } from '../model/link.ts';
import { TABLES } from '../model/tables.ts';
import type { Dialect } from '../sql/dialect.ts';
import { lookupOf } from '../sql/path/chain.ts';
import { keyOf } from '../sql/path/hop.ts';
import { id, type Sql, sql } from '../sql/sql.ts';

/** The contact who did an activity, as SQL on its row r0: the value, and the join that brings it. */
interface ActivityContact {
  readonly value: Sql;
  readonly joined: Sql;
}

/** The first contact on an activity's way to the account; null where there is none, or there may be several. */
export function contactOf(
  { entity }: Activity,
  way: readonly Link[],
  { model, dialect }: { readonly model: InsightModel; readonly dialect: Dialect },
): ActivityContact {
  const text = dialect.typeName('string');
  const nobody = { value: sql`cast(null as ${text})`, joined: sql`` };
  const own = keyOfContact(model, entity);
  if (own) return { value: sql`${own.prefix} || cast(${id('r0', own.attribute)} as ${text})`, joined: sql`` };
  const steps = way.findIndex(({ to }) => keyOfContact(model, to)) + 1;
  const toContact = way.slice(0, steps);
  const contact = keyOfContact(model, toContact.at(-1)?.to ?? '');
  const [hop, ...further] = hopsOf(toContact);
  if (!contact || !hop || !toContact.every(({ isToOne }) => isToOne)) return nobody;
  const found = lookupOf([hop, ...further], [contact.attribute], dialect);
  return {
    value: sql`${contact.prefix} || cast(${id('c', contact.attribute)} as ${text})`,
    joined: sql` left join ${found} as c on c.key = ${keyOf('r0', hop.from, dialect)}`,
  };
}

/** The attribute that names a contact in an entity of contacts, and what goes before it in `UnifiedContactId`. */
function keyOfContact(model: InsightModel, entity: string): { attribute: string; prefix: string } | undefined {
  if (entity === TABLES.unifiedContact) return { attribute: 'UnifiedContactId', prefix: '' };
  const contact = contactsOf(model).find((candidate) => candidate.entity === entity);
  return contact && { attribute: contact.primaryKey, prefix: `${entity}|` };
}
