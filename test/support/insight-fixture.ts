import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import type { Attribute } from '../../src/model/attribute.ts';
import type { InsightModel } from '../../src/model/insight-model.ts';
import type { Entity } from '../../src/model/tables.ts';
import type { EngineSession, Row } from '../../src/sql/engine.ts';
import type { Sql } from '../../src/sql/sql.ts';
import { runStages, type Stage } from '../../src/sql/stage.ts';

/** A table of a test: its columns as `name: type`, the primary key first, and its rows as lists. */
export interface TestTable {
  readonly columns: Readonly<Record<string, Attribute['type']>>;
  readonly rows: readonly (readonly Row[string][])[];
}

/** A private engine session for one test file. */
export function openSession(): Promise<EngineSession> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-insight-'));
  return duckdbEngine.open({ workFolder: join(folder, 'work'), memoryLimit: '1GB', threads: 2 });
}

/** Creates the tables and gives them as entities of a model. */
export async function loadTables(
  session: EngineSession,
  tables: Readonly<Record<string, TestTable>>,
): Promise<readonly Entity[]> {
  const entities: Entity[] = [];
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const attributes = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
    const objects = rows.map((row) =>
      Object.fromEntries(attributes.map((attribute, index) => [attribute.name, row[index] ?? null])),
    );
    await session.insert(name, attributes, [objects]);
    entities.push({ name, attributes });
  }
  return entities;
}

/** A model that knows these entities and nothing else, unless told. */
export function modelOf(entities: readonly Entity[], rest: Partial<InsightModel> = {}): InsightModel {
  return { entities, relationships: [], measures: [], segments: [], unifiedEntities: [], ...rest };
}

/** Runs stages to their end. */
export async function runAll(session: EngineSession, stages: readonly Stage[]): Promise<void> {
  await runStages(session, stages, { clock: systemClock });
}

/** Values of the first column, in their order as text. */
export async function listOf(session: EngineSession, query: Sql): Promise<string[]> {
  const rows = await session.rows(query);
  return rows.map((row) => String(Object.values(row)[0])).sort();
}
