import { flowError } from '../../flows/catalogue.ts';
import type { Flow } from '../../model/flow.ts';
import { getDefinition, listDefinitions } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';

/** Most flows kept in memory. */
const MOST_FLOWS = 500;

/** Flows as they are defined now, one object for each version, so that what is made of a version can be remembered. */
export class FlowDefinitions {
  readonly #store: Pick<Store, 'db'>;
  readonly #known = new Map<string, { readonly hash: string; readonly flow: Flow }>();

  constructor(store: Pick<Store, 'db'>) {
    this.#store = store;
  }

  async find(name: string): Promise<Flow | undefined> {
    const record = await getDefinition(this.#store.db, { kind: 'flow', name });
    if (!record) return undefined;
    return this.#remember(record);
  }

  async list(): Promise<readonly Flow[]> {
    const records = await listDefinitions(this.#store.db, 'flow');
    return records.map((record) => this.#remember(record));
  }

  #remember({ name, hash, content }: { readonly name: string; readonly hash: string; readonly content: Flow }): Flow {
    const key = name.toLowerCase();
    const known = this.#known.get(key);
    if (known?.hash === hash) return known.flow;
    if (this.#known.size >= MOST_FLOWS) this.#known.clear();
    this.#known.set(key, { hash, flow: content });
    return content;
  }

  /** @throws FLX_FLOW_UNKNOWN */
  async require(name: string): Promise<Flow> {
    const flow = await this.find(name);
    if (!flow) throw flowError('FLX_FLOW_UNKNOWN', { flow: name });
    return flow;
  }
}

/** The trigger of a flow by name, or its first. @throws FLX_FLOW_NO_TRIGGER */
export function triggerNameOf({ name: flow, definition }: Pick<Flow, 'name' | 'definition'>, wanted?: string): string {
  const names = Object.keys((definition['triggers'] ?? {}) as object);
  const found = wanted === undefined ? names[0] : names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw flowError('FLX_FLOW_NO_TRIGGER', { flow, trigger: wanted ?? '' });
  return found;
}
