import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';
import { RefreshScheduler } from '../../refresh/schedule/scheduler.ts';
import { RefreshService } from '../../refresh/service.ts';
import { hasTaker, RefreshTaker } from '../../refresh/taker.ts';
import type { IngestionOptions } from '../../refresh/work/ingestion.ts';
import { createWorkers } from '../../refresh/work/workers.ts';
import { evaluateTriggers } from '../../triggers/evaluate/evaluate.ts';
import type { Parts } from '../parts.ts';
import { createVerifyRounds } from './verify-rounds.ts';

/** Refreshes as this process does them. */
export interface RefreshWork {
  readonly service: RefreshService;
  /** Whether a process takes what is handed over. */
  hasTaker(): Promise<boolean>;
  /** Begins to follow the schedule and to take what other processes hand over. */
  start(): void;
  stop(): Promise<void>;
}

/** @param onPublished called when a refresh has ended, so that what it caused is delivered at once */
export function createRefreshWork(
  parts: Parts,
  { ingestion, onPublished }: { readonly ingestion: IngestionOptions; readonly onPublished: () => void },
): RefreshWork {
  const { settings, clock, random, logger, store, engine, changes, instance, owner } = parts;
  const service = new RefreshService({
    store,
    engine,
    clock,
    random,
    logger,
    settings,
    writer: { owner, clock },
    workers: createWorkers(ingestion),
    onEvents: async (tx, events) => {
      await evaluateTriggers(tx, events, { clock, instance });
    },
    onChange: (job, task) => {
      changes.tell(changeOf(job, task, clock.now()));
      if (job.endedAt !== undefined) onPublished();
    },
  });
  const submit = () =>
    service.submit({ scope: { kind: 'full' }, submittedBy: 'schedule', submissionKind: 'scheduled' });
  const scheduler = new RefreshScheduler({ store, clock, logger, owner, submit });
  const computeAnew = () => service.submit({ scope: { kind: 'full' }, submittedBy: 'verification', isFullLoad: true });
  const verification = createVerifyRounds(parts, computeAnew);
  const taker = new RefreshTaker({ store, clock, logger, owner, take: () => service.takeHandedOver() });
  return {
    service,
    hasTaker: () => hasTaker({ store, clock, owner }),
    start: () => {
      taker.start();
      scheduler.start();
      verification.start();
    },
    stop: async () => {
      await taker.stop();
      await verification.stop();
      await scheduler.stop();
      await service.stop();
    },
  };
}

function changeOf(job: RefreshJob, task: RefreshTask | undefined, now: Date) {
  const at = now.toISOString();
  if (task) return { topic: 'task' as const, id: task.taskId, refreshId: job.jobId, status: task.status, at };
  return { topic: 'refresh' as const, id: job.jobId, refreshId: job.jobId, status: job.status, at };
}
