import { contactKeyHop } from '../model/account-link.ts';
import type { Activity } from '../model/activity.ts';
import { contactsOf } from '../model/audience-model.ts';
import type { Link } from '../model/hop.ts';
import { findEntity, type InsightModel } from '../model/insight-model.ts';
import { hopsOf } from '../model/link.ts';
import { endOf } from '../model/path.ts';
import { TABLES } from '../model/tables.ts';
import type { Dialect } from '../sql/dialect.ts';
import { lookupOf } from '../sql/path/chain.ts';
import { keyOf } from '../sql/path/hop.ts';
import { id, type Sql, sql } from '../sql/sql.ts';

const CONTACT_ID = 'UnifiedContactId';

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
  const contacts = new Map(contactsOf(model).map((contact) => [contact.entity, contact]));
  const isContact = (name: string) => name === TABLES.unifiedContact || contacts.has(name);
  const steps = isContact(entity) ? 0 : way.findIndex(({ to }) => isContact(to)) + 1;
  const toContact = way.slice(0, steps);
  const end = endOf(toContact, entity);
  if (end === TABLES.unifiedContact && steps === 0) return { value: id('r0', CONTACT_ID), joined: sql`` };
  const contact = contacts.get(end);
  const [hop, ...further] = [...hopsOf(toContact), ...(contact ? [contactKeyHop(model, contact)] : [])];
  const isKnown = isContact(end) && findEntity(model, TABLES.contactKey) !== undefined;
  if (!hop || !isKnown || !toContact.every(({ isToOne }) => isToOne))
    return { value: sql`cast(null as ${dialect.typeName('string')})`, joined: sql`` };
  const found = lookupOf([hop, ...further], [CONTACT_ID], dialect);
  return {
    value: id('c', CONTACT_ID),
    joined: sql` left join ${found} as c on c.key = ${keyOf('r0', hop.from, dialect)}`,
  };
}
