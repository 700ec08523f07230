import { contactRecordOf, contactUnification, recordOfContact } from '../../accounts/contact-unification.ts';
import { contactMatchingOf, contactsOf } from '../../model/audience-model.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { RecordKey } from '../../unify/explain.ts';
import { appError } from '../catalogue.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { ContactView } from '../view/customer.ts';
import { joinsOf } from './joins.ts';
import { idsIn, listedPairs, readSources, ruledEntities, type SourceKey } from './source-records.ts';

const { entity: CONTACT, key: KEY, previousKeys } = MEMBER_KINDS.contacts;

/** One contact of the published data, put together from its tables. @throws FLX_CONTACT_UNKNOWN */
export async function readContact(
  reader: SnapshotReader,
  workspace: Workspace,
  contactId: string,
): Promise<ContactView> {
  const snapshot = await reader.snapshot();
  const profile = (await reader.rowsByKey(CONTACT, KEY, [contactId])).get(contactId);
  if (!snapshot || !profile) throw appError('FLX_CONTACT_UNKNOWN', { id: contactId });
  const contacts = contactsOf(workspace);
  const keys = await keysOf(reader, workspace, contactId);
  const accountId = profile['CustomerId'] == null ? undefined : String(profile['CustomerId']);
  const account = accountId && (await reader.rowsByKey(TABLES.customer, 'CustomerId', [accountId])).get(accountId);
  return {
    contactId,
    profile,
    ...(account && { account }),
    sources: await readSources(reader, keys, contacts),
    joins: await readJoins(reader, workspace, keys),
    previousIds: idsIn(profile[previousKeys]),
    asOf: snapshot.createdAt,
  };
}

/** What joined the records, which are of one entity where they are unified. */
async function readJoins(
  reader: SnapshotReader,
  workspace: Workspace,
  keys: readonly SourceKey[],
): Promise<ContactView['joins']> {
  const matching = contactMatchingOf(workspace);
  const toRecord = (key: RecordKey) => contactRecordOf(key, matching.contacts);
  const records = keys.map(toRecord);
  const listed = await listedPairs(reader, keys, matching.alwaysMatch);
  const joins = joinsOf({
    records,
    entities: await ruledEntities(reader, records, contactUnification(matching).entities),
    matchRules: [],
    mode: 'rules',
    listed: listed.map(([left, right]) => [toRecord(left), toRecord(right)]),
  });
  return joins.map((join) => ({ ...join, records: join.records.map(({ key }) => recordOfContact(key)) }));
}

async function keysOf(reader: SnapshotReader, { dataSources }: Workspace, contactId: string): Promise<SourceKey[]> {
  const order = join([id('EntityName'), id('AlternateValue')]);
  const rows = await reader.read(TABLES.contactKey, (session, table) =>
    session.rows(sql`select * from ${table} where ${id(KEY)} = ${contactId} order by ${order}`),
  );
  const sourceOf = (entity: string) =>
    dataSources.find(({ name, entities }) => entities.some((each) => entityNameOf(name, each.name) === entity))?.name;
  return rows.map((row) => {
    const entity = String(row['EntityName']);
    return { dataSource: sourceOf(entity) ?? '', entity, key: String(row['AlternateValue']) };
  });
}
