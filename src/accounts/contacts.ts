import type { ErrorRecord } from '../base/errors.ts';
import type { ContactEntity } from '../model/audience.ts';
import { accountEntityOf, contactsOf } from '../model/audience-model.ts';
import { findEntity, type InsightModel } from '../model/insight-model.ts';
import { SYSTEM_COLUMNS, TABLES } from '../model/tables.ts';
import { CONTACT_FIELDS, type ContactField } from '../model/vocabulary.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { joinAccount, keyText } from './account-key.ts';
import { accountError } from './catalogue.ts';
import { CONTACT_OWNER_TABLE, CONTACT_RECORD_TABLE, RECORD } from './tables.ts';

export interface ContactStagesRequest {
  readonly model: InsightModel;
  readonly dialect: Dialect;
  /** Finds records that are one contact. */
  readonly unify?: Stage | undefined;
}

type ColumnName = (typeof SYSTEM_COLUMNS)[typeof TABLES.unifiedContact][number]['name'];
const COLUMNS = SYSTEM_COLUMNS[TABLES.unifiedContact];

/**
 * The stages that put the contacts of all accounts into one table, a row a contact, and tell whose each record is. Of rows
 * with the same key one record is kept, always the same; rows without a key are left out. Where rules find contacts,
 * `unify` is the stage that fills `CONTACT_OWNER_TABLE`; otherwise every record is a contact, named by its entity and key.
 */
export function createContactStages(request: ContactStagesRequest): Stage[] {
  const { dialect, unify } = request;
  const [record, owner] = [id(CONTACT_RECORD_TABLE), id(CONTACT_OWNER_TABLE)];
  const nobody = sql`cast(null as ${dialect.typeName('string')}) as ${id('PreviousContactId')}`;
  const keys = sql`select r.${id('TableName')} as ${id('EntityName')}, r.${id('ContactId')} as ${id('AlternateValue')}, o.${CONTACT_ID} from ${record} as r join ${owner} as o using (${id(RECORD.key)})`;
  return [
    contactRecordStage(request),
    unify ??
      createTableStage({
        name: 'contact:owner',
        summary: 'Every record is a contact of its own.',
        table: CONTACT_OWNER_TABLE,
        query: sql`select ${id(RECORD.key)}, ${id(RECORD.key)} as ${CONTACT_ID}, ${nobody} from ${record}`,
      }),
    createTableStage({
      name: 'contact:key',
      summary: 'Every record with its contact.',
      table: TABLES.contactKey,
      query: keys,
    }),
    createTableStage({
      name: 'contact',
      summary: 'People at the accounts, each with the first value there is in the order of the contact entities.',
      table: TABLES.unifiedContact,
      query: mergeQuery(dialect),
    }),
  ];
}

/** The stage that gathers the rows of all contact entities. */
export function contactRecordStage(request: ContactStagesRequest): Stage {
  const records = contactsOf(request.model).map((contact, position) => rowsOf(contact, position, request));
  return createTableStage({
    name: 'contact:record',
    summary: 'Rows of all contact entities, with what is known of each and its account.',
    table: CONTACT_RECORD_TABLE,
    query: join(records, ' union all '),
  });
}

const CONTACT_ID = id('UnifiedContactId');

/** A row a contact: of its records, in the order of their entities and keys, the first that has a value gives it. */
function mergeQuery(dialect: Dialect): Sql {
  const columns = COLUMNS.map(({ name }) => {
    if (name === 'UnifiedContactId') return sql`o.${CONTACT_ID}`;
    if (name === 'RecordCount') return sql`count(*) as ${id(name)}`;
    if (name === 'PreviousContactId') return sql`min(o.${id(name)}) as ${id(name)}`;
    return sql`${dialect.argMin(id('r', name), sql`r.n`)} filter (where ${id('r', name)} is not null) as ${id(name)}`;
  });
  const order = join([id(RECORD.position), id('ContactId')]);
  const numbered = sql`select *, row_number() over (order by ${order}) as n from ${id(CONTACT_RECORD_TABLE)}`;
  return sql`select ${join(columns)} from (${numbered}) as r join ${id(CONTACT_OWNER_TABLE)} as o using (${id(RECORD.key)}) group by o.${CONTACT_ID}`;
}

type RecordColumn = Exclude<ColumnName, 'UnifiedContactId' | 'PreviousContactId' | 'RecordCount'>;

function rowsOf(contact: ContactEntity, position: number, { model, dialect }: ContactStagesRequest): Sql {
  const { entity, primaryKey, accountKey } = contact;
  const text = (attribute: string | undefined) =>
    attribute === undefined ? sql`cast(null as ${dialect.typeName('string')})` : keyText(id('r0', attribute), dialect);
  const key = text(primaryKey);
  const field = (name: ContactField) => text(attributeOf(contact, name, model));
  const birthDate = attributeOf(contact, 'BirthDate', model);
  const whole = sql`nullif(trim(coalesce(${field('FirstName')}, '') || ' ' || coalesce(${field('LastName')}, '')), '')`;
  const values: Readonly<Record<RecordColumn, Sql>> = {
    ...(Object.fromEntries(
      (Object.keys(CONTACT_FIELDS) as ContactField[]).map((name) => [name, field(name)]),
    ) as Record<ContactField, Sql>),
    FullName: sql`coalesce(${field('FullName')}, ${whole})`,
    BirthDate:
      birthDate === undefined
        ? sql`cast(null as ${dialect.typeName('date')})`
        : dialect.tryCast(id('r0', birthDate), 'date'),
    ContactId: key,
    CustomerId: id('k', 'CustomerId'),
    TableName: sql`${entity}`,
    FK_ContactToAccountID: text(accountKey),
  };
  const own = {
    [RECORD.key]: sql`${`${entity}|`} || ${key}`,
    [RECORD.account]: sql`coalesce(${id('k', 'CustomerId')}, 'none')`,
    [RECORD.position]: sql`${position}`,
  };
  const all = Object.entries({ ...own, ...values });
  const picked = all.map(([name, value]) => sql`${value} as ${id(name)}`);
  const order = join(Object.values(values));
  const accounts = accountEntityOf(contact, model.unifiedEntities);
  const from = sql`${id(entity)} as r0${joinAccount(text(accountKey), 'k', { dialect, accounts })}`;
  const numbered = sql`select ${join(picked)}, row_number() over (partition by ${key} order by ${order}) as n from ${from} where ${key} is not null`;
  return sql`select ${join(all.map(([name]) => id(name)))} from (${numbered}) as c where c.n = 1`;
}

/** Attribute that holds a field: the one written, else the first of its semantic types that one is declared with. */
function attributeOf({ entity, fields = {} }: ContactEntity, field: ContactField, model: InsightModel) {
  const attributes = findEntity(model, entity)?.attributes ?? [];
  const declared = CONTACT_FIELDS[field].flatMap((type) =>
    attributes.filter(({ semanticType }) => semanticType === type).map(({ name }) => name),
  );
  return fields[field] ?? declared[0];
}

/** Rows that are no contacts, and contacts whose account is not known. */
export async function readContactWarnings(
  session: EngineSession,
  request: ContactStagesRequest,
): Promise<ErrorRecord[]> {
  const warnings: ErrorRecord[] = [];
  for (const [index, contact] of contactsOf(request.model).entries()) {
    const at = { place: { object: 'audience', pointer: `/contacts/${index}` } };
    const { rows, keyed, keys } = await countRows(session, contact);
    const named = { entity: contact.entity, attribute: contact.primaryKey };
    if (rows > keyed)
      warnings.push(accountError('FLX_CONTACT_KEY_MISSING', { ...named, rows: rows - keyed }, at).toJSON());
    if (keyed > keys)
      warnings.push(accountError('FLX_CONTACT_KEY_DUPLICATE', { ...named, keys: keyed - keys }, at).toJSON());
    const { count, example } = await countUnknown(session, contact.entity);
    const accounts = accountEntityOf(contact, request.model.unifiedEntities) ?? '';
    const fault = { entity: contact.entity, accounts, count, example };
    if (count > 0) warnings.push(accountError('FLX_CONTACT_ACCOUNT_UNKNOWN', fault, at).toJSON());
  }
  return warnings;
}

async function countRows(session: EngineSession, { entity, primaryKey }: ContactEntity) {
  const key = id(primaryKey);
  const [row = {}] = await session.rows(
    sql`select count(*) as a, count(${key}) as b, count(distinct ${key}) as c from ${id(entity)}`,
  );
  return { rows: Number(row['a']), keyed: Number(row['b']), keys: Number(row['c']) };
}

async function countUnknown(session: EngineSession, entity: string) {
  const key = id('FK_ContactToAccountID');
  const [row = {}] = await session.rows(
    sql`select count(*) as n, min(${key}) as example from ${id(CONTACT_RECORD_TABLE)} where ${id('TableName')} = ${entity} and ${id('CustomerId')} is null and ${key} is not null`,
  );
  return { count: Number(row['n']), example: String(row['example']) };
}
