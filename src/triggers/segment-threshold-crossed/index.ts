import Type from 'typebox';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { Digest } from '../envelope.ts';
import { defineTrigger, isMeant, ruleOf, textParameter } from '../trigger-kind.ts';

/** Fires when the number of members of a segment crosses a threshold, upward unless asked otherwise. */
export const segmentThresholdCrossed = defineTrigger({
  kind: 'SegmentThresholdCrossed',
  operationId: 'OnSegmentThresholdCrossed',
  title: 'When a segment crosses a threshold',
  summary: 'Fires once when the number of members goes from at or below the threshold to above it.',
  eventType: 'SegmentEvaluated',
  parameters: TRIGGER_PARAMETERS.SegmentThresholdCrossed,
  payload: Type.Object({
    segmentName: Type.String({ description: 'Name of the segment.' }),
    segmentFriendlyName: Type.String({ description: 'Name that people see.' }),
    threshold: Type.Number({ description: 'The line that was crossed.' }),
    direction: Type.String({ description: 'up or down.' }),
    previousEntityCount: Type.Optional(Type.Number({ description: 'Members before.' })),
    entityCount: Type.Number({ description: 'Members now.' }),
    entered: Type.Integer({ description: 'Members that entered in this refresh.' }),
    left: Type.Integer({ description: 'Members that left in this refresh.' }),
    evaluationDate: Type.String({ format: 'date-time', description: 'When the segment was evaluated.' }),
    lastSuccessfulRunId: Type.String({ description: 'Refresh that gave the size.' }),
    digest: Digest,
  }),
  sample: {
    segmentName: 'HighValue',
    segmentFriendlyName: 'High value',
    threshold: 1000,
    direction: 'up',
    previousEntityCount: 987,
    entityCount: 1042,
    entered: 71,
    left: 16,
    evaluationDate: '2026-11-23T06:00:12Z',
    lastSuccessfulRunId: '0193595c-2a80-7c4e-9d7b-3f1f6a1c2b11',
  },
  subjectParameter: 'segment',
  look: (event, parameters) => {
    if (event.type !== 'SegmentEvaluated' || !isMeant(textParameter(parameters, 'segment') ?? '', event.segment))
      return undefined;
    return {
      kind: 'value',
      series: '',
      value: event.size,
      rule: ruleOf(parameters),
      subject: `The segment '${event.displayName}'`,
      payloadOf: ({ previous, value, threshold, direction }) => ({
        segmentName: event.segment,
        segmentFriendlyName: event.displayName,
        threshold,
        direction,
        ...(previous !== undefined && { previousEntityCount: previous }),
        entityCount: value,
        entered: event.entered,
        left: event.left,
        evaluationDate: event.eventTime,
        lastSuccessfulRunId: event.refreshId,
      }),
    };
  },
});
