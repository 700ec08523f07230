import type { StepAddress } from '../../store/journal/record.ts';
import type { ResolvedConnection } from '../actions/action.ts';
import type { CallEffects } from '../connectors/connector.ts';
import type { FlowVersion } from './versions.ts';

/** A change of a run's state, for who looks on. */
export interface RunChange {
  readonly runId: string;
  readonly flow: string;
  readonly status: string;
}

/** What the engine needs of the application around it. */
export interface FlowHost {
  /** Reaches the outside: fetch behind the egress guard, our own insights. */
  readonly calls: Pick<CallEffects, 'fetch' | 'resolveHost' | 'customerInsights'>;
  /** The connection behind a reference of a version. @throws FLX_FLOW_CONNECTION */
  connection(version: FlowVersion, reference: string): Promise<ResolvedConnection>;
  /** The newest version of a flow and the name of its trigger, for a child run. @throws FLX_FLOW_UNKNOWN, FLX_FLOW_NO_TRIGGER */
  findChild(
    flow: string,
    triggerName: string | undefined,
  ): Promise<{ readonly version: FlowVersion; readonly triggerName: string }>;
  /** Address at which a callback for a step arrives. */
  callbackUrl(address: StepAddress): string;
  /** Values that `appsetting()` gives. */
  readonly settings: Readonly<Record<string, string>>;
  onChange(change: RunChange): void;
}
