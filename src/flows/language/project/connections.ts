import { pointerToken } from '../../../base/json.ts';
import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { type ActionNode, outlineOf } from '../check/outline.ts';
import type { Report } from '../check/report.ts';
import { isAbsent, isDynamic, memberOf, Spot } from '../check/shape.ts';
import { findKey } from '../values/properties.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import type { Project } from './find.ts';

/** The sections of a `connections.json`. */
type Section = 'managedApiConnections' | 'serviceProviderConnections' | 'functionConnections';

/** One place of an action or trigger that names a connection. */
interface ConnectionUse {
  readonly name: Value;
  readonly spot: Spot;
  readonly section: Section;
}

/** Reports connections that actions and triggers name and the project has not. */
export function checkConnections(
  definition: Value,
  { pointer, project, report }: { pointer: string; project: Project; report: Report },
): void {
  const known = project.connections?.content ?? (project.connections ? undefined : {});
  if (known === undefined || !(project.connections || project.manifest || project.isApplication)) return;
  for (const { name, spot, section } of usesIn(definition, pointer, report)) {
    if (typeof name !== 'string') spot.wrongType(name, 'the name of a connection');
    else if (!isDynamic(name)) {
      const names = [...namesIn(known, section), ...templateNames(project, section)];
      if (!names.some((one) => one.toLowerCase() === name.toLowerCase()))
        spot.add(
          languageError('FLX_DEFINITION_REFERENCE', { what: 'connection', name }, { mend: suggestName(name, names) }),
        );
    }
  }
}

function usesIn(definition: Value, pointer: string, report: Report): readonly ConnectionUse[] {
  const { nodes } = outlineOf(memberOf(definition, 'actions'), `${pointer}/actions`);
  const triggers = memberOf(definition, 'triggers');
  const operations = [
    ...nodes.map(({ definition: action, pointer: at }: ActionNode) => [action, at] as const),
    ...Object.entries(isObject(triggers) ? triggers : {}).map(
      ([name, trigger]) => [trigger, `${pointer}/triggers/${pointerToken(name)}`] as const,
    ),
  ];
  return operations.flatMap(([operation, at]) => useOf(operation, new Spot(at, report)) ?? []);
}

const SECTIONS: readonly (readonly [RegExp, Section, readonly string[]])[] = [
  [/^apiconnection/, 'managedApiConnections', ['host', 'connection', 'referenceName']],
  [/^serviceprovider$/, 'serviceProviderConnections', ['serviceProviderConfiguration', 'connectionName']],
  [/^function$/, 'functionConnections', ['function', 'connectionName']],
];

function useOf(operation: Value, spot: Spot): ConnectionUse | undefined {
  const type = String(memberOf(operation, 'type') ?? '').toLowerCase();
  const [, section, path] = SECTIONS.find(([pattern]) => pattern.test(type)) ?? [];
  if (!section || !path) return undefined;
  let value: Value | undefined = memberOf(operation, 'inputs');
  let at = spot.child('inputs');
  for (const key of path) {
    const own = isObject(value) ? findKey(value, key) : undefined;
    if (own === undefined || !isObject(value)) return undefined;
    value = value[own];
    at = at.child(own);
  }
  return value === undefined ? undefined : { name: value, spot: at, section };
}

function namesIn(connections: Value, section: Section): readonly string[] {
  const entries = memberOf(connections, section);
  return Object.entries(isObject(entries) ? entries : {}).flatMap(([name, entry]) => (isAbsent(entry) ? [] : [name]));
}

/** Connections that a template's manifest asks for: `kind` and connector must agree with how they are used. */
function templateNames({ manifest }: Project, section: Section): readonly string[] {
  const entries = memberOf(manifest?.content, 'connections');
  const named = isArray(entries)
    ? entries.flatMap((entry) => listedNames(entry).map((name) => [name, entry] as const))
    : Object.entries(isObject(entries) ? entries : {});
  return named.flatMap(([name, entry]) => (fitsSection(entry, section) && /^[\w.#-]+$/.test(name) ? [name] : []));
}

/** The names of a connection that a manifest only lists: its own or its connector's, with or without the workflow's. */
function listedNames(entry: Value): readonly string[] {
  const own =
    memberOf(entry, 'name') ??
    String(memberOf(entry, 'connectorId') ?? '')
      .split('/')
      .at(-1);
  return typeof own === 'string' && own !== '' ? [own, `${own}_#workflowname#`] : [];
}

function fitsSection(entry: Value, section: Section): boolean {
  const connector = String(memberOf(entry, 'connectorId') ?? '');
  const kind = String(memberOf(entry, 'kind') ?? '').toLowerCase();
  if (section === 'managedApiConnections') return kind === 'shared' && /\/managedApis\//i.test(connector);
  return section === 'serviceProviderConnections' && kind === 'inapp' && /^\/serviceProviders\//i.test(connector);
}
