import type { FluxuError } from '../../base/errors.ts';
import { createDerivedId } from '../../base/ids.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Flow } from '../../model/flow.ts';
import type { Watcher } from '../../store/watchers.ts';
import { triggerKinds } from '../../triggers/index.ts';
import { textParameter } from '../../triggers/trigger-kind.ts';
import { readFlowTriggers } from './flow-trigger.ts';
import { findShapeProblems, findSubjectProblems, type Watch } from './watch-problems.ts';

/** A watcher as definitions ask for it. */
export type WantedWatcher = Omit<Watcher, 'createdAt'>;

/** What definitions ask for, and every problem in it. Watchers whose parameters do not fit their trigger are left out. */
export interface WantedWatchers {
  readonly watchers: readonly WantedWatcher[];
  readonly problems: readonly FluxuError[];
}

/** Watchers that a workspace's trigger definitions and flows make. */
export function wantedWatchers(workspace: Workspace): WantedWatchers {
  const fromFlows = workspace.flows.map((flow) => watchersOfFlow(flow, workspace));
  const wanted = [...workspace.triggers.map(watcherOfDefinition), ...fromFlows.flatMap(({ watchers }) => watchers)];
  const checked = wanted.map((watcher) => ({ watcher, ...check(watcher, workspace) }));
  return {
    watchers: checked.flatMap(({ watcher, fits }) => (fits ? [watcher] : [])),
    problems: [...fromFlows.flatMap(({ problems }) => problems), ...checked.flatMap(({ problems }) => problems)],
  };
}

function check(watcher: WantedWatcher, workspace: Workspace) {
  const place = { object: `${watcher.ownerKind === 'flow' ? 'flow' : 'trigger'} '${watcher.ownerName}'` };
  const misfits = findShapeProblems(watcher, place);
  if (misfits.length > 0) return { fits: false, problems: misfits };
  return { fits: true, problems: findSubjectProblems(watcher, workspace, place) };
}

function watcherOfDefinition(definition: Workspace['triggers'][number]): WantedWatcher {
  const { name, trigger, parameters, isEnabled = true } = definition;
  return {
    watcherId: createDerivedId('watcher', 'definition', name.toLowerCase()),
    name: definition.displayName ?? name,
    trigger,
    subject: subjectOf({ trigger, parameters }),
    parameters,
    ownerKind: 'definition',
    ownerName: name,
    targets: [],
    isEnabled,
  };
}

function watchersOfFlow(flow: Flow, workspace: Workspace): WantedWatchers {
  const { triggers, problems } = readFlowTriggers(flow, workspace);
  const watchers = triggers.map(({ name, kind, parameters }): WantedWatcher => {
    return {
      watcherId: createDerivedId('watcher', 'flow', flow.name.toLowerCase(), name),
      name: flow.displayName ?? flow.name,
      trigger: kind.kind,
      subject: subjectOf({ trigger: kind.kind, parameters }),
      parameters,
      ownerKind: 'flow',
      ownerName: flow.name,
      targets: [{ kind: 'flow', key: flow.name, flow: flow.name, trigger: name }],
      isEnabled: (flow.state ?? 'started') === 'started',
    };
  });
  return { watchers, problems };
}

/** Name of the data source, segment or measure that is watched; empty for any, or for the refresh as a whole. */
export function subjectOf({ trigger, parameters }: Watch): string {
  const { subjectParameter } = triggerKinds[trigger];
  return (subjectParameter && textParameter(parameters, subjectParameter)) ?? '';
}
