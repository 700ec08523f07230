import type { Clock } from '../../base/clock.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Random } from '../../base/random.ts';
import type { Workspace } from '../../model/definition.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { listEvaluations, type StoredEvaluation } from '../../store/evaluations.ts';
import type { Store } from '../../store/store.ts';
import { listThresholdStates } from '../../store/threshold-states.ts';
import { getWatcher, listWatchers, type Watcher } from '../../store/watchers.ts';
import type { Instance } from '../../triggers/envelope.ts';
import { type BacktestedEvaluation, backtestTrigger } from '../../triggers/evaluate/backtest.ts';
import type { SeriesState } from '../../triggers/evaluate/series-memory.ts';
import { testTrigger } from '../../triggers/evaluate/test-firing.ts';
import { isBeyond } from '../../triggers/threshold/machine.ts';
import { ruleOf } from '../../triggers/trigger-kind.ts';
import { appError } from '../catalogue.ts';
import type { AppTriggers } from '../rooms/triggers.ts';
import type { EvaluationView, WatcherView } from '../view/watcher.ts';

export interface TriggersOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly instance: Instance;
  /** Lets deliveries go out at once. */
  readonly wake: () => void;
}

/** Watchers of the six triggers, with their evaluations, tests and backtests. */
export function createTriggers(options: TriggersOptions): AppTriggers {
  const { store, wake } = options;
  return {
    list: async () => Promise.all((await listWatchers(store.db)).map((watcher) => viewOf(store, watcher))),
    get: async (watcherId) => viewOf(store, await requireWatcher(store, watcherId)),
    evaluations: async (watcherId, { limit, cursor, sort, decision }) => {
      await requireWatcher(store, watcherId);
      const page = await listEvaluations(store.db, {
        watcherId,
        limit,
        cursor,
        sort,
        decisions: decision === undefined ? undefined : [decision],
      });
      return { items: page.items.map(evaluationView), nextCursor: page.next };
    },
    test: async (watcherId) => {
      const { occurrenceId, payload } = await testTrigger(store, watcherId, options);
      wake();
      return { eventId: occurrenceId, payload, runIds: [] };
    },
    backtest: async (request) => {
      const found = await backtestTrigger(store.db, request);
      if (found.length === 0) refuseUnknown(await readWorkspace(store.db), request.parameters);
      const evaluations = found.map((evaluation, index) => ({
        evaluationId: `${evaluation.refreshId}/${index}`,
        ...outcomeOf(evaluation),
      }));
      return { evaluations, firings: evaluations.filter((evaluation) => evaluation.hasFired).length };
    },
  };
}

/**
 * Refuses a backtest of a segment, measure or data source that does not exist. Called only when there is no history: that
 * of deleted ones is still shown.
 * @throws FLX_BACKTEST_UNKNOWN
 */
function refuseUnknown(
  { segments, measures, dataSources }: Workspace,
  { segment, measure, dataSource }: Readonly<Record<string, unknown>>,
): void {
  const named = [
    { kind: 'segment', name: segment, among: segments },
    { kind: 'measure', name: measure, among: measures },
    { kind: 'data source', name: dataSource, among: dataSources },
  ];
  for (const { kind, name, among } of named) {
    const names = among.map((definition) => definition.name);
    if (typeof name === 'string' && !names.includes(name))
      throw appError('FLX_BACKTEST_UNKNOWN', { kind, name }, { mend: suggestName(name, names) });
  }
}

async function requireWatcher(store: Store, watcherId: string): Promise<Watcher> {
  const watcher = await getWatcher(store.db, watcherId);
  if (!watcher) throw appError('FLX_WATCHER_UNKNOWN', { id: watcherId });
  return watcher;
}

async function viewOf(store: Store, watcher: Watcher): Promise<WatcherView> {
  const { watcherId, parameters } = watcher;
  const last = await listEvaluations(store.db, { watcherId, limit: 1 });
  const fired = await listEvaluations(store.db, { watcherId, decisions: ['fired'], limit: 1 });
  const [kept] = await listThresholdStates<SeriesState>(store.db, [watcherId]);
  const rule = parameters['threshold'] === undefined ? undefined : ruleOf(parameters);
  const value = kept?.state.machine?.value;
  return {
    watcherId,
    displayName: watcher.name,
    trigger: watcher.trigger,
    parameters,
    isEnabled: watcher.isEnabled,
    owner: { kind: watcher.ownerKind === 'webhook' ? 'subscription' : watcher.ownerKind, name: watcher.ownerName },
    state: stateOf(watcher, { rule, value }),
    threshold: rule?.threshold,
    value,
    lastEvaluatedAt: last.items[0]?.at,
    lastFiredAt: fired.items[0]?.at,
  };
}

function stateOf(
  { isEnabled }: Watcher,
  { rule, value }: { readonly rule: ReturnType<typeof ruleOf> | undefined; readonly value: number | undefined },
): WatcherView['state'] {
  if (!isEnabled) return 'off';
  if (!rule) return 'listening';
  if (value === undefined) return 'unknown';
  return isBeyond(value, rule, 'up') ? 'above' : 'below';
}

/** An evaluation as people see it. */
export function evaluationView(evaluation: StoredEvaluation): EvaluationView {
  const { evaluationId, occurrenceId } = evaluation;
  return { evaluationId, ...outcomeOf(evaluation), eventId: occurrenceId };
}

function outcomeOf({ refreshId, at, value, previousValue, threshold, decision, reason }: BacktestedEvaluation) {
  return {
    refreshId,
    evaluatedAt: at,
    value,
    previous: previousValue,
    threshold,
    hasFired: decision === 'fired',
    decision,
    reason,
  };
}
