import type { FluxuError } from '../../base/errors.ts';
import { createDerivedId } from '../../base/ids.ts';
import { isPlainObject } from '../../base/json.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Flow } from '../../model/flow.ts';
import { isScalarMeasure } from '../../model/measure.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { findProblems } from '../../model/validate.ts';
import type { Watcher } from '../../store/watchers.ts';
import { triggerKinds } from '../../triggers/index.ts';
import { connectorError } from '../catalogue.ts';

/** A watcher as definitions ask for it. */
export type WantedWatcher = Omit<Watcher, 'createdAt'>;

/** Trigger types of a flow that wait for a connector. */
const CONNECTOR_TRIGGERS = [
  'openapiconnectionwebhook',
  'openapiconnection',
  'apiconnectionwebhook',
  'apiconnection',
  'openapiconnectionnotification',
];

/** Watchers that a workspace's trigger definitions and flows make, and every problem in them. */
export function wantedWatchers(workspace: Workspace): {
  readonly watchers: readonly WantedWatcher[];
  readonly problems: readonly FluxuError[];
} {
  const watchers = [
    ...workspace.triggers.map(watcherOfDefinition),
    ...workspace.flows.flatMap((flow) => watchersOfFlow(flow, workspace)),
  ];
  const problems = watchers.flatMap((watcher) => findWatcherProblems(watcher, workspace));
  return { watchers, problems };
}

function watcherOfDefinition(definition: Workspace['triggers'][number]): WantedWatcher {
  const { name, trigger, parameters, isEnabled = true } = definition;
  return {
    watcherId: createDerivedId('watcher', 'definition', name.toLowerCase()),
    name: definition.displayName ?? name,
    trigger,
    subject: subjectOf(trigger, parameters),
    parameters,
    ownerKind: 'definition',
    ownerName: name,
    targets: [],
    isEnabled,
  };
}

function watchersOfFlow(flow: Flow, workspace: Workspace): WantedWatcher[] {
  const triggers = isPlainObject(flow.definition['triggers']) ? flow.definition['triggers'] : {};
  return Object.entries(triggers).flatMap(([triggerName, trigger]) => {
    const found = isPlainObject(trigger) ? findOperation(trigger, flow, workspace) : undefined;
    if (!found) return [];
    return [
      {
        watcherId: createDerivedId('watcher', 'flow', flow.name.toLowerCase(), triggerName),
        name: flow.displayName ?? flow.name,
        trigger: found.kind,
        subject: subjectOf(found.kind, found.parameters),
        parameters: found.parameters,
        ownerKind: 'flow' as const,
        ownerName: flow.name,
        targets: [{ kind: 'flow', key: flow.name, flow: flow.name, trigger: triggerName }],
        isEnabled: (flow.state ?? 'started') === 'started',
      },
    ];
  });
}

interface FoundOperation {
  readonly kind: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The trigger of ours that a flow's trigger names, or undefined when it waits for something else. */
function findOperation(trigger: Record<string, unknown>, flow: Flow, workspace: Workspace): FoundOperation | undefined {
  const type = String(trigger['type'] ?? '').toLowerCase();
  const inputs = isPlainObject(trigger['inputs']) ? trigger['inputs'] : {};
  const host = isPlainObject(inputs['host']) ? inputs['host'] : {};
  if (!CONNECTOR_TRIGGERS.includes(type) || !isOurConnector(host, flow, workspace)) return undefined;
  const kind = Object.values(triggerKinds).find((candidate) => candidate.operationId === host['operationId']);
  const parameters = isPlainObject(inputs['parameters']) ? inputs['parameters'] : {};
  return kind && { kind: kind.kind, parameters: plainParameters(parameters) };
}

function isOurConnector(host: Record<string, unknown>, flow: Flow, workspace: Workspace): boolean {
  if (/\/(shared_)?customer-?insights$/i.test(String(host['apiId'] ?? ''))) return true;
  const connection = flow.connections?.[String(host['connectionName'] ?? '')];
  return workspace.connections.find((candidate) => candidate.name === connection)?.connector === 'customer-insights';
}

/** Parameters without the prefix of body fields, the instance picker and nested option fields put together. */
function plainParameters(parameters: Record<string, unknown>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const name = key.replace(/^body\//, '');
    if (name === 'dataset' || name === 'instance') continue;
    if (name.startsWith('options/')) options[name.slice('options/'.length)] = value;
    else plain[name] = name === 'threshold' ? Number(value) : value;
  }
  return Object.keys(options).length > 0 ? { ...plain, options } : plain;
}

function subjectOf(trigger: TriggerKindName, parameters: Readonly<Record<string, unknown>>): string {
  const { subjectParameter } = triggerKinds[trigger];
  return subjectParameter === undefined ? '' : String(parameters[subjectParameter] ?? '');
}

function findWatcherProblems(watcher: WantedWatcher, workspace: Workspace): FluxuError[] {
  const place = { object: `${watcher.ownerKind === 'flow' ? 'flow' : 'trigger'} '${watcher.ownerName}'` };
  const shape = findProblems(triggerKinds[watcher.trigger].parameters, watcher.parameters, {
    ...place,
    pointer: '/parameters',
  });
  if (shape.length > 0 || watcher.subject === '') return shape;
  const { subjectParameter } = triggerKinds[watcher.trigger];
  const { kind, known } = knownSubjects(subjectParameter, workspace);
  const found = known.find((name) => name.toLowerCase() === watcher.subject.toLowerCase());
  if (!found)
    return [
      connectorError(
        'FLX_WATCH_SUBJECT',
        { kind, name: watcher.subject },
        { place, mend: suggestName(watcher.subject, known) },
      ),
    ];
  const measure = subjectParameter === 'measure' ? workspace.measures.find(({ name }) => name === found) : undefined;
  const needsRow = measure && !isScalarMeasure(measure) && watcher.parameters['row'] === undefined;
  return needsRow ? [connectorError('FLX_WATCH_DIMENSIONS', { name: found }, { place })] : [];
}

function knownSubjects(parameter: 'dataSource' | 'segment' | 'measure' | undefined, workspace: Workspace) {
  if (parameter === 'segment') return { kind: 'segment', known: workspace.segments.map(({ name }) => name) };
  if (parameter === 'measure') return { kind: 'measure', known: workspace.measures.map(({ name }) => name) };
  return { kind: 'data source', known: workspace.dataSources.map(({ name }) => name) };
}
