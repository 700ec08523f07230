import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { Entity } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';

/** Raised when unification gives other results from the same rows and rules, so that nothing older is taken over. */
const UNIFICATION_REVISION = 7;

interface Reading {
  readonly unification: Unification;
  readonly entities: readonly Entity[];
}

/** Entities that a unification reads, sorted. */
export function entitiesRead({ entities, alwaysMatch, neverMatch }: Unification): string[] {
  const lists = [alwaysMatch?.entity, neverMatch?.entity].filter((name) => name !== undefined);
  return [...new Set([...entities.map(({ entity }) => entity), ...lists])].sort();
}

/**
 * How unification reads rows, as a short text: rules, columns and meanings of attributes, and how the engine hashes, for
 * hashed keys are kept from one refresh to the next.
 */
export async function fingerprintDefinition(
  session: EngineSession,
  { unification, entities }: Reading,
): Promise<string> {
  const read = entitiesRead(unification);
  const meanings = entities.filter(({ name }) => read.includes(name));
  const hash = await session.value(sql`select cast(${session.dialect.hash([sql`'Fluxu'`])} as varchar)`);
  return hashOf(canonicalJson({ revision: UNIFICATION_REVISION, unification, meanings, hash }));
}

/** What unification reads, as a short text: the same rows (in any order), rules and meanings of attributes give the same. */
export async function fingerprintUnification(session: EngineSession, reading: Reading): Promise<string> {
  const tables: string[] = [];
  for (const entity of entitiesRead(reading.unification))
    tables.push(`${entity} ${await fingerprintTable(session, entity)}`);
  return hashOf(canonicalJson({ definition: await fingerprintDefinition(session, reading), tables }));
}

/** Columns, number of rows and what is in them, whatever their order; empty when there is no such table. */
async function fingerprintTable(session: EngineSession, table: string): Promise<string> {
  const columns = await session.columns(table);
  if (!columns) return '';
  const hash = session.dialect.hash(columns.map(({ name }) => id(name)));
  const [row = {}] = await session.rows(
    sql`select count(*) as n, cast(sum(${hash}) as varchar) as total from ${id(table)}`,
  );
  return canonicalJson({ columns, rows: String(row['n']), sum: row['total'] });
}
