import type { Attribute } from '../../../model/attribute.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, sql } from '../../../sql/sql.ts';
import { type Role, type RoleColumn, roleOfSemanticType } from '../role.ts';
import { roleOfHeader } from './header.ts';
import { dateReadingOf, fitsRole, looksLikeOrganizations, roleOfValues } from './values.ts';

/** Values looked at to tell what a column is. */
const SAMPLE_ROWS = 2000;
/** Rows that are sorted for them, about: those with the smallest hashes. */
const SORTED_ROWS = 4 * SAMPLE_ROWS;

/** Roles that only one column of a source can have; a further column of that kind is left out. */
const SINGLE: ReadonlySet<Role> = new Set([
  'fullName',
  'firstName',
  'lastName',
  'birthDate',
  'birthPlace',
  'gender',
  'organization',
  'city',
  'region',
  'postalCode',
  'houseNumber',
  'email',
  'middleName',
  'occupation',
]);

/**
 * What the columns of a table are: by declared semantic type, else by header where the values do not contradict it, else
 * by values. Columns that hold the answer (`cluster`, `true id`) are never used.
 */
export async function inferRoles(
  session: EngineSession,
  {
    table,
    attributes,
    key,
  }: { readonly table: string; readonly attributes: readonly Attribute[]; readonly key: string },
): Promise<RoleColumn[]> {
  const others = attributes.filter((attribute) => attribute.name !== key);
  const samples = await readSamples(session, table, others);
  const found = others.flatMap((attribute) => roleColumn(attribute, samples.get(attribute.name) ?? []));
  const ordered = [...found].sort((a, b) => rank(a) - rank(b));
  const kept = ordered.filter(
    (own, index) => !SINGLE.has(own.role) || ordered.findIndex((other) => other.role === own.role) === index,
  );
  return found.filter((column) => kept.includes(column));
}

const rank = ({ from }: RoleColumn) => ['declared', 'header', 'values'].indexOf(from);

/** The first values of every column in the order of a hash, so that a sorted file gives no lopsided sample. */
async function readSamples(
  session: EngineSession,
  table: string,
  attributes: readonly Attribute[],
): Promise<Map<string, string[]>> {
  if (attributes.length === 0) return new Map();
  const { dialect } = session;
  const text = dialect.typeName('string');
  const columns = attributes.map(({ name }) => sql`trim(cast(${id(name)} as ${text})) as ${id(name)}`);
  const names = attributes.map(({ name }) => id(name));
  const first = (share: number) =>
    session.rows(
      sql`select ${join(columns)} from (select * from ${id(table)} where ${dialect.isSampled(names, share)}) as sampled order by ${dialect.hash(names)}, ${join(names)} limit ${SAMPLE_ROWS}`,
    );
  const share = Math.floor((await session.rowCount(table)) / SORTED_ROWS);
  const sampled = await first(share);
  const rows = share > 1 && sampled.length < SAMPLE_ROWS ? await first(1) : sampled;
  return new Map(
    attributes.map(({ name }) => [name, rows.map((row) => String(row[name] ?? '')).filter((value) => value !== '')]),
  );
}

function roleColumn(attribute: Attribute, values: readonly string[]): RoleColumn[] {
  const { name: column, type } = attribute;
  const declared = attribute.semanticType === undefined ? undefined : roleOfSemanticType(attribute.semanticType);
  if (declared) return [{ column, role: declared, from: 'declared', ...dated(declared, attribute, values) }];
  const named = roleOfHeader(column);
  if (named === 'answer' || named === 'ignored' || type === 'boolean' || values.length === 0) return [];
  const isDate = type === 'date' || type === 'dateTime';
  if (named && (fitsRole(named, values) || (isDate && named === 'birthDate'))) {
    const role = named === 'fullName' && looksLikeOrganizations(values) ? 'organization' : named;
    return [{ column, role, from: 'header', ...dated(role, attribute, values) }];
  }
  const told = named || isDate ? undefined : roleOfValues(values);
  return told ? [{ column, role: told, from: 'values', ...dated(told, attribute, values) }] : [];
}

function dated(role: Role, { type }: Attribute, values: readonly string[]): Pick<RoleColumn, 'dates'> {
  if (role !== 'birthDate') return {};
  const reading = dateReadingOf(values);
  return { dates: type === 'date' || type === 'dateTime' ? { ...reading, shape: 'typed' } : reading };
}
