import type { LoadedRun } from '../../store/journal/journal.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import { parseJson } from '../language/index.ts';
import { Execution } from '../run/execution.ts';
import { stepKey } from '../run/step.ts';
import type { HeldRun } from './held-run.ts';
import type { RunKeeper } from './run-keeper.ts';
import { createRunPorts } from './run-ports.ts';
import { factsOf, factsOfStart, type RunRequest } from './run-request.ts';

/** A run that begins here. */
export function holdNew(keeper: RunKeeper, request: RunRequest): HeldRun {
  const { clock, host } = keeper.options;
  const { runId, version } = request;
  const facts = factsOfStart(request, clock.now(), host.settings);
  const held: HeldRun = { runId, facts, version, fence: 1, lost: undefined, signalsSeen: 0, execution: undefined };
  held.execution = executionOf(keeper, held);
  return held;
}

/** A run that the journal has; it has no execution yet. */
export function holdStored(
  keeper: RunKeeper,
  run: StoredRun,
  { version, fence }: Pick<HeldRun, 'version' | 'fence'>,
): HeldRun {
  const facts = factsOf(run, keeper.options.host.settings);
  return { runId: run.runId, facts, version, fence, lost: undefined, signalsSeen: run.signal, execution: undefined };
}

/** What carries a held run out, from its beginning or from what the journal has of it. */
export function executionOf(keeper: RunKeeper, held: HeldRun, loaded?: LoadedRun): Execution {
  return new Execution({
    program: held.version.program,
    facts: held.facts,
    ports: createRunPorts(keeper, held),
    recorded: loaded?.steps,
    signals: new Map(
      loaded?.signals.map(({ action, iteration, payload }) => [stepKey(action, iteration), parseJson(payload)]),
    ),
  });
}
