import type { Clock } from '../../base/clock.ts';
import { invalid } from '../../model/validate.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { Database } from '../../store/schema.ts';
import type { Watcher, WatcherTarget } from '../../store/watchers.ts';
import { endWatcher, keepWatcher } from './keep.ts';
import { findShapeProblems, findSubjectProblems, type Watch } from './watch-problems.ts';
import { subjectOf } from './watched.ts';

/** What an outside service asks to be told. */
export interface Subscription extends Watch {
  readonly watcherId: string;
  /** Name that people see. */
  readonly name: string;
  /** Who asked, e.g. the API key. */
  readonly ownerName: string;
  /** Where occurrences are delivered; nowhere when they are asked for instead. */
  readonly target?: WatcherTarget | undefined;
}

/**
 * Keeps a subscription of an outside service, replacing the one with the same id.
 * @throws FLX_INVALID with every problem: parameters that do not fit, a subject that does not exist, a measure with dimensions but no row.
 */
export async function subscribe(tx: Database, subscription: Subscription, clock: Clock): Promise<Watcher> {
  const place = { object: 'subscription' };
  const misfits = findShapeProblems(subscription, place);
  const problems = misfits.length > 0 ? misfits : findSubjectProblems(subscription, await readWorkspace(tx), place);
  if (problems.length > 0) throw invalid(problems, place);
  const { target, ...parts } = subscription;
  const watcher: Watcher = {
    ...parts,
    subject: subjectOf(subscription),
    ownerKind: 'webhook',
    targets: target ? [target] : [],
    isEnabled: true,
    createdAt: clock.now().toISOString(),
  };
  await keepWatcher(tx, watcher);
  return watcher;
}

/** Ends a subscription; ending one that is not there is no error. */
export async function unsubscribe(tx: Database, watcherId: string): Promise<void> {
  await endWatcher(tx, watcherId);
}
