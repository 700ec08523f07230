import { type Clock, systemClock } from '../../base/clock.ts';
import { createEgressGuard, type EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { atPlace } from '../../base/errors.ts';
import { createId, hashOf } from '../../base/ids.ts';
import { type Random, systemRandom } from '../../base/random.ts';
import type { ActionEffects } from '../../flows/actions/action.ts';
import { flowError } from '../../flows/catalogue.ts';
import { compileFlow } from '../../flows/graph/compile.ts';
import type { FlowProgram } from '../../flows/graph/graph.ts';
import {
  type ActionRecord,
  findProject,
  formatRoundTrip,
  isObject,
  parseJson,
  printJson,
  ticksFromDate,
  type UnwrappedDefinition,
  unwrapDefinitions,
  type Value,
  type ValueObject,
} from '../../flows/language/index.ts';
import { createMocks } from '../../flows/rehearsal/mocks.ts';
import { rehearse } from '../../flows/rehearsal/rehearse.ts';
import { type RehearsalReport, reportRehearsal } from '../../flows/rehearsal/report.ts';
import { readIfThere } from './check.ts';

export interface RehearseFileOptions {
  readonly file: string;
  readonly content: Uint8Array;
  /** JSON text of the trigger's outputs. */
  readonly trigger: string;
  /** JSON text of the mocks; without, actions do what they say. */
  readonly mocks?: string | undefined;
  /** Waits take as long as they say, instead of passing at once. */
  readonly isSlow?: boolean | undefined;
  /** Cuts the run off. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/**
 * Runs the definition of a file (the first, when it holds several) in memory and tells what became of every action, as
 * JSON text with all digits kept. With mocks no call leaves the process.
 * @throws FLX_FLOW_FILE, FLX_FLOW_JSON, FLX_FLOW_DEFINITION, …
 */
export async function rehearseFile(options: RehearseFileOptions): Promise<{ report: RehearsalReport; text: string }> {
  const { file, content, clock = systemClock, random = systemRandom } = options;
  const [unwrapped] = atPlace({ file }, () => unwrapDefinitions(file, content));
  if (!unwrapped) throw flowError('FLX_FLOW_DEFINITION', { problem: 'the file holds none' });
  const program = compileFlow(unwrapped.definition, hashOf(printJson(unwrapped.definition)));
  const runId = createId(clock, random);
  const result = await rehearse({
    program,
    flow: unwrapped.name ?? 'rehearsal',
    runId,
    trigger: rehearsedTrigger(
      program,
      atPlace({ object: "the trigger's outputs" }, () => parseJson(options.trigger)),
      { runId, at: clock.now() },
    ),
    parameters: { ...projectParameters(file), ...parametersOf(unwrapped) },
    clock,
    random,
    isSlow: options.isSlow,
    signal: options.signal,
    effects: createRehearsalEffects({
      clock,
      random,
      guard: createEgressGuard({ allowPrivateNetworks: true }),
      connection: noConnection,
    }),
    callbackUrl: NO_CALLBACK,
    substitute: options.mocks === undefined ? undefined : createMocks(readMocks(options.mocks)),
  });
  const report = reportRehearsal(result, program);
  return { report, text: printJson(report as unknown as Value) };
}

/** Nothing can call back into a rehearsal. */
const NO_CALLBACK = 'https://callback.invalid/';

/** A file has no workspace around it, so no connections. */
async function noConnection(reference: string): Promise<never> {
  throw flowError('FLX_FLOW_CONNECTION', { reference });
}

/** Does some work on a part of what was given; what goes wrong is said to be there. */
function readMocks(text: string): ValueObject {
  const mocks = atPlace({ object: 'the mocks' }, () => parseJson(text));
  return isObject(mocks) ? mocks : {};
}

/** The trigger as expressions see it, with the members and their order of the original host. */
export function rehearsedTrigger(
  { triggers: [first] }: FlowProgram,
  outputs: Value,
  { runId, at }: { readonly runId: string; readonly at: Date },
): ActionRecord {
  const time = formatRoundTrip({ ticks: ticksFromDate(at), kind: 'utc' });
  const inputs = first?.definition['inputs'];
  return {
    name: first?.name ?? 'manual',
    ...(isObject(inputs) && { inputs }),
    outputs,
    startTime: time,
    endTime: time,
    trackingId: runId,
    clientTrackingId: runId,
    originHistoryName: runId,
    status: 'Succeeded',
  };
}

/** Values of the files with parameters that a `workflow.json` has beside it. */
function projectParameters(file: string): ValueObject {
  const files = findProject(file, readIfThere)?.parameters ?? [];
  return Object.assign({}, ...files.map(({ content }) => valuesOf(content)));
}

const parametersOf = ({ parameters }: UnwrappedDefinition) => valuesOf(parameters);

/** Values of parameters by name: as they are, or as `{value}`. */
function valuesOf(parameters: Value | undefined): ValueObject {
  const given = Object.entries(isObject(parameters) ? parameters : {});
  return Object.fromEntries(
    given.flatMap(([name, value]) => {
      if (!isObject(value) || value['value'] === undefined) return [[name, value] as const];
      return [[name, value['value']] as const];
    }),
  );
}

/** What the steps of a rehearsal may do to the world: there are no other runs, and nobody can call back. */
export function createRehearsalEffects(
  options: Pick<ActionEffects, 'clock' | 'random' | 'connection' | 'customerInsights'> & {
    readonly guard: EgressGuard;
  },
) {
  const { guard, ...own } = options;
  let isAnswered = false;
  return (_step: unknown, abort: AbortSignal): ActionEffects => ({
    ...own,
    fetch: guard.fetch,
    resolveHost: guard.resolveHost,
    signal: abort,
    startChildRun: async ({ flow }) => {
      throw flowError('FLX_FLOW_UNKNOWN', { flow });
    },
    answer: async () => {
      const isFirst = !isAnswered;
      isAnswered = true;
      return isFirst;
    },
    callbackUrl: () => NO_CALLBACK,
  });
}
