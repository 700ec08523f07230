import type { FluxuError, Place } from '../../base/errors.ts';
import { isPlainObject, pointerOf } from '../../base/json.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Flow } from '../../model/flow.ts';
import { triggerKinds } from '../../triggers/index.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { connectorError } from '../catalogue.ts';
import { pollingOperationId } from '../definition/triggers.ts';
import { readParameters } from './flow-parameters.ts';

/** A trigger of a flow that waits for one of ours. */
export interface FlowTrigger {
  /** Name in the flow's definition. */
  readonly name: string;
  readonly kind: TriggerKind;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Trigger types of the Workflow Definition Language that wait for a connector. */
const CONNECTOR_TRIGGERS = new Set([
  'openapiconnectionwebhook',
  'openapiconnection',
  'openapiconnectionnotification',
  'apiconnectionwebhook',
  'apiconnection',
  'apiconnectionnotification',
]);

/** The triggers of a flow that wait for our connector, and what is wrong with them. */
export function readFlowTriggers(
  flow: Flow,
  workspace: Pick<Workspace, 'connections'>,
): { readonly triggers: readonly FlowTrigger[]; readonly problems: readonly FluxuError[] } {
  const definitions = isPlainObject(flow.definition['triggers']) ? flow.definition['triggers'] : {};
  const triggers: FlowTrigger[] = [];
  const problems: FluxuError[] = [];
  for (const [name, trigger] of Object.entries(definitions)) {
    const inputs = isPlainObject(trigger) && isPlainObject(trigger['inputs']) ? trigger['inputs'] : undefined;
    if (!inputs || !isOurs(trigger, inputs, { flow, workspace })) continue;
    const place = { object: `flow '${flow.name}'`, pointer: pointerOf('definition', 'triggers', name, 'inputs') };
    const operationId = operationOf(inputs);
    const kind = Object.values(triggerKinds).find((candidate) => isOperation(candidate, operationId));
    if (!kind) {
      problems.push(unknownOperation(operationId, place));
      continue;
    }
    const read = readParameters(
      { ...objectOf(inputs['queries']), ...objectOf(inputs['parameters']) },
      { kind, flow, place },
    );
    problems.push(...read.problems);
    triggers.push({ name, kind, parameters: read.parameters });
  }
  return { triggers, problems };
}

function isOurs(
  trigger: unknown,
  inputs: Record<string, unknown>,
  { flow, workspace }: { readonly flow: Flow; readonly workspace: Pick<Workspace, 'connections'> },
): boolean {
  const type = isPlainObject(trigger) ? String(trigger['type'] ?? '').toLowerCase() : '';
  if (!CONNECTOR_TRIGGERS.has(type)) return false;
  const host = objectOf(inputs['host']);
  if (/(^|\/)(shared_)?customer-?insights$/i.test(String(host['apiId'] ?? ''))) return true;
  const reference = referenceOf(host);
  const connection = reference === undefined ? undefined : (flow.connections?.[reference] ?? reference);
  return workspace.connections.find(({ name }) => name === connection)?.connector === 'customer-insights';
}

/** The connection reference as Power Automate (`connectionName`) and Logic Apps (`connection.name`) write it. */
function referenceOf(host: Record<string, unknown>): string | undefined {
  if (typeof host['connectionName'] === 'string') return host['connectionName'];
  const connection = objectOf(host['connection']);
  if (typeof connection['referenceName'] === 'string') return connection['referenceName'];
  return /\$connections'\)\['([^']+)'\]/.exec(String(connection['name'] ?? ''))?.[1];
}

/** The operation by its id, or, as Logic Apps writes it, by its path. */
function operationOf(inputs: Record<string, unknown>): string {
  const { operationId } = objectOf(inputs['host']) as { operationId?: unknown };
  if (typeof operationId === 'string') return operationId;
  return (
    String(inputs['path'] ?? '')
      .split('/')
      .at(-1) ?? ''
  );
}

function isOperation(trigger: TriggerKind, wanted: string): boolean {
  return [trigger.kind, trigger.operationId, pollingOperationId(trigger)].some(
    (name) => name.toLowerCase() === wanted.toLowerCase(),
  );
}

function unknownOperation(operationId: string, place: Place): FluxuError {
  const known = Object.values(triggerKinds).map((kind) => kind.operationId);
  return connectorError('FLX_WATCH_OPERATION', { operationId }, { place, mend: suggestName(operationId, known) });
}

function objectOf(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {};
}
