import { parentPort } from 'node:worker_threads';
import { type Program, runProgram } from './program.ts';

/** Runs one program after another, apart from the thread that serves and keeps leases. */
parentPort?.on('message', async (program: Program) => {
  parentPort?.postMessage(await runProgram(program));
});
