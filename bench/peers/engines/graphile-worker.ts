// Jobs of a queue in PostgreSQL. A run counts as ended a moment before its last job is marked as done.
import { Logger, makeWorkerUtils, run as startWorker } from 'graphile-worker';
import pg from 'pg';
import { JobRuns, type StepJob } from '../job-runs.ts';
import { measurePeer, readTask, report } from '../task.ts';

const task = readTask();
const pool = new pg.Pool({ connectionString: task.postgres, max: 20 });
pool.on('error', (error) => process.stderr.write(String(error)));
pool.on('connect', (client) => client.on('error', (error) => process.stderr.write(String(error))));
const utils = await makeWorkerUtils({ connectionString: task.postgres });
await utils.migrate();
const runs = new JobRuns(task.steps, (job) => utils.addJob('step', job));
await startWorker({
  pgPool: pool,
  concurrency: task.concurrency,
  noHandleSignals: true,
  pollInterval: 100,
  preset: { worker: { localQueue: { size: 2 * task.concurrency }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  logger: new Logger(() => () => undefined),
  taskList: {
    step: async (payload, { addJob }) => {
      const job = payload as StepJob;
      const next = runs.after(job);
      if (next) await addJob('step', next);
      runs.done(job);
    },
  },
});
report(await measurePeer(task, () => runs.run()));
