import { CONNECTORS, type Connector, findConnector, readConnector } from '../../flows/connectors/index.ts';
import { listConnectors } from '../../store/connectors.ts';
import type { Database } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { unpackFiles } from './stored-files.ts';

/** The connectors that come with Fluxu and those that users added. */
export class ConnectorLibrary {
  readonly #store: Store;
  /** Added connectors by the address of their files, which never change. */
  readonly #loaded = new Map<string, Promise<Connector>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** All connectors; one that a user added stands before one of the same name that comes with Fluxu. */
  async all(db?: Database): Promise<readonly Connector[]> {
    return [...(await this.added(db)), ...CONNECTORS];
  }

  /** Those that users added, by name; inside a transaction give it. */
  async added(db: Database = this.#store.db): Promise<readonly Connector[]> {
    const stored = await listConnectors(db);
    return Promise.all(stored.map(({ name, address }) => this.#load(name, address)));
  }

  /** @throws FLX_CALL_UNKNOWN_CONNECTOR */
  async require(reference: string, db?: Database): Promise<Connector> {
    return findConnector(reference, await this.all(db));
  }

  #load(name: string, address: string): Promise<Connector> {
    const key = `${name} ${address}`;
    const known = this.#loaded.get(key);
    if (known) return known;
    const loading = this.#store.blobs.read(address).then((bytes) => readConnector(name, unpackFiles(bytes)).connector);
    this.#loaded.set(key, loading);
    loading.catch(() => this.#loaded.delete(key));
    return loading;
  }
}
