import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from './definition.ts';
import { findStep } from './find.ts';
import { staticResultOf, takesStaticResult, withStaticResult } from './static-result.ts';

const call = { type: 'Http', inputs: { uri: 'https://example.com' }, runAfter: {} };
const flow: FlowDefinition = { actions: { Group: { type: 'Scope', actions: { Call: call }, runAfter: {} } } };
const failed = { isOn: true, status: 'Failed', outputs: { errors: [{ message: 'no' }] } };
const stepOf = (definition: FlowDefinition, name: string) => findStep(definition, name)?.step ?? {};

describe('the static result of a step', () => {
  it('stands in the definition as Logic Apps keeps it, and is read back', () => {
    const changed = withStaticResult(flow, 'Call', failed);
    expect(changed['staticResults']).toEqual({ Call0: { status: 'Failed', outputs: failed.outputs } });
    expect(stepOf(changed, 'Call')).toEqual({
      ...call,
      runtimeConfiguration: { staticResult: { name: 'Call0', staticResultOptions: 'Enabled' } },
    });
    expect(staticResultOf(changed, stepOf(changed, 'Call'))).toEqual(failed);
    expect(staticResultOf(flow, stepOf(flow, 'Call'))).toBeUndefined();
  });

  it('is kept when it is turned off, with members that the designer does not show', () => {
    const on = withStaticResult(flow, 'Call', failed);
    const coded = { ...on, staticResults: { Call0: { status: 'Failed', outputs: {}, code: 'Gone' } } };
    const off = withStaticResult(coded, 'Call', { ...failed, isOn: false });
    expect(off['staticResults']).toEqual({ Call0: { status: 'Failed', outputs: failed.outputs, code: 'Gone' } });
    expect(staticResultOf(off, stepOf(off, 'Call'))).toEqual({ ...failed, isOn: false });
  });

  it('becomes one of its own when another step has the same', () => {
    const on = withStaticResult(flow, 'Call', failed);
    const twice = { ...on, actions: { ...on.actions, Copy: stepOf(on, 'Call') } };
    const changed = withStaticResult(twice, 'Copy', { ...failed, status: 'TimedOut' });
    expect(staticResultOf(changed, stepOf(changed, 'Call'))?.status).toBe('Failed');
    expect(staticResultOf(changed, stepOf(changed, 'Copy'))?.status).toBe('TimedOut');
  });

  it.each([
    ['Http', true],
    ['OpenApiConnection', true],
    ['Compose', true],
    ['If', false],
    ['Foreach', false],
    ['InitializeVariable', false],
    ['AppendToStringVariable', false],
  ])('can be given to %s: %s', (type, takes) => {
    expect(takesStaticResult({ type })).toBe(takes);
  });
});
