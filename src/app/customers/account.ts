import { contactsOf, hierarchiesOf } from '../../model/audience-model.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { ancestorTableOf, TABLES } from '../../model/tables.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { CustomerView } from '../view/customer.ts';
import { type CustomerPart, publishedEntity } from './part.ts';

const MOST_CONTACTS = 100;
const MOST_CHILDREN = 100;

type Account = NonNullable<CustomerView['account']>;
type Family = Account['hierarchies'][number];
type Memberships = Account['contacts']['segments'];

/** Contacts of an account and its place in every hierarchy; undefined where customers are individuals. */
export async function readAccount(part: CustomerPart): Promise<Account | undefined> {
  if (part.workspace.audience?.customers !== 'businessAccounts') return undefined;
  const hierarchies: Family[] = [];
  for (const { name } of hierarchiesOf(part.workspace))
    if (publishedEntity(part, name)) hierarchies.push(await readFamily(part, name));
  return { contacts: await readContacts(part), hierarchies };
}

async function readContacts(part: CustomerPart): Promise<Account['contacts']> {
  if (contactsOf(part.workspace).length === 0 || !publishedEntity(part, TABLES.unifiedContact))
    return { items: [], total: 0, segments: [] };
  const contacts = await part.reader.read(TABLES.unifiedContact, async (session, table) => {
    const own = sql`from ${table} where ${id('CustomerId')} = ${part.customerId}`;
    const order = sql`order by ${id('FullName')} nulls last, ${id('UnifiedContactId')}`;
    return {
      items: await session.rows(sql`select * ${own} ${order} limit ${MOST_CONTACTS}`),
      total: Number(await session.value(sql`select count(*) ${own}`)),
    };
  });
  const ids = contacts.items.map((row) => String(row['UnifiedContactId']));
  return { ...contacts, segments: await readSegments(part, ids) };
}

async function readSegments(part: CustomerPart, contactIds: readonly string[]): Promise<Memberships> {
  const { membership, key } = MEMBER_KINDS.contacts;
  if (contactIds.length === 0 || !publishedEntity(part, membership)) return [];
  const listed = join(contactIds.map((contactId) => sql`${contactId}`));
  const rows = await part.reader.read(membership, (session, table) =>
    session.rows(sql`select * from ${table} where ${id(key)} in (${listed})`),
  );
  return part.workspace.segments.flatMap(({ name, displayName = name }) =>
    rows
      .filter((row) => row['SegmentName'] === name)
      .map((row) => ({ contactId: String(row[key]), name, displayName })),
  );
}

async function readFamily(part: CustomerPart, hierarchy: string): Promise<Family> {
  const { reader, customerId } = part;
  const above = await reader.read(ancestorTableOf(hierarchy), (session, table) =>
    session.rows(
      sql`select ${id('AncestorId')} as account from ${table} where ${id('CustomerId')} = ${customerId} and ${id('Distance')} > 0 order by ${id('Distance')} desc`,
    ),
  );
  const below = Number(
    await reader.read(ancestorTableOf(hierarchy), (session, table) =>
      session.value(
        sql`select count(*) from ${table} where ${id('AncestorId')} = ${customerId} and ${id('Distance')} > 0`,
      ),
    ),
  );
  const children = await reader.read(hierarchy, (session, table) =>
    session.rows(
      sql`select ${id('CustomerId')} as account from ${table} where ${id('ParentCustomerId')} = ${customerId} order by 1 limit ${MOST_CHILDREN}`,
    ),
  );
  const [parents, next] = [above, children].map((rows) => rows.map((row) => String(row['account'])));
  const profiles = await reader.rowsByKey(TABLES.customer, 'CustomerId', [...(parents ?? []), ...(next ?? [])]);
  const relatives = (ids: readonly string[] = []) =>
    ids.map((relative) => ({ customerId: relative, profile: profiles.get(relative) ?? { CustomerId: relative } }));
  return { hierarchy, level: above.length, parents: relatives(parents), children: relatives(next), below };
}
