import { systemClock } from '../../src/base/clock.ts';
import { createId } from '../../src/base/ids.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { type Connector, createConnector } from '../../src/flows/connectors/index.ts';
import { FlowEngine } from '../../src/flows/engine/engine.ts';
import type { Flow } from '../../src/model/flow.ts';
import { createJournal } from '../../src/store/journal/journal.ts';
import { createOwner } from '../../src/store/process-owner.ts';
import { openStore } from '../../src/store/store.ts';

/** A connector whose one operation answers at once, in this process: what is left is the cost of running flows. */
const instant: Connector = createConnector({
  name: 'instant',
  definition: {
    swagger: '2.0',
    info: { title: 'Instant', version: '1' },
    paths: {
      '/answer': {
        post: {
          operationId: 'Answer',
          parameters: [{ name: 'id', in: 'query', type: 'string' }],
          responses: { 200: { description: 'Done.' } },
        },
      },
    },
  },
  operations: { Answer: async () => ({ statusCode: 200, headers: {}, body: { isDone: true } }) },
});

/** An engine on a state store of its own, with every commit on disk. */
export interface BenchEngine {
  /** Starts a run and resolves when its end is durable. */
  run(flow: Flow): Promise<void>;
  close(): Promise<void>;
}

/** @param state empty for SQLite in the folder, or a postgres:// address */
export async function openBenchEngine(folder: string, state = ''): Promise<BenchEngine> {
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const store = await openStore({ home: folder, state, secretKey: '', clock, random, logger });
  const ends = new Map<string, (status: string) => void>();
  const engine = new FlowEngine({
    journal: createJournal(store),
    clock,
    random,
    logger,
    owner: createOwner(random),
    host: {
      calls: { fetch },
      connection: async () => ({ connector: instant, values: {} }),
      findChild: async () => {
        throw new Error('there is no other flow');
      },
      callbackUrl: () => '',
      settings: {},
      onChange: ({ runId, status }) => ends.get(runId)?.(status),
    },
  });
  engine.start();
  const run = (flow: Flow) =>
    new Promise<void>((resolve, reject) => {
      const runId = createId(clock, random);
      ends.set(runId, (status) => {
        if (status === 'Running' || status === 'Waiting') return;
        ends.delete(runId);
        if (status === 'Succeeded') resolve();
        else reject(new Error(`the run ended as ${status}`));
      });
      engine
        .startRun({
          runId,
          version: engine.versions.of(flow),
          triggerName: 'manual',
          trigger: { outputs: { body: PAYLOAD } },
        })
        .catch(reject);
    });
  return {
    run,
    close: async () => {
      await engine.stop();
      await store.close();
    },
  };
}

/** About 290 bytes, as in the comparison with other engines. */
const PAYLOAD = { customer: 'C-10001', text: 'x'.repeat(250), amount: 12.5 };
