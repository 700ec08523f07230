import { inChunks } from './bulk.ts';
import { takeNumbers } from './counters.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { Database, EvaluationRow } from './schema.ts';

/** One look of a watcher at one event, and what it decided. */
export interface Evaluation {
  readonly evaluationId: string;
  readonly watcherId: string;
  /** Row of a measure with dimensions as canonical JSON; empty otherwise. */
  readonly series: string;
  readonly refreshId: string;
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly value: number | undefined;
  readonly previousValue: number | undefined;
  readonly threshold: number | undefined;
  /** `fired`, `baseline`, `notCrossed`, … as the triggers define them. */
  readonly decision: string;
  /** Why, in one sentence with the numbers. */
  readonly reason: string;
  readonly occurrenceId: string | undefined;
}

/** An evaluation with its place in the order of all. */
export interface StoredEvaluation extends Evaluation {
  readonly sequence: number;
}

/** Keeps evaluations; one already there stays as it is. */
export async function recordEvaluations(db: Database, evaluations: readonly Evaluation[]): Promise<void> {
  if (evaluations.length === 0) return;
  const first = await takeNumbers(db, 'evaluation', evaluations.length);
  const rows = evaluations.map((evaluation, index) => rowOf(evaluation, first + index));
  for (const chunk of inChunks(rows))
    await db
      .insertInto('evaluation')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Which of these evaluations are there already. */
export async function findKnownEvaluations(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const chunk of inChunks(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id);
    const rows = await db
      .selectFrom('evaluation')
      .select('evaluation_id')
      .where('evaluation_id', 'in', wanted)
      .execute();
    for (const { evaluation_id } of rows) known.add(evaluation_id);
  }
  return known;
}

/** Orders of the list of evaluations. */
export const EVALUATION_ORDERS = { evaluatedAt: ['sequence'] } as const satisfies Orders;

export interface EvaluationFilter extends SortedRequest {
  readonly watcherId?: string | undefined;
  readonly refreshId?: string | undefined;
  readonly decisions?: readonly string[] | undefined;
  readonly eventIds?: readonly string[] | undefined;
}

/** Evaluations, usually newest first. */
export async function listEvaluations(db: Database, filter: EvaluationFilter = {}): Promise<Page<StoredEvaluation>> {
  let query = db.selectFrom('evaluation').selectAll();
  if (filter.watcherId !== undefined) query = query.where('watcher_id', '=', filter.watcherId);
  if (filter.refreshId !== undefined) query = query.where('refresh_id', '=', filter.refreshId);
  if (filter.decisions) query = query.where('decision', 'in', filter.decisions);
  if (filter.eventIds) query = query.where('event_id', 'in', filter.eventIds);
  const { items, next } = await sortedPage(query, filter, EVALUATION_ORDERS);
  return { items: items.map(evaluationOf), next };
}

function rowOf(evaluation: Evaluation, sequence: number): EvaluationRow {
  return {
    evaluation_id: evaluation.evaluationId,
    sequence,
    watcher_id: evaluation.watcherId,
    series: evaluation.series,
    refresh_id: evaluation.refreshId,
    event_id: evaluation.eventId,
    evaluated_at: evaluation.at,
    value: evaluation.value ?? null,
    previous_value: evaluation.previousValue ?? null,
    threshold: evaluation.threshold ?? null,
    decision: evaluation.decision,
    reason: evaluation.reason,
    occurrence_id: evaluation.occurrenceId ?? null,
  };
}

function evaluationOf(row: EvaluationRow): StoredEvaluation {
  return {
    evaluationId: row.evaluation_id,
    sequence: row.sequence,
    watcherId: row.watcher_id,
    series: row.series,
    refreshId: row.refresh_id,
    eventId: row.event_id,
    at: row.evaluated_at,
    value: row.value ?? undefined,
    previousValue: row.previous_value ?? undefined,
    threshold: row.threshold ?? undefined,
    decision: row.decision,
    reason: row.reason,
    occurrenceId: row.occurrence_id ?? undefined,
  };
}
