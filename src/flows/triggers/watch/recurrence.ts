import { parseDurationSeconds } from '../../../base/duration.ts';
import { memberOf } from '../../actions/http/request.ts';
import { evaluateValue, toText } from '../../language/index.ts';
import type { TriggerHost } from '../host.ts';
import { firstOccurrence, nextOccurrence, previousAtInterval } from '../recurrence/next.ts';
import { type Recurrence, readRecurrence } from '../recurrence/recurrence.ts';
import { type FlowTrigger, scopeOf } from '../trigger-scope.ts';
import type { Found, Look, WatchedKind } from './look.ts';

/** When a trigger is due, as its definition says. @throws FLX_FLOW_RECURRENCE and what expressions throw */
export function recurrenceOf(source: FlowTrigger, host: TriggerHost): Recurrence {
  return readRecurrence(evaluateValue(source.trigger.definition['recurrence'] ?? null, scopeOf(source, host)));
}

/** The next time after now; what was missed meanwhile does not come again. */
export function nextLook({ source, state, host }: Look): Date | undefined {
  return nextOccurrence(recurrenceOf(source, host), { after: host.clock.now(), since: state.since });
}

/** Fires at the times of its recurrence. Times that passed while nobody looked make it fire once. */
export const recurrenceKind: WatchedKind = {
  first: (source, host) => firstOccurrence(recurrenceOf(source, host), host.clock.now()),
  look: (look): Found => ({
    given: { inputs: undefined, outputs: undefined, scheduledAt: look.state.nextAt },
    nextAt: nextLook(look),
    keep: null,
    failures: 0,
  }),
};

/**
 * Fires for every window of time, none left out: what passed while nobody looked is caught up with, one after another. A
 * window ends at a time of the recurrence; the trigger fires then, or so much later as `delay` says.
 */
export const windowKind: WatchedKind = {
  first: (source, host) => delayed(firstOccurrence(recurrenceOf(source, host), host.clock.now()), source, host),
  look: ({ source, state, host }): Found => {
    const recurrence = recurrenceOf(source, host);
    const delay = delayMilliseconds(source, host);
    const end = new Date((state.nextAt ?? host.clock.now()).getTime() - delay);
    const start = previousAtInterval(recurrence, end);
    const next = nextOccurrence(recurrence, { after: end, since: state.since });
    return {
      given: {
        inputs: undefined,
        outputs: { windowStartTime: secondText(start), windowEndTime: secondText(end) },
        scheduledAt: state.nextAt,
      },
      nextAt: delayed(next, source, host),
      keep: null,
      failures: 0,
    };
  },
};

function delayed(moment: Date | undefined, source: FlowTrigger, host: TriggerHost): Date | undefined {
  return moment && new Date(moment.getTime() + delayMilliseconds(source, host));
}

function delayMilliseconds(source: FlowTrigger, host: TriggerHost): number {
  const inputs = evaluateValue(source.trigger.definition['inputs'] ?? null, scopeOf(source, host));
  const delay = toText(memberOf(inputs, 'delay') ?? null);
  return delay === '' ? 0 : parseDurationSeconds(delay) * 1000;
}

function secondText(moment: Date): string {
  return moment.toISOString().replace(/\.000Z$/, 'Z');
}
