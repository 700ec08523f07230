import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import { PROGRAM_SECONDS, type Program, type ProgramResult } from './program.ts';

/** Beyond the time of the code itself: what a thread may take before it is ended. */
const GRACE_SECONDS = 5;

/** Runs programs in a thread of their own, one after another; the thread is made when it is needed and never holds the process. */
class Sandbox {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  run(program: Program, clock: Clock): Promise<ProgramResult> {
    const result = this.#last.then(() => this.#runNow(program, clock));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #runNow(program: Program, clock: Clock): Promise<ProgramResult> {
    this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url));
    const worker = this.#worker;
    const done = new AbortController();
    worker.ref();
    try {
      return await Promise.race([answerOf(worker, program, done.signal), this.#giveUp(clock, done.signal)]);
    } catch (error) {
      await this.#end();
      return { kind: 'exhausted', message: messageOf(error) };
    } finally {
      done.abort();
      worker.unref();
    }
  }

  async #giveUp(clock: Clock, signal: AbortSignal): Promise<ProgramResult> {
    await clock.sleep(PROGRAM_SECONDS + GRACE_SECONDS, signal).catch(() => {});
    if (!signal.aborted) await this.#end();
    return { kind: 'exhausted', message: `The code ran longer than ${PROGRAM_SECONDS} seconds` };
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function answerOf(worker: Worker, program: Program, signal: AbortSignal): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      worker.off('message', resolve);
      worker.off('error', reject);
      worker.off('exit', ended);
    };
    const ended = () => reject(new Error('The thread of the code ended'));
    worker.once('message', resolve).once('error', reject).once('exit', ended);
    signal.addEventListener('abort', leave, { once: true });
    worker.postMessage(program);
  });
}

/** The one sandbox of this process. */
export const sandbox = new Sandbox();
