import type { Clock } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { CallResult } from './call-result.ts';
import type { CustomerInsightsPort } from './customer-insights/port.ts';
import { type ConnectorContract, readContract } from './definition/contract.ts';

/** Values of a connection's parameters by name: host, key, user, … */
export type ConnectionValues = Readonly<Record<string, unknown>>;

/** What a call may do to the world outside. */
export interface CallEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Address to connect to for a host name, after the egress check; the name itself when left out. */
  readonly resolveHost?: ((host: string) => Promise<string>) | undefined;
  /** Our own insights, for the connector `customer-insights`. */
  readonly customerInsights?: CustomerInsightsPort | undefined;
}

/** One call of a built-in operation. */
export interface NativeCall {
  /** By declared name; a body parameter is the whole body. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly connection: ConnectionValues;
  /** Same for every attempt of one step, so that a repeat can be recognised. */
  readonly idempotencyKey: string;
  /** Page where a reader finds the whole of what had to be shortened, e.g. the run. */
  readonly link?: string | undefined;
  readonly effects: CallEffects;
}
export type NativeOperation = (call: NativeCall) => Promise<CallResult>;

/** Something flows talk to: a Power Platform connector definition and, for built-in ones, what runs it. */
export interface Connector {
  readonly name: string;
  /** Names by which flows refer to it, e.g. `shared_teams`. */
  readonly apiNames: readonly string[];
  /** `apiDefinition.swagger.json`: OpenAPI 2.0 with `x-ms-*`. */
  readonly definition: JsonObject;
  /** `apiProperties.json`: connection parameters, policies, looks. */
  readonly properties: JsonObject;
  readonly contract: ConnectorContract;
  /** Built-in operations by operationId; all others go over HTTP. */
  readonly operations: Readonly<Record<string, NativeOperation>>;
}

/** A connector from its definition; built-in ones add operations. */
export function createConnector(parts: {
  readonly name: string;
  readonly apiNames?: readonly string[];
  readonly definition: JsonObject;
  readonly properties?: JsonObject;
  readonly operations?: Readonly<Record<string, NativeOperation>>;
}): Connector {
  const properties = parts.properties ?? {};
  return Object.freeze({
    name: parts.name,
    apiNames: parts.apiNames ?? [`shared_${parts.name}`],
    definition: parts.definition,
    properties,
    contract: readContract(parts.definition, properties),
    operations: parts.operations ?? {},
  });
}
