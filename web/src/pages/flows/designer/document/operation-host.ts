import type { ConnectorView, OperationView } from '../../../../../../src/app/view/designer.ts';
import { type FlowDefinition, membersOf, type StepDefinition, typeOf } from './definition.ts';
import { allSteps } from './find.ts';

/** The operation of a connector that a step names. */
export interface OperationHost {
  readonly apiName: string;
  /** Name of the connection reference. */
  readonly reference: string;
  readonly operationId: string | undefined;
}

const CONNECTOR_TYPES = /^(open)?apiconnection/;

/** The connector operation of a step; undefined for built-in ones. */
export function readHost(step: StepDefinition): OperationHost | undefined {
  if (!CONNECTOR_TYPES.test(typeOf(step))) return undefined;
  const host = membersOf(membersOf(step['inputs'])['host']);
  const reference = referenceOf(host);
  const api =
    String(host['apiId'] ?? '')
      .split('/')
      .at(-1) ?? '';
  const operationId = host['operationId'];
  return {
    apiName: api || reference,
    reference: reference || api,
    operationId: typeof operationId === 'string' ? operationId : undefined,
  };
}

/** `connectionName`, or the name inside `@parameters('$connections')['shared_teams']['connectionId']`. */
function referenceOf(host: Readonly<Record<string, unknown>>): string {
  const { connectionName } = host;
  if (typeof connectionName === 'string') return connectionName;
  const { name, referenceName } = membersOf(host['connection']);
  if (typeof referenceName === 'string') return referenceName;
  return /\['([^']+)'\]\['connectionId'\]/.exec(String(name ?? ''))?.[1] ?? '';
}

/** Our own insights, which steps reach without a connection. */
const OWN_CONNECTOR = /^(shared_)?customer-?insights/;

/** Whether steps of a connector need a connection of the workspace. */
export function needsConnection({ apiName }: Pick<OperationHost, 'apiName'>): boolean {
  return !OWN_CONNECTOR.test(apiName.toLowerCase());
}

/** The services that triggers and steps of a flow need a connection to, each reference once. */
export function connectionHosts(definition: FlowDefinition): readonly OperationHost[] {
  const steps = [...Object.values(definition.triggers ?? {}), ...allSteps(definition).map(({ step }) => step)];
  const hosts = steps.flatMap((step) => readHost(step) ?? []).filter(needsConnection);
  return [...new Map(hosts.map((host) => [host.reference, host])).values()];
}

/** The connector a name in a definition stands for. */
export function findConnectorView(connectors: readonly ConnectorView[], apiName: string): ConnectorView | undefined {
  const wanted = apiName.toLowerCase().replace(/[_-]\d+$/, '');
  return connectors.find(({ apiName: own, name }) =>
    [own.toLowerCase(), name.toLowerCase(), `shared_${name.toLowerCase()}`].includes(wanted),
  );
}

/** The operation a step calls, with its connector. */
export function findOperationView(
  connectors: readonly ConnectorView[],
  step: StepDefinition,
): { readonly connector: ConnectorView; readonly operation: OperationView | undefined } | undefined {
  const host = readHost(step);
  const connector = host && findConnectorView(connectors, host.apiName);
  if (!host || !connector) return undefined;
  return { connector, operation: connector.operations.find(({ operationId }) => operationId === host.operationId) };
}

/** A new step that calls an operation, with the defaults of its required parameters. */
export function createOperationStep(connector: ConnectorView, operation: OperationView): StepDefinition {
  const parameters = operation.fields
    .filter(({ isRequired, default: fallback }) => isRequired && fallback !== undefined)
    .map(({ name, default: fallback }) => [name, fallback] as const);
  return {
    type: operation.kind === 'webhook' ? 'OpenApiConnectionWebhook' : 'OpenApiConnection',
    inputs: {
      host: {
        apiId: `/providers/Microsoft.PowerApps/apis/${connector.apiName}`,
        connectionName: connector.apiName,
        operationId: operation.operationId,
      },
      parameters: Object.fromEntries(parameters),
      authentication: "@parameters('$authentication')",
    },
    ...(operation.kind === 'polling' && { recurrence: { frequency: 'Minute', interval: 3 } }),
  };
}
