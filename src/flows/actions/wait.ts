import { isFluxuError, messageOf } from '../../base/errors.ts';
import { isObject, parseDateTicks, ticksToDate, toText, type Value } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { failed, failedBy, succeeded } from './outcome.ts';

/** Delay and delay until: goes on after an interval, or at a moment; without memory until then. */
export const wait: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Wait'],
  hasEffects: false,
  run: waitUntil,
} satisfies TaskAction);

const MILLISECONDS_PER_DAY = 86_400_000;
const MILLISECONDS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: MILLISECONDS_PER_DAY,
  week: 7 * MILLISECONDS_PER_DAY,
};

function waitUntil(call: ActionCall): ActionOutcome {
  if (call.state !== undefined) return succeeded();
  const inputs = isObject(call.inputs) ? call.inputs : {};
  try {
    const dueAt = isObject(inputs['until'])
      ? readMoment(inputs['until']['timestamp'] ?? null)
      : addInterval(call.startedAt, inputs['interval'] ?? null);
    if (typeof dueAt === 'string') return failed({ code: 'InvalidTemplate', message: `'${call.node.name}': ${dueAt}` });
    if (dueAt <= call.clock.now()) return succeeded();
    return { kind: 'waiting', dueAt, awaitsSignal: false, state: { until: dueAt.toISOString() } };
  } catch (error) {
    return failedBy(error);
  }
}

function readMoment(timestamp: Value): Date | string {
  try {
    const moment = ticksToDate(parseDateTicks(toText(timestamp)).ticks);
    return moment;
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return `the timestamp '${toText(timestamp)}' is no date and time. ${messageOf(error)}`;
  }
}

function addInterval(start: Date, interval: Value): Date | string {
  if (!isObject(interval)) return 'the inputs need an interval or until.';
  const count = Number(toText(interval['count'] ?? null) || Number.NaN);
  const unit = toText(interval['unit'] ?? null).toLowerCase();
  if (!Number.isFinite(count) || count < 0)
    return `the count of the interval is '${toText(interval['count'] ?? null)}'. It must be a number.`;
  const milliseconds = MILLISECONDS[unit];
  if (milliseconds !== undefined) return new Date(start.getTime() + count * milliseconds);
  const months = unit === 'month' ? count : unit === 'year' ? count * 12 : undefined;
  return months === undefined
    ? `the unit of the interval is '${unit}'. It must be Second, Minute, Hour, Day, Week or Month.`
    : addMonths(start, months);
}

/** The same day that many months on, or the last day of that month. */
function addMonths(start: Date, months: number): Date {
  const moved = new Date(start);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + Math.floor(months));
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), last));
  return moved;
}
