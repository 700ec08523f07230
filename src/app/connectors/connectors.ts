import type { Clock } from '../../base/clock.ts';
import { isPlainObject } from '../../base/json.ts';
import {
  CONNECTORS,
  type Connector,
  type ConnectorFiles,
  type CustomerInsightsPort,
  type callOperation,
  connectionFormOf,
  DEFINITION_FILE,
  flowConnectorError,
  listProperties,
  PROPERTIES_FILE,
  readConnector,
  reportOn,
} from '../../flows/connectors/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { listConnectors, removeConnector, type StoredConnector, saveConnector } from '../../store/connectors.ts';
import { listDefinitions } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { ConnectionSource } from '../connections/source.ts';
import type { AppConnectors } from '../rooms/flows.ts';
import type { ConnectionFormView, ConnectorDetail, ConnectorSummary, DynamicRequest } from '../view/connector.ts';
import { fetchFiles, filesOf } from './fetch-files.ts';
import type { ConnectorLibrary } from './library.ts';
import { packFiles } from './stored-files.ts';

export interface ConnectorsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly library: ConnectorLibrary;
  readonly source: ConnectionSource;
  readonly fetch: typeof globalThis.fetch;
  /** Our own insights, whose entities have schemas too. */
  readonly customerInsights: CustomerInsightsPort;
  /** Address to which services send the browser back. */
  readonly redirectUrl: string;
}

/** Connectors that flows can use: those that come with Fluxu, and any other definition that a user adds. */
export function createConnectors(options: ConnectorsOptions): AppConnectors {
  const { store, library } = options;
  const detail = async (name: string): Promise<ConnectorDetail> => {
    const connector = await library.require(name);
    const stored = (await listConnectors(store.db)).find(({ name: own }) => own === connector.name);
    return detailOf(connector, stored, options.redirectUrl);
  };
  return {
    list: async () => {
      const stored = await listConnectors(store.db);
      return (await library.all()).map((connector) =>
        viewOf(connector, isBuiltIn(connector) ? undefined : stored.find(({ name }) => name === connector.name)),
      );
    },
    get: detail,
    addFiles: async (files, request) => detail(await add(files, request, options)),
    addBytes: async (bytes, request) => detail(await add(filesOf(bytes), request, options)),
    addDefinition: async ({ definition, properties, ...request }) => {
      const parts = [[DEFINITION_FILE, definition] as const, [PROPERTIES_FILE, properties] as const];
      const files = parts.flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Buffer.from(JSON.stringify(value))] as const],
      );
      return detail(await add(new Map(files), request, options));
    },
    addFromAddress: async ({ url, ...request }) =>
      detail(await add(await fetchFiles(url, options.fetch), { ...request, origin: withoutQuery(url) }, options)),
    remove: (name, actor) => remove(name, actor, options),
    properties: async (request) => listProperties(await dynamicCall(request, options)),
  };
}

function isBuiltIn(connector: Connector): boolean {
  return CONNECTORS.includes(connector);
}

interface AddRequest {
  readonly name?: string | undefined;
  readonly origin: string;
  readonly actor: string;
}

async function add(files: ConnectorFiles, request: AddRequest, { store, clock }: ConnectorsOptions): Promise<string> {
  const { title, operations } = readConnector(request.name ?? 'connector', files).connector.contract;
  if (operations.length === 0)
    throw flowConnectorError('FLX_CONNECTOR_UNREADABLE', {
      file: DEFINITION_FILE,
      reason: 'it has no operation of OpenAPI 2.0',
    });
  const name = request.name ?? nameFrom(title);
  checkName(name);
  const address = await store.blobs.putBytes(packFiles(files));
  const addedAt = clock.now().toISOString();
  await store.transaction(async (tx) => {
    await saveConnector(tx, { name, title, address, origin: request.origin, addedBy: request.actor, addedAt });
    await recordAudit(tx, {
      actor: request.actor,
      action: 'connector.add',
      objectKind: 'connector',
      objectName: name,
      clock,
    });
  });
  return name;
}

/** `Contoso Invoicing (Preview)` becomes `contosoinvoicingpreview`, as Power Platform names its connectors. */
function nameFrom(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '');
}

function checkName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_-]{1,79}$/.test(name))
    throw flowConnectorError('FLX_CONNECTOR_NAME', { name, reason: 'it has other characters or is too short or long' });
  if (comesWithFluxu(name))
    throw flowConnectorError('FLX_CONNECTOR_NAME', { name, reason: 'a connector of that name comes with Fluxu' });
}

function comesWithFluxu(name: string): boolean {
  return CONNECTORS.some((own) => [own.name, ...own.apiNames].includes(name.toLowerCase()));
}

async function remove(name: string, actor: string, { store, clock }: ConnectorsOptions): Promise<void> {
  if (comesWithFluxu(name)) throw flowConnectorError('FLX_CONNECTOR_BUILT_IN', { name });
  const connections = (await listDefinitions(store.db, 'connection')).filter(
    ({ content }) => isPlainObject(content) && String(content['connector']).toLowerCase() === name.toLowerCase(),
  );
  if (connections.length > 0)
    throw flowConnectorError('FLX_CONNECTOR_IN_USE', {
      name,
      connections: connections.map((one) => one.name).join(', '),
    });
  await store.transaction(async (tx) => {
    if (!(await removeConnector(tx, name))) throw flowConnectorError('FLX_CALL_UNKNOWN_CONNECTOR', { name });
    await recordAudit(tx, { actor, action: 'connector.remove', objectKind: 'connector', objectName: name, clock });
  });
}

async function dynamicCall(request: DynamicRequest, options: ConnectorsOptions) {
  const { source, fetch, clock, customerInsights } = options;
  const { connector, values, renew } = await source.require(request.connection);
  const { operationId, parameter, parameters } = request;
  return {
    connector,
    connection: values,
    renewConnection: renew,
    operationId,
    parameter,
    parameters,
    fetch,
    clock,
    customerInsights,
    idempotencyKey: `design/${request.connection}`,
  } satisfies Parameters<typeof callOperation>[0] & { parameter: string };
}

function withoutQuery(url: string): string {
  return URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : 'an address';
}

function viewOf(connector: Connector, stored: StoredConnector | undefined): ConnectorSummary {
  const { contract, properties } = connector;
  const inner = isPlainObject(properties['properties']) ? properties['properties'] : {};
  const color = inner['iconBrandColor'];
  const triggers = contract.operations.filter(({ kind }) => kind !== 'action').length;
  return {
    name: connector.name,
    title: contract.title || connector.name,
    description: contract.description,
    isBuiltIn: isBuiltIn(connector),
    ...(typeof color === 'string' && { color }),
    actions: contract.operations.length - triggers,
    triggers,
    ...(stored && { origin: stored.origin, addedBy: stored.addedBy, addedAt: stored.addedAt }),
  };
}

function detailOf(connector: Connector, stored: StoredConnector | undefined, redirectUrl: string): ConnectorDetail {
  const { scriptOperations, problems } = connector.contract;
  const report = reportOn({ connector, problems });
  const operations = report.operations.map((operation) => ({
    ...operation,
    needsScript: scriptOperations === true || scriptOperations.includes(operation.operationId),
  }));
  const form: ConnectionFormView = { connector: connector.name, redirectUrl, sets: connectionFormOf(connector) };
  return {
    connector: viewOf(connector, isBuiltIn(connector) ? undefined : stored),
    form,
    authentication: report.authentication,
    operations,
    problems: report.problems,
  };
}
