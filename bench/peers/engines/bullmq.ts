// Jobs of a queue in Redis that flushes every write: each one does a step and adds the next.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { measurePeer, PAYLOAD, readTask, report } from '../task.ts';

const task = readTask();
const open = () => new Redis(task.redisPort ?? 6379, '127.0.0.1', { maxRetriesPerRequest: null });
const queue = new Queue('steps', { connection: open() });
const ends = new Map<string, () => void>();
interface Job {
  readonly runId: string;
  readonly step: number;
  readonly content: typeof PAYLOAD;
}
const worker = new Worker<Job>(
  'steps',
  async ({ data: { runId, step, content } }) => {
    if (step + 1 < task.steps) await queue.add('step', { runId, step: step + 1, content });
  },
  { connection: open(), concurrency: task.concurrency },
);
worker.on('completed', ({ data: { runId, step } }) => {
  if (step + 1 === task.steps) ends.get(runId)?.();
});
await worker.waitUntilReady();
let runs = 0;
const run = () =>
  new Promise<void>((resolve, reject) => {
    const runId = String(runs++);
    ends.set(runId, () => {
      ends.delete(runId);
      resolve();
    });
    queue.add('step', { runId, step: 0, content: PAYLOAD }).catch(reject);
  });
report(await measurePeer(task, run));
