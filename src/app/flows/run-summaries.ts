import { FluxuError } from '../../base/errors.ts';
import type { FlowEngine } from '../../flows/engine/engine.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import type { RunSummary } from '../view/flow.ts';
import type { FlowDefinitions } from './flow-definitions.ts';
import { type RunContext, summaryOf } from './run-view.ts';

/** Where a list of runs learns what the runs alone do not tell. */
export interface RunSources {
  readonly engine: Pick<FlowEngine, 'findVersion'>;
  readonly definitions: Pick<FlowDefinitions, 'find'>;
}

/**
 * Runs as lists show them, in their order. Each flow version among them is read once; the runs of one that is no longer
 * kept, or that cannot be run any more, are told without what only it tells.
 * @throws what the state store throws
 */
export function summarizeRuns(sources: RunSources, runs: readonly StoredRun[]): Promise<RunSummary[]> {
  const contexts = new Map<string, Promise<RunContext>>();
  const contextOf = (run: StoredRun) => {
    const known = contexts.get(run.version) ?? readContext(sources, run);
    contexts.set(run.version, known);
    return known;
  };
  return Promise.all(runs.map(async (run) => summaryOf(run, await contextOf(run))));
}

/** A run as lists show it. @throws like `summarizeRuns` */
export async function summarizeRun(sources: RunSources, run: StoredRun): Promise<RunSummary> {
  return summaryOf(run, await readContext(sources, run));
}

async function readContext(sources: RunSources, run: StoredRun): Promise<RunContext> {
  const [displayName, version] = await Promise.all([displayNameOf(sources, run), findVersion(sources, run)]);
  return { displayName, program: version?.program };
}

async function findVersion({ engine }: RunSources, { flow, version }: StoredRun) {
  try {
    return await engine.findVersion(flow, version);
  } catch (cause) {
    if (cause instanceof FluxuError && cause.code.startsWith('FLX_FLOW_')) return undefined;
    throw cause;
  }
}

/** What the flow of a run is called now; the name of one that was deleted. */
export async function displayNameOf(
  { definitions }: Pick<RunSources, 'definitions'>,
  { flow }: Pick<StoredRun, 'flow'>,
): Promise<string> {
  return (await definitions.find(flow))?.displayName ?? flow;
}
