import { contactRecordOf, contactRecords } from '../../accounts/contact-unification.ts';
import { RECORD } from '../../accounts/tables.ts';
import { contactsOf } from '../../model/audience-model.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { appError } from '../catalogue.ts';
import { findEntity, type SnapshotReader } from '../entities/reader.ts';
import type { ContactView } from '../view/customer.ts';
import { duplicatesOf, idsIn, readSources, type SourceKey } from './source-records.ts';

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
  const isFound = findEntity(snapshot, TABLES.contactIdHistory) !== undefined;
  const records = keys.map((key) => contactRecordOf(key, contacts));
  const accountId = profile['CustomerId'] == null ? undefined : String(profile['CustomerId']);
  const account = accountId && (await reader.rowsByKey(TABLES.customer, 'CustomerId', [accountId])).get(accountId);
  return {
    contactId,
    profile,
    ...(account && { account }),
    sources: await readSources(reader, keys, contacts),
    duplicates: isFound
      ? await duplicatesOf(reader, records, [{ entity: contactRecords.name, primaryKey: RECORD.key }])
      : [],
    previousIds: idsIn(profile[previousKeys]),
    asOf: snapshot.createdAt,
  };
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
