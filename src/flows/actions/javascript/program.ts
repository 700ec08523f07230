import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { systemClock } from '../../../base/clock.ts';

/** Code and what it may see, as JSON text. */
export interface Program {
  readonly code: string;
  readonly workflowContext: string;
}

/** What came of it: JSON text of what it returned (undefined when nothing), or what it threw. */
export type ProgramResult =
  | { readonly kind: 'returned'; readonly result: string | undefined }
  | { readonly kind: 'threw' | 'exhausted'; readonly message: string };

/** Time that code may take, as on the real host. */
export const PROGRAM_SECONDS = 5;
const MEMORY_BYTES = 128 * 1024 * 1024;
const STACK_BYTES = 512 * 1024;

/** The engine takes 20 MB, so it is loaded by the first code that runs. */
let loading: Promise<QuickJSWASMModule> | undefined;

async function loadEngine(): Promise<QuickJSWASMModule> {
  const { newQuickJSWASMModuleFromVariant } = await import('quickjs-emscripten-core');
  return newQuickJSWASMModuleFromVariant(import('@jitl/quickjs-wasmfile-release-sync'));
}

/**
 * Runs code in an engine of its own, compiled to WebAssembly: it sees its arguments and the ECMAScript library, and nothing
 * of this process. Time, memory and stack are bounded.
 */
export async function runProgram({ code, workflowContext }: Program): Promise<ProgramResult> {
  loading ??= loadEngine();
  const quickjs = await loading;
  const until = systemClock.monotonicSeconds() + PROGRAM_SECONDS;
  const isLate = () => systemClock.monotonicSeconds() > until;
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(MEMORY_BYTES);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(isLate);
  const context = runtime.newContext();
  try {
    const outcome = evaluate(context, { code, workflowContext });
    return outcome.kind === 'threw' && isLate()
      ? { kind: 'exhausted', message: `The code ran longer than ${PROGRAM_SECONDS} seconds` }
      : outcome;
  } finally {
    context.dispose();
    runtime.dispose();
  }
}

const NOTHING_TO_SEE = 'const console = Object.freeze({ log() {}, info() {}, warn() {}, error() {}, debug() {} });';

function evaluate(context: QuickJSContext, { code, workflowContext }: Program): ProgramResult {
  using input = context.newString(workflowContext);
  context.setProp(context.global, '__input', input);
  const body = `(function () { ${NOTHING_TO_SEE}
const workflowContext = JSON.parse(__input);
delete globalThis.__input;
return (function () {
${code}
})(); })()`;
  const result = context.evalCode(body, 'code.js');
  if (result.error) return threw(context, result.error);
  using value = result.value;
  return settle(context, value);
}

/** What the code returned; a promise is awaited as far as nothing outside is needed for it. */
function settle(context: QuickJSContext, value: QuickJSHandle): ProgramResult {
  const jobs = context.runtime.executePendingJobs();
  if (jobs.error) return threw(context, jobs.error);
  const state = context.getPromiseState(value);
  if (state.type === 'pending') return { kind: 'threw', message: 'The code returned a promise that is never kept' };
  if (state.type === 'rejected') return threw(context, state.error);
  if (state.notAPromise) return stringify(context, value);
  using kept = state.value;
  return stringify(context, kept);
}

function stringify(context: QuickJSContext, value: QuickJSHandle): ProgramResult {
  context.setProp(context.global, '__output', value);
  const result = context.evalCode('JSON.stringify(__output)', 'result.js');
  if (result.error) return threw(context, result.error);
  using text = result.value;
  const json: unknown = context.dump(text);
  return { kind: 'returned', result: typeof json === 'string' ? json : undefined };
}

function threw(context: QuickJSContext, handle: QuickJSHandle): ProgramResult {
  using error = handle;
  const thrown: unknown = context.dump(error);
  return { kind: 'threw', message: describe(thrown) };
}

function describe(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const { name, message } = thrown as { name?: unknown; message?: unknown };
  return typeof message === 'string'
    ? `${typeof name === 'string' ? `${name}: ` : ''}${message}`
    : JSON.stringify(thrown);
}
