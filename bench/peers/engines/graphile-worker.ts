// Jobs of a queue: each one does a step and adds the next.
import { Logger, makeWorkerUtils, run as startWorker } from 'graphile-worker';
import pg from 'pg';
import { measurePeer, PAYLOAD, readTask, report } from '../task.ts';

const task = readTask();
const ends = new Map<string, () => void>();
interface Job {
  readonly runId: string;
  readonly step: number;
  readonly content: typeof PAYLOAD;
}
const pool = new pg.Pool({ connectionString: task.postgres, max: 20 });
pool.on('error', (error) => process.stderr.write(String(error)));
pool.on('connect', (client) => client.on('error', (error) => process.stderr.write(String(error))));
const utils = await makeWorkerUtils({ connectionString: task.postgres });
await utils.migrate();
await startWorker({
  pgPool: pool,
  concurrency: 10,
  noHandleSignals: true,
  pollInterval: 100,
  preset: { worker: { localQueue: { size: 100 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  logger: new Logger(() => () => undefined),
  taskList: {
    step: async (payload, { addJob }) => {
      const { runId, step, content } = payload as Job;
      if (step + 1 < task.steps) await addJob('step', { runId, step: step + 1, content });
      else ends.get(runId)?.();
    },
  },
});
let runs = 0;
const run = () =>
  new Promise<void>((resolve, reject) => {
    const runId = String(runs++);
    ends.set(runId, () => {
      ends.delete(runId);
      resolve();
    });
    utils.addJob('step', { runId, step: 0, content: PAYLOAD }).catch(reject);
  });
report(await measurePeer(task, run));
