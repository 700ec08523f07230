import { asJournalDatabase, type JournalDatabase } from '../../store/journal/schema.ts';
import { payloadsOfRun, RUN_ORDERS, readPayloads, readRun, type StoredRun } from '../../store/journal/stored-run.ts';
import { type SortedRequest, sortedPage } from '../../store/order.ts';
import type { Page } from '../../store/page.ts';
import type { Database } from '../../store/schema.ts';
import { isTriggerSecured } from '../graph/secured.ts';
import type { ValueObject } from '../language/index.ts';

/** Which runs are wanted; every given field must fit. */
export interface RunQuery {
  readonly flow?: string | undefined;
  readonly status?: string | undefined;
  readonly startedAfter?: string | undefined;
  readonly startedBefore?: string | undefined;
  readonly triggerName?: string | undefined;
  readonly eventId?: string | undefined;
  readonly clientTrackingId?: string | undefined;
  /** An action in this run has this status. */
  readonly actionStatus?: string | undefined;
  /** Id of a run, or text that occurs in the trigger or an error, or in inputs, outputs or errors of actions, unless they are secured or large. */
  readonly text?: string | undefined;
}

/** Runs, usually newest first. @throws FLX_CURSOR_INVALID */
export async function listRuns(database: Database, query: RunQuery, page: SortedRequest): Promise<Page<StoredRun>> {
  const db = asJournalDatabase(database);
  let rows = db.selectFrom('flow_run').selectAll();
  const { flow, status, startedAfter, startedBefore, triggerName, eventId, clientTrackingId } = query;
  if (flow !== undefined) rows = rows.where('flow_key', '=', flow.toLowerCase());
  // A queued run is shown as waiting, so it is found as such.
  if (status !== undefined) rows = rows.where('status', 'in', status === 'Waiting' ? ['Waiting', 'Queued'] : [status]);
  if (startedAfter !== undefined) rows = rows.where('started_at', '>', momentText(startedAfter));
  if (startedBefore !== undefined) rows = rows.where('started_at', '<', momentText(startedBefore));
  if (triggerName !== undefined) rows = rows.where('trigger_name', '=', triggerName);
  if (eventId !== undefined) rows = rows.where('event_id', '=', eventId);
  if (clientTrackingId !== undefined) rows = rows.where('client_tracking_id', '=', clientTrackingId);
  const { actionStatus, text } = query;
  if (actionStatus !== undefined)
    rows = rows.where('run_id', 'in', db.selectFrom('flow_step').select('run_id').where('status', '=', actionStatus));
  if (text !== undefined && text !== '') {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const secured = await versionsWithSecuredTrigger(db);
    rows = rows.where((where) =>
      where.or([
        where('run_id', '=', text.trim().toLowerCase()),
        where.and([
          where('trigger', 'like', like),
          ...(secured.length > 0 ? [where('version', 'not in', secured)] : []),
        ]),
        where('error', 'like', like),
        where(
          'run_id',
          'in',
          db
            .selectFrom('flow_step')
            .select('run_id')
            .where((step) =>
              step.or([step('inputs', 'like', like), step('outputs', 'like', like), step('error', 'like', like)]),
            )
            .where('secured', 'is', null),
        ),
      ]),
    );
  }
  const { items, next } = await sortedPage(rows, page, RUN_ORDERS);
  const payloads = await readPayloads(db, items.flatMap(payloadsOfRun));
  return { items: items.map((row) => readRun(row, payloads)), next };
}

/** Hashes of the versions of flows whose history hides what their trigger gave. */
async function versionsWithSecuredTrigger(db: JournalDatabase): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('flow_version')
    .select(['hash', 'content'])
    .where('content', 'like', '%secureData%')
    .execute();
  return rows.flatMap(({ hash, content }) => {
    const { definition } = JSON.parse(content) as { readonly definition: ValueObject };
    return isTriggerSecured(definition) ? [hash] : [];
  });
}

function momentText(text: string): string {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString();
}
