import type { StepAddress } from '../../store/journal/record.ts';
import type { ActionRecord, Value, ValueObject } from '../language/index.ts';

/** What is known of a run before its first step. */
export interface RunFacts {
  readonly runId: string;
  readonly flow: string;
  readonly triggerName: string;
  /** What `trigger()` gives. */
  readonly trigger: ActionRecord;
  readonly clientTrackingId: string;
  readonly startedAt: Date;
  /** Values of parameters, by name as declared; the rest have their defaults. */
  readonly parameters: ValueObject;
  /** Values that `appsetting()` gives. */
  readonly settings: Readonly<Record<string, string>>;
  readonly parent: StepAddress | undefined;
}

/** What `workflow()` gives. */
export function describeWorkflow({ flow, runId }: Pick<RunFacts, 'flow' | 'runId'>): Value {
  const id = `/workflows/${flow}`;
  return {
    id,
    name: flow,
    type: 'Fluxu/workflows',
    location: 'local',
    tags: {},
    run: { id: `${id}/runs/${runId}`, name: runId, type: 'Fluxu/workflows/runs' },
  };
}
