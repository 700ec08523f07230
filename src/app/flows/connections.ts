import type { JsonObject } from '../../base/json.ts';
import type { Environment } from '../../base/settings.ts';
import type { ResolvedConnection } from '../../flows/actions/action.ts';
import { flowError } from '../../flows/catalogue.ts';
import { type Connector, findConnector } from '../../flows/connectors/index.ts';
import { resolveReferences } from '../../sources/reference.ts';
import { getDefinition } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';

export interface ConnectionOptions {
  readonly store: Pick<Store, 'db'>;
  readonly environment: Environment;
  /** Folder in which relative paths of `${file:…}` start. */
  readonly baseFolder: string;
}

/**
 * The connection of this workspace behind a reference of a flow, with its secrets in the clear. Our own insights need none.
 * @throws FLX_FLOW_CONNECTION, FLX_CALL_UNKNOWN_CONNECTOR, FLX_SOURCE_SECRET
 */
export async function resolveConnection(
  { reference, connections }: { readonly reference: string; readonly connections: Readonly<Record<string, string>> },
  { store, environment, baseFolder }: ConnectionOptions,
): Promise<ResolvedConnection> {
  const short = reference.split('/').at(-1) ?? reference;
  const name = connections[reference] ?? connections[short] ?? short;
  const connection = await getDefinition(store.db, { kind: 'connection', name });
  if (!connection) return { connector: withoutConnection(name, reference), values: {} };
  const { connector, parameters = {} } = connection.content;
  const values = await resolveReferences(parameters as JsonObject, { environment, baseFolder });
  return { connector: findConnector(connector), values };
}

function withoutConnection(name: string, reference: string): Connector {
  const [connector] = ['customer-insights'].map((own) => findConnector(own));
  const isOurs = connector && [connector.name, ...connector.apiNames].includes(name.replace(/[_-]\d+$/, ''));
  if (!isOurs) throw flowError('FLX_FLOW_CONNECTION', { reference });
  return connector;
}
