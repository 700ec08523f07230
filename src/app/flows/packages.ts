import { writeFile } from 'node:fs/promises';
import { writeArchive } from '../../base/archive.ts';
import type { Clock } from '../../base/clock.ts';
import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import { packageError } from '../../flows/packages/catalogue.ts';
import {
  type ExportFormat,
  findConnectionReferences,
  type KeptOriginal,
  type ReadFlow,
  readFlows,
  writeFlow,
} from '../../flows/packages/index.ts';
import type { Flow } from '../../model/flow.ts';
import { getDefinition, readWorkspace, requireDefinition } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { AppFlowPackages } from '../rooms/flows.ts';
import type { FlowExport, FlowImport, ImportedFlow } from '../view/flow-package.ts';

export interface FlowPackagesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly definitions: Pick<AppDefinitions, 'put'>;
}

/** Flows in and out of the workspace. */
export function createFlowPackages(options: FlowPackagesOptions): AppFlowPackages {
  return {
    import: (given) => eachFlow(given, (read) => importFlow(options, given, read)),
    preview: (given) => eachFlow(given, async (read) => (await planImport(options, given, read)).view),
    export: (name, format) => exportFlow(options, name, format),
    exportAll: async (names, format) => {
      const files = await Promise.all(names.map((name) => exportFlow(options, name, format)));
      const bytes = writeArchive(Object.fromEntries(files.map(({ fileName, bytes: each }) => [fileName, each])));
      return { fileName: 'flows.zip', contentType: 'application/zip', bytes };
    },
  };
}

async function eachFlow(
  given: FlowImport,
  work: (read: ReadFlow) => Promise<ImportedFlow>,
): Promise<readonly ImportedFlow[]> {
  const flows = readFlows(given.file, given.content, given.read);
  if (given.name !== undefined && flows.length > 1)
    throw packageError('FLX_PACKAGE_NAME', { file: given.file, count: flows.length });
  const known = new Set(flows.flatMap(({ references }) => references.map(({ reference }) => reference)));
  for (const reference of Object.keys(given.connections ?? {}))
    if (!known.has(reference)) throw packageError('FLX_PACKAGE_CONNECTION', { file: given.file, reference });
  const done: ImportedFlow[] = [];
  for (const flow of flows) done.push(await work(flow));
  return done;
}

async function importFlow(options: FlowPackagesOptions, given: FlowImport, read: ReadFlow): Promise<ImportedFlow> {
  const { flow, view } = await planImport(options, given, read);
  await keepOriginal(options.store, read.original);
  const { changedBy } = given;
  const { version } = await options.definitions.put({ kind: 'flow', name: flow.name, definition: flow, changedBy });
  return { ...view, version };
}

/** The flow that an import would keep, and what is to be said of it; nothing is kept. */
async function planImport(
  { store }: FlowPackagesOptions,
  given: FlowImport,
  read: ReadFlow,
): Promise<{ readonly flow: Flow; readonly view: ImportedFlow }> {
  const name = given.name ?? read.name;
  const before = await getDefinition(store.db, { kind: 'flow', name });
  const known = (await readWorkspace(store.db)).connections.map((connection) => connection.name);
  const connections = connectionsOf(read, { ...before?.content.connections, ...given.connections });
  const references = read.references.map((reference) => {
    const connection = connections[reference.reference];
    return { ...reference, ...(connection !== undefined && { connection }) };
  });
  const missingConnections = references.filter(
    ({ connection }) => connection === undefined || !known.includes(connection),
  );
  const state = before?.content.state ?? (missingConnections.length > 0 ? 'stopped' : 'started');
  const flow: Flow = {
    ...before?.content,
    name: before?.content.name ?? name,
    displayName: before?.content.displayName ?? read.displayName,
    state,
    definition: read.definition,
    ...(Object.keys(connections).length > 0 && { connections }),
    ...(Object.keys(read.parameters).length > 0 && { parameters: read.parameters }),
    importedFrom: { ...read.origin, address: addressOfOriginal(read.original) },
  };
  const isUnchanged = before?.hash === hashOf(canonicalJson(flow));
  const view: ImportedFlow = {
    flow: flow.name,
    displayName: flow.displayName ?? flow.name,
    file: given.file,
    ...(read.origin.path !== undefined && { path: read.origin.path }),
    format: read.origin.format,
    result: before === undefined ? 'created' : isUnchanged ? 'unchanged' : 'updated',
    version: before?.version ?? 0,
    state,
    connections: references,
    missingConnections,
    ...faultsOf(read),
  };
  return { flow, view };
}

function faultsOf({ open, check }: ReadFlow) {
  const diagnostics = check.diagnostics.map(({ code, severity, pointer, message }) => ({
    code,
    severity,
    pointer,
    message,
  }));
  return { openValues: [...open], diagnostics, unsupported: [...check.unsupported], runnable: check.runnable };
}

/** Connections for the references that the flow has. */
function connectionsOf(
  { references }: ReadFlow,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = references.flatMap(({ reference }) =>
    Object.hasOwn(given, reference) ? [[reference, given[reference] ?? ''] as const] : [],
  );
  return Object.fromEntries(entries);
}

function addressOfOriginal(bytes: Uint8Array): string {
  return `imports/${hashOf(bytes)}`;
}

/** Keeps a file as it came, apart from payloads of runs, whose time is limited. */
async function keepOriginal({ blobs }: Store, bytes: Uint8Array): Promise<void> {
  const draft = await blobs.reservePath();
  await writeFile(draft, bytes);
  await blobs.putFiles([{ path: draft, name: addressOfOriginal(bytes) }]);
}

async function exportFlow(
  { store, clock }: FlowPackagesOptions,
  name: string,
  format: ExportFormat,
): Promise<FlowExport> {
  const { content } = await requireDefinition(store.db, { kind: 'flow', name });
  const { parameters = {}, definition, displayName = content.name, description, state } = content;
  const references = findConnectionReferences({ definition: definition as never });
  const declared = Object.keys(content.connections ?? {}).filter(
    (reference) => !references.some((known) => known.reference === reference),
  );
  const flow = {
    name: content.name,
    displayName,
    description,
    definition,
    parameters,
    references: [...references, ...declared.map((reference) => ({ reference }))],
    isStopped: state === 'stopped',
    writtenAt: clock.now().toISOString(),
  };
  return writeFlow(flow, format, await originalOf(store, content));
}

/** The file the flow came from, if it is still there. */
async function originalOf({ blobs }: Store, { importedFrom }: Flow): Promise<KeptOriginal | undefined> {
  if (!importedFrom) return undefined;
  try {
    return { origin: importedFrom, bytes: await blobs.read(importedFrom.address) };
  } catch {
    return undefined;
  }
}
