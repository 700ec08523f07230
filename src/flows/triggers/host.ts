import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { Database } from '../../store/schema.ts';
import type { ResolvedConnection } from '../actions/action.ts';
import type { CallEffects } from '../connectors/connector.ts';
import type { RunRequest } from '../engine/run-request.ts';
import type { FlowVersion } from '../engine/versions.ts';

/** A flow as it is now defined. */
export interface DefinedFlow {
  readonly name: string;
  readonly isStarted: boolean;
  readonly version: FlowVersion;
}

/** What the triggers of flows need of the application around them. */
export interface TriggerHost {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Reaches the outside: fetch behind the egress guard. */
  readonly calls: Pick<CallEffects, 'fetch' | 'resolveHost' | 'customerInsights'>;
  /** All flows; one that cannot be compiled is left out. */
  flows(): Promise<readonly DefinedFlow[]>;
  /** @throws FLX_FLOW_UNKNOWN and what compiling throws */
  flow(name: string): Promise<DefinedFlow>;
  /** A version of a flow from its content, also when the flow is no longer there. */
  readVersion(flow: string, content: string): FlowVersion;
  /** The connection behind a reference of a version. @throws FLX_FLOW_CONNECTION */
  connection(version: FlowVersion, reference: string): Promise<ResolvedConnection>;
  /** Starts a run, unless it was started before. @throws FLX_FLOW_TRIGGER_BUSY */
  startRun(request: RunRequest): Promise<{ readonly isNew: boolean }>;
  /** Address at which a service tells a trigger of news. */
  callbackUrl(flow: string, triggerName: string): string;
}
