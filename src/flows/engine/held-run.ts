import type { LoadedRun } from '../../store/journal/journal.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import { parseJson } from '../language/index.ts';
import { Execution } from '../run/execution.ts';
import type { RunFacts } from '../run/run-facts.ts';
import { stepKey } from '../run/step.ts';
import type { FlowEngine } from './engine.ts';
import { createRunPorts } from './run-ports.ts';
import { factsOf, factsOfStart, type RunRequest } from './run-request.ts';
import type { FlowVersion } from './versions.ts';

/** A run that this process holds in memory. */
export interface HeldRun {
  readonly runId: string;
  readonly facts: RunFacts;
  readonly version: FlowVersion;
  readonly fence: number;
  /** Why it is no longer ours; undefined while it is. */
  lost: Error | undefined;
  /** How many signals the journal had when it was taken up. */
  readonly signalsSeen: number;
  execution: Execution | undefined;
}

/** A run that begins here. */
export function holdNew(engine: FlowEngine, request: RunRequest): HeldRun {
  const { clock, host } = engine.options;
  const { runId, version } = request;
  const facts = factsOfStart(request, clock.now(), host.settings);
  const held: HeldRun = { runId, facts, version, fence: 1, lost: undefined, signalsSeen: 0, execution: undefined };
  held.execution = executionOf(engine, held);
  return held;
}

/** A run that the journal has; it has no execution yet. */
export function holdStored(
  engine: FlowEngine,
  run: StoredRun,
  { version, fence }: Pick<HeldRun, 'version' | 'fence'>,
): HeldRun {
  const facts = factsOf(run, engine.options.host.settings);
  return { runId: run.runId, facts, version, fence, lost: undefined, signalsSeen: run.signal, execution: undefined };
}

/** What carries a held run out, from its beginning or from what the journal has of it. */
export function executionOf(engine: FlowEngine, held: HeldRun, loaded?: LoadedRun): Execution {
  return new Execution({
    program: held.version.program,
    facts: held.facts,
    ports: createRunPorts(engine, held),
    recorded: loaded?.steps,
    signals: new Map(
      loaded?.signals.map(({ action, iteration, payload }) => [stepKey(action, iteration), parseJson(payload)]),
    ),
  });
}
