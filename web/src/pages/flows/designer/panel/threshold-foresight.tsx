import type { ThresholdOptions } from '../../../../../../src/model/trigger.ts';
import { Foresight, type Watched } from '../../../thresholds/foresight.tsx';
import { useDesigner } from '../designer-context.ts';
import { membersOf, type StepDefinition } from '../document/definition.ts';
import { readHost } from '../document/operation-host.ts';
import { withValue } from '../document/values.ts';
import type { ChangeStep } from './change-step.ts';

const KINDS: Readonly<Record<string, Watched['kind']>> = {
  OnSegmentThresholdCrossed: 'segment',
  OnMeasureThresholdCrossed: 'measure',
};

/** When a trigger on a threshold would have fired in the kept history, with the line to drag; nothing for other steps. */
export function ThresholdForesight({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { isReadOnly } = useDesigner();
  const kind = KINDS[readHost(step)?.operationId ?? ''];
  const { segment, measure, calculation, row, threshold, dataset: _dataset, ...options } = parametersOf(step);
  const name = kind === 'segment' ? segment : measure;
  const written = [name, calculation, row, threshold, ...Object.values(options)];
  const isFixed = typeof name === 'string' && name !== '' && !written.some(isExpression);
  if (!kind || !isFixed) return null;
  return (
    <Foresight
      kind={kind}
      name={name}
      calculation={calculation === undefined ? undefined : String(calculation)}
      row={readRow(row)}
      threshold={typeof threshold === 'number' ? threshold : undefined}
      options={Object.keys(options).length === 0 ? undefined : (options as ThresholdOptions)}
      onThreshold={
        isReadOnly
          ? undefined
          : (next) =>
              onChange(withValue(step, ['inputs', 'parameters', 'threshold'], next) as StepDefinition, { joins: true })
      }
    />
  );
}

const parametersOf = (step: StepDefinition) => membersOf(membersOf(step['inputs'])['parameters']);

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('@');

/** A row of a measure, which stands as JSON in a flow. */
function readRow(row: unknown): Readonly<Record<string, string>> | undefined {
  try {
    return typeof row === 'string' && row !== '' ? (JSON.parse(row) as Readonly<Record<string, string>>) : undefined;
  } catch {
    return undefined;
  }
}
