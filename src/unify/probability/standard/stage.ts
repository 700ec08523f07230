import type { Dialect } from '../../../sql/dialect.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { FORMAL_NAMES } from '../../normalize/words/formal-names.ts';
import { emptyValues } from '../lists/empty-values.ts';
import type { ProbabilitySource, Role, RoleColumn } from '../role.ts';
import { STANDARD_TABLE } from '../tables.ts';
import { addressLayer, addressPartsLayer } from './address.ts';
import { birthLayer, dateDigits } from './birth-date.ts';
import type { StandardLayer } from './column.ts';
import { contactLayer, contactPartsLayer } from './contact.ts';
import { bareNamesLayer, keysLayer, partsLayer, plainNamesLayer } from './name.ts';
import { organizationLayer, organizationPartsLayer } from './organization.ts';
import { type Commonness, weigh } from './rarity.ts';
import { plainNameInText } from './text.ts';
import { addRarestWord, makeWords, worded } from './words.ts';

const LAYERS: readonly (readonly StandardLayer[])[] = [
  [plainNamesLayer, birthLayer, contactLayer, addressLayer, organizationLayer],
  [bareNamesLayer, contactPartsLayer, addressPartsLayer, organizationPartsLayer],
  [partsLayer],
  [keysLayer],
];

const NICKNAME_TABLE = 'probability_nickname';

/** Lists that standardising reads. */
export interface StandardLists {
  /** Nickname or spelling to its formal first name. */
  readonly nicknames: ReadonlyMap<string, string>;
  /** Values that stand for a missing one. */
  readonly bypass: readonly string[];
}

/** The lists that come with the product. */
export const DEFAULT_LISTS: StandardLists = { nicknames: FORMAL_NAMES, bypass: emptyValues() };

/**
 * Makes the standard table of all sources and gives the names of its columns. Values are weighed by how common they are
 * among these records, unless `commonness` knows of a table that tells it.
 */
export async function makeStandardTable(
  session: EngineSession,
  sources: readonly ProbabilitySource[],
  lists: StandardLists,
  commonness?: Commonness,
): Promise<readonly string[]> {
  const { dialect } = session;
  const roles = [...new Set(sources.flatMap((source) => source.columns.map((column) => column.role)))];
  let columns: string[] = roles.map(rawName);
  let relation = join(
    sources.map((source) => rawRows(source, roles, dialect)),
    ' union all ',
  );
  for (const layers of LAYERS) {
    const known = [...columns];
    const made = layers.flatMap((layer) =>
      layer({ dialect, has: (name) => known.includes(name), bypass: lists.bypass }),
    );
    if (made.length === 0) continue;
    const values = made.map(({ name, value }) => sql`${value} as ${id(name)}`);
    const kept = columns.filter((name) => !name.startsWith('raw_')).map((name) => id(name));
    relation = sql`select ${join([id('rid'), id('source'), ...kept, ...values])} from (${relation})`;
    columns = [...columns.filter((name) => !name.startsWith('raw_')), ...made.map(({ name }) => name)];
  }
  return finish(session, { relation, columns, lists, commonness });
}

const rawName = (role: Role) => `raw_${role}`;

/** Rows of one source with a text column a role; several columns of one role are put together. */
function rawRows(
  { name, table, rows, rid, columns }: ProbabilitySource,
  roles: readonly Role[],
  dialect: Dialect,
): Sql {
  const text = dialect.typeName('string');
  const values = roles.map((role) => {
    const own = columns.filter((column) => column.role === role);
    return sql`${own.length === 0 ? sql`cast(null as ${text})` : combined(own, dialect)} as ${id(rawName(role))}`;
  });
  return sql`select ${id(rid)} as rid, ${name} as source, ${join(values)} from ${rows ?? id(table)}`;
}

/** Address lines are one text; of everything else the first value counts. */
function combined(columns: readonly RoleColumn[], dialect: Dialect): Sql {
  const text = dialect.typeName('string');
  const values = columns.map(({ column, dates }) =>
    dates ? dateDigits(id(column), dates, dialect) : sql`nullif(cast(${id(column)} as ${text}), '')`,
  );
  const [first] = values;
  if (first && values.length === 1) return first;
  return columns[0]?.role === 'street' ? sql`concat_ws(' ', ${join(values)})` : sql`coalesce(${join(values)})`;
}

interface StandardRequest {
  readonly relation: Sql;
  readonly columns: readonly string[];
  readonly lists: StandardLists;
  readonly commonness: Commonness | undefined;
}

/**
 * Writes the columns that last, with the formal first name, and weighs their values. The rows are sorted: the engine writes
 * a small table with one thread, but works out what it sorts with all.
 */
async function finish(
  session: EngineSession,
  { relation, columns, lists: { nicknames }, commonness }: StandardRequest,
): Promise<readonly string[]> {
  const lasting = columns.filter((name) => !name.startsWith('_'));
  const kept = join(['rid', 'source', ...lasting].map((name) => id(name)));
  const all = lasting.includes('first') ? [...lasting, 'first_formal'] : lasting;
  if (lasting.includes('first')) {
    await insertNicknames(session, nicknames);
    await session.run(sql`create or replace table ${id(STANDARD_TABLE)} as select ${kept}, coalesce(nickname.formal, ${id('_first_head')}) as first_formal
      from (${relation}) as part left join ${id(NICKNAME_TABLE)} as nickname on nickname.form = part.${id('_first_head')} order by rid`);
  } else
    await session.run(
      sql`create or replace table ${id(STANDARD_TABLE)} as select ${kept} from (${relation}) order by rid`,
    );
  const named = worded(all);
  const known = [...all, ...(named ? ['word'] : []), ...(named === 'organization' ? ['organization_word'] : [])];
  const frequencies = await commonness?.(known);
  if (frequencies !== 'unweighed') await weigh(session, all, frequencies);
  if (named) await makeWords(session, named);
  if (named === 'organization') await addRarestWord(session);
  return known;
}

async function insertNicknames(session: EngineSession, nicknames: ReadonlyMap<string, string>): Promise<void> {
  const plain = new Map(
    [...nicknames].map(([form, formal]) => [plainNameInText(form) ?? null, plainNameInText(formal) ?? null]),
  );
  const columns = ['form', 'formal'].map((name) => ({ name, type: 'string' as const }));
  await session.insert(NICKNAME_TABLE, columns, [[...plain].map(([form, formal]) => ({ form, formal }))]);
}
