import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { Committer } from '../../store/journal/committer.ts';
import type { Journal } from '../../store/journal/journal.ts';
import type { StepAddress } from '../../store/journal/record.ts';
import type { Value } from '../language/index.ts';
import type { Answers } from './answers.ts';
import type { FlowHost } from './host.ts';
import type { RunRequest } from './run-request.ts';

/** What the engine works with. */
export interface FlowEngineOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Name of this process. */
  readonly owner: string;
  readonly host: FlowHost;
}

/** What keeps runs on the journal, as the runs that it holds see it. */
export interface RunKeeper {
  readonly options: FlowEngineOptions;
  readonly committer: Committer;
  readonly answers: Answers;
  /** Starts a run, unless it was started before. It is durable when this resolves. @throws FLX_FLOW_TRIGGER_BUSY */
  startRun(request: RunRequest): Promise<{ readonly isNew: boolean }>;
  /** Lets a run go on after a signal that is in the journal. */
  signalled(address: StepAddress, payload: Value): void;
  /** Looks at once for runs that are due. */
  wake(): void;
}
