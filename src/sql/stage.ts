import type { Clock } from '../base/clock.ts';
import type { Dialect } from './dialect.ts';
import type { EngineSession, Written } from './engine.ts';
import { id, render, type Sql, sql } from './sql.ts';

/** One named step of the pipeline, which a person can read and run by itself. */
export interface Stage {
  /** e.g. `match:block:ByEmail`. */
  readonly name: string;
  /** What it makes, in one sentence. */
  readonly summary: string;
  /** Table it makes, when it makes one. */
  readonly table?: string;
  readonly statements?: readonly Sql[];
  /** Whether the last statement writes all rows of the table, so that they need not be counted. */
  readonly isCounted?: boolean;
  /** Query of a table that outlives the refresh: it goes to a file at once and is read from there. */
  readonly output?: Sql;
  /** The same, where the query depends on what the stages before found. */
  readonly outputOf?: (session: EngineSession) => Promise<Sql>;
  /** For the few steps that are not SQL. */
  readonly run?: (session: EngineSession) => Promise<void>;
}

/** Time and rows of a stage that ran. */
export interface StageTiming {
  readonly name: string;
  readonly seconds: number;
  readonly rows: number | undefined;
}

export interface StageRun {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called after each stage, for progress. */
  readonly onStage?: ((timing: StageTiming) => void) | undefined;
}

/** A stage that creates one table from a query, replacing it if it is there. */
export function createTableStage(stage: { name: string; summary: string; table: string; query: Sql }): Stage {
  return {
    name: stage.name,
    summary: stage.summary,
    table: stage.table,
    statements: [sql`create or replace table ${id(stage.table)} as ${stage.query}`],
    isCounted: true,
  };
}

/** A stage that makes one table which the refresh publishes. */
export function createOutputStage(stage: { name: string; summary: string; table: string; query: Sql }): Stage {
  return { name: stage.name, summary: stage.summary, table: stage.table, output: stage.query };
}

/** What a stage does, as statements that a person can read and run; empty for the few that are not SQL. */
function statementsOf({ table, output, statements = [] }: Stage): readonly Sql[] {
  if (table === undefined || output === undefined) return statements;
  return [...statements, sql`create or replace table ${id(table)} as ${output}`];
}

/** What a stage does as the text of its statements; empty for the few that are not SQL. */
export function sqlTextOf(stage: Stage, dialect: Dialect): string {
  return statementsOf(stage)
    .map((statement) => `${render(statement, dialect)};`)
    .join('\n');
}

/**
 * Runs stages in order and tells what each took.
 * @throws the signal's reason when aborted between stages, and whatever a stage throws, with its name as the place.
 */
export async function runStages(
  session: EngineSession,
  stages: readonly Stage[],
  { clock, signal, onStage }: StageRun,
): Promise<StageTiming[]> {
  const timings: StageTiming[] = [];
  for (const stage of stages) {
    signal?.throwIfAborted();
    const started = clock.monotonicSeconds();
    const written = await runStage(session, stage);
    const rows = stage.table === undefined ? undefined : (written ?? (await session.rowCount(stage.table)));
    const timing = { name: stage.name, seconds: clock.monotonicSeconds() - started, rows };
    timings.push(timing);
    onStage?.(timing);
  }
  return timings;
}

/** Rows of the table that a stage made, where its making told them. */
async function runStage(
  session: EngineSession,
  { table, statements = [], isCounted, output, outputOf, run }: Stage,
): Promise<Written> {
  let written: Written;
  for (const statement of statements) written = await session.run(statement);
  const query = output ?? (await outputOf?.(session));
  if (table !== undefined && query) return session.createFileTable(table, query);
  await run?.(session);
  return isCounted ? written : undefined;
}
