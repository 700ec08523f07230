import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import type { Attribute } from '../../src/model/attribute.ts';
import { type Entity, previousTableOf, TABLES } from '../../src/model/tables.ts';
import { Unification } from '../../src/model/unification.ts';
import { validate } from '../../src/model/validate.ts';
import { CHANGE_FILES, type EngineSession, isChangeFile, type Row } from '../../src/sql/engine.ts';
import { id, type SqlValue, sql } from '../../src/sql/sql.ts';
import { runStages } from '../../src/sql/stage.ts';
import { createChangedUnification } from '../../src/unify/incremental/changes.ts';
import { createUnification, type UnificationResult } from '../../src/unify/unification.ts';

/** Rows of one entity; columns are text unless a type is given. */
export interface SourceTable {
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
  readonly types?: Readonly<Record<string, Attribute['type']>>;
  readonly semanticTypes?: Readonly<Record<string, string>>;
}

/** What a unification made, read back. */
export interface Unified {
  readonly session: EngineSession;
  readonly result: UnificationResult;
  /** Profiles in the order of their first records. */
  readonly customers: readonly Row[];
  /** Keys of the records of each profile, `Entity:key`, sorted; profiles sorted too. */
  readonly clusters: readonly (readonly string[])[];
  /** `Entity:key` to CustomerId. */
  readonly ids: ReadonlyMap<string, string>;
}

/** An open DuckDB session in a folder of its own. */
export function openTestSession(): Promise<EngineSession> {
  const workFolder = joinPath(mkdtempSync(joinPath(tmpdir(), 'fluxu-unify-')), 'work');
  return duckdbEngine.open({ workFolder, memoryLimit: '500MB', threads: 2 });
}

const FIXED_CLOCK = { ...systemClock, now: () => new Date('2026-01-01T00:00:00Z') };

/** Writes source tables into a session and gives them as entities. */
async function loadEntities(session: EngineSession, sources: Readonly<Record<string, SourceTable>>): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const [name, { rows, types = {}, semanticTypes = {} }] of Object.entries(sources)) {
    const names = [...new Set([...Object.keys(types), ...rows.flatMap((row) => Object.keys(row))])];
    const attributes = names.map((column): Attribute => {
      const semanticType = semanticTypes[column];
      return { name: column, type: types[column] ?? 'string', ...(semanticType && { semanticType }) };
    });
    const complete = rows.map((row) => Object.fromEntries(names.map((column) => [column, row[column] ?? null])));
    await session.insert(name, attributes, [complete]);
    entities.push({ name, attributes });
  }
  return entities;
}

/** Unifies sources in a session; the tables of the last run in it are the previous ones when `isAgain`. */
export async function unify(
  session: EngineSession,
  sources: Readonly<Record<string, SourceTable>>,
  definition: unknown,
  { isAgain = false }: { isAgain?: boolean } = {},
): Promise<Unified> {
  if (isAgain) await keepAsPrevious(session);
  const entities = await loadEntities(session, sources);
  const unification = validate(Unification, definition, { object: 'unification' });
  const run = createUnification({
    unification,
    entities,
    previous: { hasAlternateKey: isAgain },
    dialect: session.dialect,
    clock: FIXED_CLOCK,
  });
  for (const group of [run.stages.map, run.stages.match, run.stages.merge])
    await runStages(session, group, { clock: FIXED_CLOCK });
  const result = await run.result(session);
  return { session, result, ...(await readProfiles(session)) };
}

async function keepAsPrevious(session: EngineSession, further: readonly string[] = []): Promise<void> {
  const learned = [TABLES.matchModel, TABLES.matchFrequency];
  for (const name of new Set([TABLES.alternateKey, TABLES.customer, 'CustomerIdHistory', ...learned, ...further]))
    if (await session.columns(name))
      await session.run(sql`create or replace table ${id(previousTableOf(name))} as select * from ${id(name)}`);
}

interface ChangesRequest {
  readonly definition: unknown;
  readonly before: UnificationResult;
  /** Where tables lie in files, as they are published; in memory by default. */
  readonly files?: KeptFiles | undefined;
}

/** Files in which the tables of a run lie before the next: their folder, and those of the rows of each. */
export interface KeptFiles {
  readonly folder: string;
  readonly rows: Map<string, readonly string[]>;
}

/** The same in files: those that only changed keep theirs, with the changes beside. */
async function keepInFiles(session: EngineSession, { folder, rows }: KeptFiles, names: readonly string[]) {
  for (const name of new Set(names)) {
    const path = (ending: string) => joinPath(folder, `${name}-${randomUUID()}${ending}`);
    const changes = { gone: path(CHANGE_FILES.gone), rows: path(CHANGE_FILES.rows) };
    const saved = await session.saveChanges(name, changes);
    const whole = path('.parquet');
    if (!saved) await session.saveTable(name, whole);
    const kept = (rows.get(name) ?? []).filter((file) => saved === 'added' || !isChangeFile(file));
    rows.set(name, saved ? [...kept, changes.rows] : [whole]);
    await session.attachFile(previousTableOf(name), [...(rows.get(name) ?? []), ...(saved ? [changes.gone] : [])]);
  }
}

/** What follows the change from the sources and tables of the last run in a session; or why everything was unified anew. */
export async function unifyChanges(
  session: EngineSession,
  sources: Readonly<Record<string, SourceTable>>,
  { definition, before, files }: ChangesRequest,
): Promise<{ readonly result: UnificationResult; readonly reason: string | undefined }> {
  const names = [...before.tables.map(({ name }) => name), ...Object.keys(sources)];
  await (files ? keepInFiles(session, files, names) : keepAsPrevious(session, names));
  const entities = await loadEntities(session, sources);
  const unification = validate(Unification, definition, { object: 'unification' });
  const previous = { hasAlternateKey: true };
  const { dialect } = session;
  const whole = createUnification({ unification, entities, previous, dialect, clock: FIXED_CLOCK });
  const changed = createChangedUnification({ unification, entities }, whole);
  const run = { clock: FIXED_CLOCK };
  const reason = (await changed.map(session)) ?? (await changed.match(session, run));
  if (reason === undefined) return { result: await changed.merge(session, run, before.statistics), reason };
  for (const group of [whole.stages.map, whole.stages.match, whole.stages.merge]) await runStages(session, group, run);
  return { result: await whole.result(session), reason };
}

async function readProfiles(session: EngineSession) {
  const keys = await session.rows(
    sql`select ${id('EntityName')} || ':' || ${id('AlternateValue')} as record, ${id('CustomerId')} as customer from ${id(TABLES.alternateKey)} order by 1`,
  );
  const ids = new Map(keys.map((row) => [String(row['record']), String(row['customer'])]));
  const members = Map.groupBy(ids.keys(), (record) => ids.get(record));
  const clusters = [...members.values()]
    .map((records) => records.sort())
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const order = [...new Set(ids.values())];
  const rows = await session.rows(sql`select * from ${id(TABLES.customer)}`);
  const customers = rows.sort(
    (a, b) => order.indexOf(String(a['CustomerId'])) - order.indexOf(String(b['CustomerId'])),
  );
  return { customers, clusters, ids };
}
