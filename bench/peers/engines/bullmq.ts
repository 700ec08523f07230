// Jobs of a queue in Redis that flushes every write.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { JobRuns, type StepJob } from '../job-runs.ts';
import { measurePeer, readTask, report } from '../task.ts';

const task = readTask();
const open = () => new Redis(task.redisPort ?? 6379, '127.0.0.1', { maxRetriesPerRequest: null });
const queue = new Queue('steps', { connection: open() });
const add = (job: StepJob) => queue.add('step', job);
const runs = new JobRuns(task.steps, add);
const worker = new Worker<StepJob>(
  'steps',
  async ({ data }) => {
    const next = runs.after(data);
    if (next) await add(next);
  },
  { connection: open(), concurrency: task.concurrency },
);
worker.on('completed', ({ data }) => runs.done(data));
await worker.waitUntilReady();
report(await measurePeer(task, () => runs.run()));
