import Type from 'typebox';
import type { MeasureEvaluated } from '../../model/event.ts';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { seriesOf } from '../../store/history.ts';
import { Digest } from '../envelope.ts';
import { defineTrigger, isMeant, ruleOf, textParameter } from '../trigger-kind.ts';

/** Fires when a business measure crosses a threshold: one without dimension, or one row of one with dimensions. */
export const measureThresholdCrossed = defineTrigger({
  kind: 'MeasureThresholdCrossed',
  operationId: 'OnMeasureThresholdCrossed',
  title: 'When a business measure crosses a threshold',
  summary: 'Fires once when the value goes from at or below the threshold to above it.',
  eventType: 'MeasureEvaluated',
  parameters: TRIGGER_PARAMETERS.MeasureThresholdCrossed,
  payload: Type.Object({
    measureName: Type.String({ description: 'Name of the measure.' }),
    measureDisplayName: Type.String({ description: 'Name that people see.' }),
    calculation: Type.String({ description: 'Which calculation of the measure.' }),
    row: Type.Record(Type.String(), Type.String(), {
      description: 'Dimension values of the watched row; empty without dimensions.',
    }),
    threshold: Type.Number({ description: 'The line that was crossed.' }),
    direction: Type.String({ description: 'up or down.' }),
    previousValue: Type.Optional(Type.Number({ description: 'Value before.' })),
    value: Type.Number({ description: 'Value now.' }),
    evaluationTime: Type.String({ format: 'date-time', description: 'When the measure was evaluated.' }),
    digest: Digest,
  }),
  sample: {
    measureName: 'Revenue',
    measureDisplayName: 'Revenue',
    calculation: 'Total',
    row: {},
    threshold: 100000,
    direction: 'up',
    previousValue: 98210.5,
    value: 100480.25,
    evaluationTime: '2026-11-23T06:00:10Z',
  },
  subjectParameter: 'measure',
  look: (event, parameters) => {
    if (event.type !== 'MeasureEvaluated' || !isMeant(textParameter(parameters, 'measure') ?? '', event.measure))
      return undefined;
    const wantedRow = (parameters['row'] ?? {}) as Readonly<Record<string, string>>;
    const found = event.rows.find(({ dimensions }) => isSameRow(dimensions, wantedRow));
    const calculation = textParameter(parameters, 'calculation') ?? firstCalculation(event);
    return {
      kind: 'value',
      series: seriesOf(wantedRow),
      value: found?.values[calculation] ?? null,
      rule: ruleOf(parameters),
      subject: `The measure '${event.displayName}'${rowWords(wantedRow)}`,
      payloadOf: ({ previous, value, threshold, direction }) => ({
        measureName: event.measure,
        measureDisplayName: event.displayName,
        calculation,
        row: wantedRow,
        threshold,
        direction,
        ...(previous !== undefined && { previousValue: previous }),
        value,
        evaluationTime: event.eventTime,
      }),
    };
  },
});

function firstCalculation({ rows }: MeasureEvaluated): string {
  return Object.keys(rows[0]?.values ?? {})[0] ?? '';
}

function isSameRow(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}

function rowWords(row: Readonly<Record<string, string>>): string {
  const parts = Object.entries(row).map(([dimension, value]) => `${dimension} ${value}`);
  return parts.length === 0 ? '' : ` for ${parts.join(', ')}`;
}
