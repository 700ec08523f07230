import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import {
  fullRefreshCompleted,
  measureEvaluated,
  segmentEvaluated,
  sourceFailed,
  sourceSucceeded,
  unificationCompleted,
} from '../../test/support/domain-events.ts';
import type { DomainEvent } from '../model/event.ts';
import { TRIGGER_KINDS, type TriggerKindName } from '../model/trigger.ts';
import { findProblems } from '../model/validate.ts';
import { triggerKinds } from './index.ts';
import type { PayloadFields, Sighting } from './trigger-kind.ts';

const watched: Readonly<Record<TriggerKindName, { parameters: Record<string, unknown>; event: DomainEvent }>> = {
  DataSourceRefreshFailed: { parameters: { dataSource: 'shop' }, event: sourceFailed(1) },
  DataSourceRefreshSucceeded: { parameters: {}, event: sourceSucceeded(1) },
  SegmentThresholdCrossed: { parameters: { segment: 'highvalue', threshold: 10 }, event: segmentEvaluated(1, 11) },
  MeasureThresholdCrossed: {
    parameters: { measure: 'Revenue', threshold: 10 },
    event: measureEvaluated(1, [{ dimensions: {}, values: { Total: 11 } }]),
  },
  FullRefreshCompleted: { parameters: {}, event: fullRefreshCompleted(1) },
  UnificationRefreshCompleted: { parameters: {}, event: unificationCompleted(1) },
};

function payloadOf(sighting: Sighting | undefined): PayloadFields | undefined {
  if (sighting?.kind === 'happened') return sighting.payload;
  return sighting?.kind === 'value'
    ? sighting.payloadOf({ direction: 'up', previous: 9, value: 11, threshold: 10 })
    : undefined;
}

describe.each(TRIGGER_KINDS)('the trigger %s', (name) => {
  const kind = triggerKinds[name];
  const { parameters, event } = watched[name];
  const strictPayload = Type.Object(kind.payload.properties, { additionalProperties: false });

  it('is registered under its own name, with an operation of the connector', () => {
    expect([kind.kind, kind.operationId, Object.isFrozen(kind)]).toEqual([name, `On${name}`, true]);
  });

  it('has a sample that fits its schema', () => {
    expect(findProblems(strictPayload, kind.sample, {})).toEqual([]);
  });

  it('makes a payload that fits its schema, field by field', () => {
    const payload = payloadOf(kind.look(event, parameters));
    expect(payload).toBeDefined();
    expect(findProblems(strictPayload, JSON.parse(JSON.stringify(payload)), {})).toEqual([]);
  });

  it('sees nothing in the events of the other triggers', () => {
    const others = TRIGGER_KINDS.filter((other) => other !== name).map((other) => watched[other].event);
    expect(others.map((other) => kind.look(other, parameters))).toEqual(others.map(() => undefined));
  });
});

describe('what a trigger sees', () => {
  it.each<[string, TriggerKindName, Record<string, unknown>, DomainEvent, Sighting['kind'] | undefined]>([
    ['a failure for good', 'DataSourceRefreshFailed', {}, sourceFailed(1), 'happened'],
    [
      'no failure that is retried',
      'DataSourceRefreshFailed',
      {},
      sourceFailed(1, { attempt: 1, isPermanent: false }),
      'ignored',
    ],
    [
      'every attempt when asked',
      'DataSourceRefreshFailed',
      { everyAttempt: true },
      sourceFailed(1, { attempt: 1, isPermanent: false }),
      'happened',
    ],
    ['no failure of another source', 'DataSourceRefreshFailed', { dataSource: 'Crm' }, sourceFailed(1), undefined],
    ['a success of any source', 'DataSourceRefreshSucceeded', {}, sourceSucceeded(1), 'happened'],
    [
      'no success of another source',
      'DataSourceRefreshSucceeded',
      { dataSource: 'Crm' },
      sourceSucceeded(1),
      undefined,
    ],
    ['full refreshes on demand', 'FullRefreshCompleted', {}, fullRefreshCompleted(1), 'happened'],
    ['scheduled full refreshes', 'FullRefreshCompleted', {}, fullRefreshCompleted(1, 'scheduled'), 'happened'],
    [
      'only scheduled ones when asked',
      'FullRefreshCompleted',
      { submissionKind: 'scheduled' },
      fullRefreshCompleted(1),
      'ignored',
    ],
    [
      'no other segment',
      'SegmentThresholdCrossed',
      { segment: 'Other', threshold: 1 },
      segmentEvaluated(1, 5),
      undefined,
    ],
    [
      'no segment at all without a name',
      'SegmentThresholdCrossed',
      { threshold: 1 },
      segmentEvaluated(1, 5),
      undefined,
    ],
  ])('%s', (_title, name, parameters, event, expected) => {
    expect(triggerKinds[name].look(event, parameters)?.kind).toBe(expected);
  });

  const rows = [
    { dimensions: { Country: 'ES', Year: '2026' }, values: { Total: 5, Average: 2.5 } },
    { dimensions: { Country: 'FR', Year: '2026' }, values: { Total: null, Average: null } },
  ];
  it.each<[string, Record<string, unknown>, number | null]>([
    ['the named row, whatever the order of its dimensions', { row: { Year: '2026', Country: 'ES' } }, 5],
    ['the named calculation', { row: { Country: 'ES', Year: '2026' }, calculation: 'Average' }, 2.5],
    ['no value where there is none', { row: { Country: 'FR', Year: '2026' } }, null],
    ['no value in a row that is not there', { row: { Country: 'PT', Year: '2026' } }, null],
    ['no value when only a part of the row is named', { row: { Country: 'ES' } }, null],
  ])('in a measure with dimensions: %s', (_title, parameters, value) => {
    const sighting = triggerKinds.MeasureThresholdCrossed.look(measureEvaluated(1, rows), {
      measure: 'Revenue',
      threshold: 1,
      ...parameters,
    });
    expect(sighting).toMatchObject({ kind: 'value', value });
  });
});
