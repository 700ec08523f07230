import { createDerivedId } from '../../base/ids.ts';
import { assertWritten } from '../../store/journal/committer.ts';
import type { JournalRecord, SignalReceived, StepAddress } from '../../store/journal/record.ts';
import type { ActionEffects } from '../actions/action.ts';
import { type ActionRecord, printJson, type Value, type ValueObject } from '../language/index.ts';
import { RunInterrupted } from '../run/fault.ts';
import type { RunPorts } from '../run/ports.ts';
import type { Step } from '../run/step.ts';
import type { HeldRun } from './held-run.ts';
import type { RunKeeper } from './run-keeper.ts';

/** What the interpreter of a run that a keeper holds needs of the world. */
export function createRunPorts(keeper: RunKeeper, held: HeldRun): RunPorts {
  const { clock, random, host, logger } = keeper.options;
  const { runId, fence, facts } = held;
  const put = (records: readonly JournalRecord[]) => putRecords(keeper, held, records);
  let parentSignal: SignalReceived | undefined;
  return {
    clock,
    random,
    fence,
    add: (record) => keeper.committer.add(record),
    put: async (records) => {
      await put(records);
      if (!parentSignal || !records.includes(parentSignal)) return;
      keeper.signalled(parentSignal, JSON.parse(parentSignal.payload) as Value);
    },
    effects: (step, abort) => createEffects(keeper, held, { step, abort }),
    callbackUrl: (key) => host.callbackUrl({ runId, ...key }),
    park: async (wakeAt) => {
      await put([{ kind: 'runParked', runId, fence, wakeAt, signal: held.signalsSeen }]);
      keeper.wake();
      return true;
    },
    reportBug: (error, { node: { name } }) => logger.error({ runId, action: name, err: error }, 'an action broke'),
    recordsAtEnd: ({ status, code, error }) => {
      if (!facts.parent) return [];
      const payload = { status, ...(code && { code }), ...(error && { error: { ...error } }) };
      parentSignal = signalFor(facts.parent, payload, clock.now());
      return [parentSignal];
    },
  };
}

async function putRecords(keeper: RunKeeper, held: HeldRun, records: readonly JournalRecord[]): Promise<void> {
  try {
    assertWritten(await keeper.committer.put(records), held.runId);
  } catch (cause) {
    throw new RunInterrupted('the journal could not be written', { cause });
  }
  if (held.lost) throw new RunInterrupted('the run is no longer held here', { cause: held.lost });
}

/** A signal of a child run for the step that waits for it. */
export function signalFor(address: StepAddress, payload: ValueObject, receivedAt: Date): SignalReceived {
  return { kind: 'signal', ...address, payload: printJson(payload), receivedAt };
}

function createEffects(
  keeper: RunKeeper,
  held: HeldRun,
  { step, abort }: { readonly step: Step; readonly abort: AbortSignal },
): ActionEffects {
  const { clock, random, host } = keeper.options;
  const address: StepAddress = { runId: held.runId, action: step.node.name, iteration: step.frame.iteration };
  return {
    ...host.calls,
    clock,
    random,
    signal: abort,
    connection: (reference) => host.connection(held.version, reference),
    callbackUrl: () => host.callbackUrl(address),
    startChildRun: (request) => startChild(keeper, held, { address, request }),
    answer: (response) => answer(keeper, held, response),
  };
}

async function startChild(
  keeper: RunKeeper,
  { facts }: HeldRun,
  {
    address,
    request,
  }: { readonly address: StepAddress; readonly request: Parameters<ActionEffects['startChildRun']>[0] },
): Promise<{ readonly runId: string }> {
  const { version, triggerName } = await keeper.options.host.findChild(request.flow, request.triggerName);
  const runId = createDerivedId('run', address.runId, address.action, address.iteration);
  await keeper.startRun({
    runId,
    version,
    triggerName,
    trigger: { outputs: request.outputs } satisfies Omit<ActionRecord, 'name'>,
    clientTrackingId: facts.clientTrackingId,
    parent: request.awaits === 'nothing' ? undefined : address,
  });
  return { runId };
}

/** Keeps the answer of a run; the first one counts. */
async function answer(keeper: RunKeeper, held: HeldRun, response: ValueObject): Promise<boolean> {
  const { runId, fence, facts } = held;
  const known = await keeper.options.journal.find(runId);
  if (known?.response !== undefined) return false;
  const signal = facts.parent && signalFor(facts.parent, response, keeper.options.clock.now());
  await putRecords(keeper, held, [
    { kind: 'runAnswered', runId, fence, response: printJson(response) },
    ...(signal ? [signal] : []),
  ]);
  keeper.answers.answered(runId);
  if (signal) keeper.signalled(signal, response);
  return true;
}
