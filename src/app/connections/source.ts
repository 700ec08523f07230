import type { Clock } from '../../base/clock.ts';
import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import type { FileGate } from '../../base/file-gate.ts';
import { isPlainObject, type JsonObject } from '../../base/json.ts';
import type { Environment } from '../../base/settings.ts';
import type { ResolvedConnection } from '../../flows/actions/action.ts';
import { flowError } from '../../flows/catalogue.ts';
import { customerInsights } from '../../flows/connectors/customer-insights/index.ts';
import {
  type ConnectionValues,
  type Connector,
  type OauthClient,
  type OauthSettings,
  oauthSettingsOf,
  tokenValuesOf,
} from '../../flows/connectors/index.ts';
import type { Connection } from '../../model/connection.ts';
import { resolveReferences } from '../../sources/reference.ts';
import { getDefinition } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { ConnectorLibrary } from '../connectors/library.ts';
import { unsealParameters } from './secrets.ts';
import { TokenKeeper } from './token-keeper.ts';

export interface ConnectionSourceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly guard: EgressGuard;
  readonly library: ConnectorLibrary;
  readonly owner: string;
  readonly environment: Environment;
  /** Folder in which relative paths of `${file:…}` start. */
  readonly baseFolder: string;
  readonly files: FileGate;
}

/** Parameters of a connection that are about the connection itself: no connector has one of that name. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set(['$signIn', '$parameterSet']);

/** A connection with everything in the clear, and how it signs in. */
export interface OpenedConnection {
  readonly name: string;
  readonly connector: Connector;
  readonly values: ConnectionValues;
  readonly oauth: OauthSettings | undefined;
}

/** Connections of the workspace as flows use them: secrets in the clear, tokens fresh. */
export class ConnectionSource {
  readonly #options: ConnectionSourceOptions;
  readonly tokens: TokenKeeper;

  constructor(options: ConnectionSourceOptions) {
    this.#options = options;
    this.tokens = new TokenKeeper({ ...options, fetch: options.guard.fetch });
  }

  /**
   * The connection behind a reference of a flow. Our own insights need none.
   * @throws FLX_FLOW_CONNECTION, FLX_CALL_UNKNOWN_CONNECTOR, FLX_SOURCE_SECRET, FLX_OAUTH_REFUSED
   */
  async resolve(reference: string, connections: Readonly<Record<string, string>>): Promise<ResolvedConnection> {
    const name = connectionNameOf(reference, connections);
    const definition = await getDefinition(this.#options.store.db, { kind: 'connection', name });
    if (!definition) return { connector: await this.#withoutConnection(name, reference), values: {} };
    return this.ready(await this.open(definition.content));
  }

  /** A connection by name, ready to be used. @throws FLX_FLOW_CONNECTION, and as resolve */
  async require(name: string): Promise<ResolvedConnection> {
    return this.ready(await this.openByName(name));
  }

  /** @throws FLX_FLOW_CONNECTION */
  async openByName(name: string): Promise<OpenedConnection> {
    const definition = await getDefinition(this.#options.store.db, { kind: 'connection', name });
    if (!definition) throw flowError('FLX_FLOW_CONNECTION', { reference: name });
    return this.open(definition.content);
  }

  /** A connection with its secrets in the clear, without a token. */
  async open(connection: Connection): Promise<OpenedConnection> {
    const { store, library, environment, baseFolder, files } = this.#options;
    const connector = await library.require(connection.connector);
    const plain = unsealParameters(connection, store.vault) as JsonObject;
    const all = await resolveReferences(plain, { environment, baseFolder, files });
    const values = Object.fromEntries(Object.entries(all).filter(([name]) => !OF_THE_CONNECTION.has(name)));
    const client = isPlainObject(all['$signIn']) ? (all['$signIn'] as Partial<OauthClient>) : {};
    const set = typeof all['$parameterSet'] === 'string' ? all['$parameterSet'] : undefined;
    const hasToken = ['token', 'accessToken', 'access_token'].some((name) => values[name] !== undefined);
    const oauth = hasToken ? undefined : oauthSettingsOf(connector, { set, client, values: tokenValuesOf(values) });
    return { name: connection.name, connector, values, oauth };
  }

  /** An opened connection with a token where it needs one. @throws FLX_OAUTH_ENDED, FLX_OAUTH_REFUSED, FLX_OAUTH_CERTIFICATE */
  async ready({ name, connector, values, oauth }: OpenedConnection): Promise<ResolvedConnection> {
    if (!oauth) return { connector, values };
    const withToken = (token: object): ConnectionValues => ({ ...values, token, [oauth.parameter]: token });
    const token = await this.tokens.current(name, oauth);
    if (!token) return { connector, values };
    const renew = async () => {
      const fresh = await this.tokens.renew(name, oauth, token);
      return fresh && withToken(fresh);
    };
    return { connector, values: withToken(token), renew };
  }

  async #withoutConnection(name: string, reference: string): Promise<Connector> {
    if (!isOwnConnection(name)) throw flowError('FLX_FLOW_CONNECTION', { reference });
    return this.#options.library.require(customerInsights.name);
  }
}

/** Name of the connection that a reference of a flow stands for: the one that the flow names, else that of the reference. */
export function connectionNameOf(reference: string, connections: Readonly<Record<string, string>>): string {
  const short = reference.split('/').at(-1) ?? reference;
  return connections[reference] ?? connections[short] ?? short;
}

/** Whether a name stands for our own insights, which need no connection. */
export function isOwnConnection(name: string): boolean {
  return [customerInsights.name, ...customerInsights.apiNames].includes(name.replace(/[_-]\d+$/, ''));
}
