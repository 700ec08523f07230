import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { createSeededRandom, systemRandom } from '../../src/base/random.ts';
import { flowError } from '../../src/flows/catalogue.ts';
import { FlowEngine } from '../../src/flows/engine/engine.ts';
import type { Value } from '../../src/flows/language/index.ts';
import type { Flow } from '../../src/model/flow.ts';
import { createJournal, type Journal, type LoadedRun } from '../../src/store/journal/journal.ts';
import type { Store } from '../../src/store/store.ts';
import type { ManualClock } from './manual-clock.ts';

/** One process that runs flows on a state store. */
export interface TestEngine {
  readonly engine: FlowEngine;
  readonly journal: Journal;
  /** Starts a run of a flow and gives its id. */
  start(flow: Flow, options?: { readonly runId?: string; readonly outputs?: Value }): Promise<string>;
  /** Everything the journal has of a run. */
  read(runId: string): Promise<LoadedRun>;
  /** Steps as `action[iteration] status`, in the order of their last change. */
  steps(runId: string): Promise<readonly string[]>;
}

const guard = createEgressGuard({ allowPrivateNetworks: true });
let engines = 0;

/** Another process on the same store; `flows` are those that a Workflow action may call. */
export function createTestEngine(
  { store, clock }: { readonly store: Store; readonly clock: ManualClock },
  { flows = [], owner }: { readonly flows?: readonly Flow[]; readonly owner?: string } = {},
): TestEngine {
  engines += 1;
  const journal = createJournal(store);
  const random = createSeededRandom(engines);
  const engine: FlowEngine = new FlowEngine({
    journal,
    clock,
    random,
    logger: silentLogger,
    owner: owner ?? `elsewhere/${engines}/test`,
    host: {
      calls: { fetch: guard.fetch, resolveHost: guard.resolveHost },
      connection: async (_version, reference) => {
        throw flowError('FLX_FLOW_CONNECTION', { reference });
      },
      findChild: async (name, triggerName = 'manual') => {
        const flow = flows.find((candidate) => candidate.name === name);
        if (!flow) throw flowError('FLX_FLOW_UNKNOWN', { flow: name });
        return { version: engine.versions.of(flow), triggerName };
      },
      callbackUrl: ({ runId, action, iteration }) => `http://127.0.0.1/callback/${runId}/${action}/${iteration}`,
      settings: {},
      onChange: () => undefined,
    },
  });
  const read = async (runId: string) => {
    const loaded = await journal.load(runId);
    if (!loaded) throw new Error(`there is no run ${runId}`);
    return loaded;
  };
  return {
    engine,
    journal,
    read,
    start: async (
      flow,
      { runId = `run-${Buffer.from(systemRandom.bytes(6)).toString('hex')}`, outputs = { body: {} } } = {},
    ) => {
      await engine.startRun({ runId, version: engine.versions.of(flow), triggerName: 'manual', trigger: { outputs } });
      return runId;
    },
    steps: async (runId) =>
      (await read(runId)).steps.map(
        ({ action, iteration, status }) => `${action}${iteration && `[${iteration}]`} ${status}`,
      ),
  };
}

/** A flow with a manual trigger. */
export function flowOf(actions: Flow['definition'], rest: Flow['definition'] = {}): Flow {
  return {
    name: 'Flow',
    definition: { triggers: { manual: { type: 'Request', kind: 'Http' } }, actions, ...rest },
  };
}
