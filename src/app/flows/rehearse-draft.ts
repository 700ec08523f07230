import type { Clock } from '../../base/clock.ts';
import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { createId, hashOf } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { CustomerInsightsPort } from '../../flows/connectors/index.ts';
import { compileFlow } from '../../flows/graph/compile.ts';
import { parseJson, printJson, type Value, type ValueObject } from '../../flows/language/index.ts';
import { holdBack } from '../../flows/rehearsal/hold-back.ts';
import { rehearse } from '../../flows/rehearsal/rehearse.ts';
import type { Step } from '../../flows/run/step.ts';
import type { Journal } from '../../store/journal/journal.ts';
import type { ConnectionSource } from '../connections/source.ts';
import type { RehearsalRequest } from '../view/designer.ts';
import type { RunDetail } from '../view/flow.ts';
import { createRehearsalEffects, rehearsedTrigger } from './rehearse.ts';
import { detailOf } from './run-view.ts';

export interface DraftRehearsalOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly guard: EgressGuard;
  readonly customerInsights?: CustomerInsightsPort | undefined;
  readonly connections: ConnectionSource;
  readonly journal: Pick<Journal, 'find'>;
}

/** A person waits for it. */
const MOST_MILLISECONDS = 60_000;
/** Reaches no further than the request that started the run. */
const LOCAL = new Set(['response']);
/** Nobody can call back into memory. */
const AWAITING = new Set(['workflow', 'httpwebhook', 'apiconnectionwebhook', 'openapiconnectionwebhook']);

/**
 * Runs a definition as it is being edited, with its static results. What reaches out is held back unless the request says
 * otherwise, and then waits take as long as they say; child flows and callbacks are held back always.
 * @throws FLX_FLOW_DEFINITION, FLX_FLOW_UNKNOWN_RUN, FLX_FLOW_CUT_OFF after a minute
 */
export async function rehearseDraft(request: RehearsalRequest, options: DraftRehearsalOptions): Promise<RunDetail> {
  const { flow, reachesOut = false } = request;
  const { clock, random } = options;
  const definition = parseJson(JSON.stringify(request.definition ?? null));
  const program = compileFlow(definition, hashOf(printJson(definition)));
  const runId = createId(clock, random);
  const startedAt = clock.now();
  const trigger = rehearsedTrigger(program, await outputsOf(request, options), { runId, at: startedAt });
  const { result, steps } = await rehearse({
    program,
    flow,
    runId,
    trigger,
    clock,
    random,
    isSlow: reachesOut,
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
    effects: createRehearsalEffects({
      clock,
      random,
      guard: options.guard,
      customerInsights: options.customerInsights,
      connection: (reference) => options.connections.resolve(reference, request.connections ?? {}),
    }),
    substitute: (step) => (isCarriedOut(step, reachesOut) ? undefined : holdBack(step)),
  });
  const run = {
    runId,
    flow,
    startedAt,
    endedAt: result && clock.now(),
    originRunId: undefined,
    status: result?.status ?? 'Waiting',
    error: result?.error,
    trigger: printJson(trigger as unknown as Value),
    triggerName: trigger.name,
    eventId: undefined,
    outputs: result && printJson(result.outputs),
  };
  return { ...detailOf({ run, steps }, { displayName: flow, program }), isRehearsal: true };
}

function isCarriedOut({ node }: Step, reachesOut: boolean): boolean {
  const type = node.type.toLowerCase();
  return LOCAL.has(type) || (reachesOut && !AWAITING.has(type));
}

/** The trigger's outputs as the request gives them, or those of a past run of the flow. */
async function outputsOf(
  { flow, runId, triggerOutputs = {} }: RehearsalRequest,
  { journal }: DraftRehearsalOptions,
): Promise<Value> {
  if (runId === undefined) return parseJson(JSON.stringify(triggerOutputs));
  const run = await journal.find(runId);
  if (run?.flow.toLowerCase() !== flow.toLowerCase()) throw flowError('FLX_FLOW_UNKNOWN_RUN', { runId });
  return (parseJson(run.trigger) as ValueObject)['outputs'] ?? null;
}
