import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { createSeededRandom } from '../../src/base/random.ts';
import type { ResolvedConnection } from '../../src/flows/actions/action.ts';
import { flowError } from '../../src/flows/catalogue.ts';
import type { RunRequest } from '../../src/flows/engine/run-request.ts';
import { FlowVersions } from '../../src/flows/engine/versions.ts';
import type { ValueObject } from '../../src/flows/language/index.ts';
import type { DefinedFlow, TriggerHost } from '../../src/flows/triggers/host.ts';
import type { TestStore } from './store.ts';

/** Flows with their triggers, and the runs that are started of them. */
export interface TriggerStage {
  readonly host: TriggerHost;
  /** In the order they were started; one that was started before is not here twice. */
  readonly runs: RunRequest[];
  /** Defines a flow with one trigger named `Trigger`; undefined removes it. */
  define(
    name: string,
    trigger: ValueObject | undefined,
    rest?: { readonly isStarted?: boolean; readonly actions?: ValueObject },
  ): void;
  /** Started runs of which no more are taken. */
  limit: number;
}

const guard = createEgressGuard({ allowPrivateNetworks: true });

/** A place where triggers of flows can be tried: real store, real network, runs that are only noted. */
export function createTriggerStage({ store, clock }: TestStore, connection?: () => ResolvedConnection): TriggerStage {
  const versions = new FlowVersions();
  const flows = new Map<string, DefinedFlow>();
  const runs: RunRequest[] = [];
  const stage: TriggerStage = {
    runs,
    limit: Number.POSITIVE_INFINITY,
    define: (name, trigger, { isStarted = true, actions = {} } = {}) => {
      if (!trigger) return void flows.delete(name);
      const definition = { triggers: { Trigger: trigger }, actions };
      flows.set(name, { name, isStarted, version: versions.read(name, JSON.stringify({ definition })) });
    },
    host: {
      db: store.db,
      clock,
      random: createSeededRandom(1),
      logger: silentLogger,
      calls: { fetch: guard.fetch },
      flows: async () => [...flows.values()],
      flow: async (name) => {
        const flow = flows.get(name);
        if (!flow) throw flowError('FLX_FLOW_UNKNOWN', { flow: name });
        return flow;
      },
      readVersion: (flow, content) => versions.read(flow, content),
      connection: async (_version, reference) => {
        if (!connection) throw flowError('FLX_FLOW_CONNECTION', { reference });
        return connection();
      },
      startRun: async (request) => {
        if (runs.some(({ runId }) => runId === request.runId)) return { isNew: false };
        if (runs.length >= stage.limit)
          throw flowError('FLX_FLOW_TRIGGER_BUSY', { flow: request.version.flow, waiting: runs.length });
        runs.push(request);
        return { isNew: true };
      },
      callbackUrl: (flow, trigger) => `http://fluxu.example/workflows/${flow}/triggers/${trigger}/callback`,
    },
  };
  return stage;
}
