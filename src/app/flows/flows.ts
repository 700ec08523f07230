import { isPlainObject } from '../../base/json.ts';
import type { DeliveryHandler } from '../../connector/delivery/dispatcher.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { Flow } from '../../model/flow.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { AppFlows, AppRuns } from '../app.ts';
import type { FlowView, RunSummary } from '../view/flow.ts';

export interface FlowPartsOptions {
  readonly store: Store;
}

/** What the application needs of flows. */
export interface FlowParts {
  readonly flows: AppFlows;
  readonly runs: AppRuns;
  /** Who takes deliveries, by target kind. */
  readonly handlers: Readonly<Record<string, DeliveryHandler>>;
  latestRuns(): Promise<readonly RunSummary[]>;
  runsOfEvent(eventId: string): Promise<readonly string[]>;
  start(): Promise<void>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Flows as they are defined. Deliveries to flows stay pending until an engine takes them. */
export async function createFlowParts({ store }: FlowPartsOptions): Promise<FlowParts> {
  const unknown = (name: string) => flowError('FLX_FLOW_UNKNOWN', { flow: name });
  return {
    flows: {
      list: async () => (await readWorkspace(store.db)).flows.map(viewOf),
      run: async (name) => {
        throw unknown(name);
      },
    },
    runs: {
      list: async () => ({ items: [] }),
      get: async (runId) => {
        throw unknown(runId);
      },
      cancel: async (runId) => {
        throw unknown(runId);
      },
      resubmit: async (runId) => {
        throw unknown(runId);
      },
    },
    handlers: {},
    latestRuns: async () => [],
    runsOfEvent: async () => [],
    start: async () => {},
    settle: async () => {},
    stop: async () => {},
  };
}

function viewOf({ name, displayName = name, description, state = 'started', definition }: Flow): FlowView {
  const triggers = isPlainObject(definition['triggers']) ? Object.values(definition['triggers']) : [];
  const trigger = triggers.find(isPlainObject);
  return { name, displayName, description, state, trigger: String(trigger?.['type'] ?? 'manual') };
}
