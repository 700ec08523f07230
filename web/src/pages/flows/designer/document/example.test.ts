import { describe, expect, it } from 'vitest';
import type { OperationView } from '../../../../../../src/app/view/designer.ts';
import { exampleOf, triggerExample, triggerSample } from './example.ts';

describe('an example of a schema', () => {
  it.each([
    ['names texts after what they are', { type: 'object', properties: { name: { type: 'string' } } }, { name: 'name' }],
    ['and by their title', { type: 'string', title: 'First name' }, 'First name'],
    ['keeps to formats', { type: 'string', format: 'email' }, 'ane@example.com'],
    ['takes the first choice', { type: 'string', enum: ['gold', 'blue'] }, 'gold'],
    ['takes what is given as an example', { type: 'integer', examples: [12], default: 3 }, 12],
    ['takes the default, also when it is false', { type: 'boolean', default: false }, false],
    ['keeps to the least', { type: 'integer', minimum: 18 }, 18],
    ['gives lists one element', { type: 'array', items: { type: 'number' } }, [1]],
    ['passes over null', { type: ['null', 'string'], title: 'Note' }, 'Note'],
    ['knows an object by its members', { properties: { is: { type: 'boolean' } } }, { is: true }],
    ['takes the first of several', { anyOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
    ['knows nothing of what may be anything', {}, null],
  ])('%s', (_title, schema, expected) => {
    expect(exampleOf(schema)).toEqual(expected);
  });

  it('ends where a schema holds itself', () => {
    const person: Record<string, unknown> = { type: 'object' };
    person['properties'] = { parent: person };
    expect(JSON.stringify(exampleOf(person)).match(/parent/g)?.length).toBe(6);
  });
});

describe('an example of what a trigger gives', () => {
  const outputs = [
    { path: 'threshold', title: 'Threshold', type: 'integer' },
    { path: 'eventTime', title: 'When', type: 'string', format: 'date-time' },
    { path: 'error/message', title: 'Message', type: 'string' },
  ];
  const operation = { outputs } as unknown as OperationView;

  it('has the shape that its operation tells, with the values that the trigger names', () => {
    const inputs = { parameters: { threshold: 900, segment: 'HighValue' } };
    expect(triggerExample({ type: 'OpenApiConnectionWebhook', inputs }, operation)).toEqual({
      body: { threshold: 900, eventTime: '2026-01-31T08:30:00Z', error: { message: 'Message' } },
    });
  });

  it.each([
    [
      'a request with a schema',
      { type: 'Request', inputs: { schema: { properties: { n: { type: 'integer' } } } } },
      { body: { n: 1 } },
    ],
    ['a request without one', { type: 'Request', inputs: {} }, { body: {} }],
    ['a schedule', { type: 'Recurrence' }, {}],
  ])('of %s', (_title, step, expected) => {
    expect(triggerExample(step, undefined)).toEqual(expected);
  });

  it('is no more than what is said where nothing may be made up', () => {
    const inputs = { parameters: { threshold: 900, segment: 'HighValue', eventTime: '@utcNow()' } };
    expect(triggerSample({ type: 'OpenApiConnectionWebhook', inputs }, operation)).toEqual({
      body: { threshold: 900 },
    });
    const name = { properties: { first: { type: 'string' }, last: { type: 'string', default: 'Garate' } } };
    const schema = { properties: { name, size: { type: 'integer' }, kind: { enum: ['gold', 'blue'] } } };
    const asked = { type: 'Request', inputs: { schema } };
    expect(triggerSample(asked, undefined)).toEqual({ body: { name: { last: 'Garate' }, kind: 'gold' } });
  });
});
