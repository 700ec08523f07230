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

export interface ContactStagesRequest {
  readonly model: InsightModel;
  readonly dialect: Dialect;
}

type ColumnName = (typeof SYSTEM_COLUMNS)[typeof TABLES.unifiedContact][number]['name'];
const COLUMNS = SYSTEM_COLUMNS[TABLES.unifiedContact];

/**
 * The stage that puts the contacts of all accounts into one table, a row a contact. A contact without a known account
 * has no `CustomerId`; of rows with the same key one is kept, always the same; rows without a key are left out.
 */
export function createContactStages(request: ContactStagesRequest): Stage[] {
  const queries = contactsOf(request.model).map((contact) => rowsOf(contact, request));
  return [
    createTableStage({
      name: 'contact',
      summary: 'People at the accounts, from all contact entities.',
      table: TABLES.unifiedContact,
      query: join(queries, ' union all '),
    }),
  ];
}

function rowsOf(contact: ContactEntity, { model, dialect }: ContactStagesRequest): Sql {
  const { entity, primaryKey, accountKey } = contact;
  const text = (attribute: string | undefined) =>
    attribute === undefined ? sql`cast(null as ${dialect.typeName('string')})` : keyText(id('r0', attribute), dialect);
  const key = text(primaryKey);
  const field = (name: ContactField) => text(attributeOf(contact, name, model));
  const birthDate = attributeOf(contact, 'BirthDate', model);
  const whole = sql`nullif(trim(coalesce(${field('FirstName')}, '') || ' ' || coalesce(${field('LastName')}, '')), '')`;
  const values: Readonly<Record<ColumnName, Sql>> = {
    ...(Object.fromEntries(
      (Object.keys(CONTACT_FIELDS) as ContactField[]).map((name) => [name, field(name)]),
    ) as Record<ContactField, Sql>),
    FullName: sql`coalesce(${field('FullName')}, ${whole})`,
    BirthDate:
      birthDate === undefined
        ? sql`cast(null as ${dialect.typeName('date')})`
        : dialect.tryCast(id('r0', birthDate), 'date'),
    UnifiedContactId: sql`${`${entity}|`} || ${key}`,
    ContactId: key,
    CustomerId: id('k', 'CustomerId'),
    TableName: sql`${entity}`,
    FK_ContactToAccountID: text(accountKey),
  };
  const picked = COLUMNS.map(({ name }) => sql`${values[name]} as ${id(name)}`);
  const order = join(COLUMNS.map(({ name }) => values[name]));
  const accounts = accountEntityOf(contact, model.unifiedEntities);
  const from = sql`${id(entity)} as r0${joinAccount(text(accountKey), 'k', { dialect, accounts })}`;
  const numbered = sql`select ${join(picked)}, row_number() over (partition by ${key} order by ${order}) as n from ${from} where ${key} is not null`;
  return sql`select ${join(COLUMNS.map(({ name }) => id(name)))} from (${numbered}) as c where c.n = 1`;
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
    sql`select count(*) as n, min(${key}) as example from ${id(TABLES.unifiedContact)} where ${id('TableName')} = ${entity} and ${id('CustomerId')} is null and ${key} is not null`,
  );
  return { count: Number(row['n']), example: String(row['example']) };
}
