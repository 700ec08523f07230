import type { LoadedRun } from '../../store/journal/journal.ts';
import type { JournalRecord, StepAddress } from '../../store/journal/record.ts';
import type { Value } from '../language/index.ts';
import { isFinal } from '../run/status.ts';
import { signalFor } from './run-ports.ts';

const CANCELLED = { code: 'Cancelled', message: 'The run was cancelled.' } as const;

/** What the journal is to know of a run that was cancelled, and the signal that its parent gets. */
export function recordsOfCancelledRun(
  { run, steps }: LoadedRun,
  { fence, now }: { readonly fence: number; readonly now: Date },
): {
  readonly records: readonly JournalRecord[];
  readonly signal: { readonly address: StepAddress; readonly payload: Value } | undefined;
} {
  const { runId, parent } = run;
  const underWay = steps.filter(({ status }) => !isFinal(status));
  const last = steps.at(-1)?.sequence ?? 0;
  const payload = { status: 'Cancelled', code: CANCELLED.code, error: CANCELLED };
  return {
    records: [
      ...underWay.map(
        ({ action, iteration, startedAt, state, secured }, index): JournalRecord => ({
          kind: 'step',
          runId,
          fence,
          action,
          iteration,
          sequence: last + index + 1,
          status: 'Cancelled',
          code: CANCELLED.code,
          startedAt,
          endedAt: now,
          state,
          secured,
        }),
      ),
      { kind: 'runEnded', runId, fence, status: 'Cancelled', ...CANCELLED_END, endedAt: now },
      ...(parent ? [signalFor(parent, payload, now)] : []),
    ],
    signal: parent && { address: parent, payload },
  };
}

const CANCELLED_END = { code: CANCELLED.code, error: CANCELLED } as const;
