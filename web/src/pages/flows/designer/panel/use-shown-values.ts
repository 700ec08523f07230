import { useQueries } from '@tanstack/react-query';
import type { TemplateTrialResult } from '../../../../../../src/app/view/designer.ts';
import { postJson } from '../../../../api/client.ts';
import { useSettled } from '../../../../parts/use-settled.ts';
import { useDesigner } from '../designer-context.ts';
import { triggerSample } from '../document/example.ts';
import { findOperationView } from '../document/operation-host.ts';
import { useTellToken } from '../expression/use-token-name.ts';
import { type KnownRun, knownOf } from '../known-run.ts';
import { useTestEvents } from '../test-events.ts';
import { expressionsIn, type Shown } from './fill-in.ts';

/** What a preview shows in place of expressions. */
export interface ShownValues {
  /** The value, else its name in ‹ ›. */
  readonly shown: Shown;
  /** When the event was whose values are shown; undefined for the run on the canvas, and where there is none. */
  readonly at: string | undefined;
  /** Some have no value, so that their names are shown. */
  readonly hasNames: boolean;
}

/**
 * The values of the expressions in some data: in the run on the canvas, else in the newest run or event of the flow, else as
 * the trigger says them itself.
 */
export function useShownValues(template: unknown): ShownValues {
  const tellToken = useTellToken();
  const expressions = expressionsIn(template);
  const settled = JSON.parse(useSettled(JSON.stringify(expressions))) as readonly string[];
  const { key, known, at, isSample } = useKnownRun(expressions.length > 0);
  const values = useQueries({
    queries: settled.map((expression) => ({
      queryKey: ['designer', 'evaluate', key, expression],
      queryFn: () => postJson<TemplateTrialResult>('/api/designer/evaluate', { template: `@${expression}`, ...known }),
      enabled: known !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (queries) => new Map(settled.map((each, index) => [each, shownOf(queries[index]?.data, isSample)])),
  });
  const shown: Shown = (expression) => values.get(expression) ?? `‹${tellToken(expression).subject}›`;
  return { shown, at, hasNames: expressions.some((each) => values.get(each) === undefined) };
}

/** What is empty in a run is shown as nothing; undefined where it is not known, as what a sample leaves out. */
function shownOf(result: TemplateTrialResult | undefined, isSample = false): unknown {
  if (result === undefined || result.error) return undefined;
  return result.value ?? (isSample ? undefined : '');
}

interface Found {
  /** Tells it from others. */
  readonly key: unknown;
  readonly known: KnownRun | undefined;
  readonly at?: string;
  /** Not from an event: what the trigger says of itself. */
  readonly isSample?: boolean;
}

function useKnownRun(isWanted: boolean): Found {
  const { run, isReadOnly, definition, connectors } = useDesigner();
  const events = useTestEvents({ isWanted: isWanted && run === undefined && !isReadOnly });
  if (run) return { key: run.runId, known: knownOf(run) };
  const [newest] = (isWanted && events) || [];
  if (newest) {
    const { id, at, runId, outputs } = newest;
    return {
      key: id,
      at,
      known: runId === undefined ? { known: { triggerOutputs: outputs, actions: [] } } : { runId },
    };
  }
  const [trigger] = Object.values(definition.triggers ?? {});
  if (!trigger || !(events || isReadOnly)) return { key: undefined, known: undefined };
  const triggerOutputs = triggerSample(trigger, findOperationView(connectors, trigger)?.operation);
  return { key: triggerOutputs, known: { known: { triggerOutputs, actions: [] } }, isSample: true };
}
