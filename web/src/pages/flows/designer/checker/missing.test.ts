import { describe, expect, it } from 'vitest';
import type { ConnectorView, OperationField, OperationView } from '../../../../../../src/app/view/designer.ts';
import { findMissing } from './missing.ts';

const field = (name: string, more: Partial<OperationField> = {}): OperationField => ({
  name,
  title: name.split('/').at(-1) ?? name,
  type: 'string',
  isRequired: true,
  visibility: 'none',
  hasDynamicChoices: false,
  ...more,
});

const connector = (name: string, operation: Pick<OperationView, 'operationId' | 'kind' | 'fields'>): ConnectorView => ({
  name,
  apiName: `shared_${name}`,
  title: name,
  description: '',
  operations: [{ title: operation.operationId, visibility: 'none', isDeprecated: false, outputs: [], ...operation }],
});

const connectors = [
  connector('mail', {
    operationId: 'Send',
    kind: 'action',
    fields: [
      field('body/To'),
      field('body/Subject'),
      field('body/Cc', { isRequired: false }),
      field('body/Kind', { default: 'html' }),
    ],
  }),
  connector('customerinsights', { operationId: 'OnCrossed', kind: 'webhook', fields: [field('segment')] }),
];

const call = (api: string, operationId: string, parameters: unknown) => ({
  type: 'OpenApiConnection',
  inputs: { host: { apiId: `/apis/shared_${api}`, connectionName: `shared_${api}`, operationId }, parameters },
});
const send = (parameters: unknown) => ({ actions: { Mail: call('mail', 'Send', parameters) } });
const around = { connectors, chosen: { shared_mail: 'Ours' }, connections: ['Ours'] };
const fieldsOf = (parameters: unknown) => findMissing(send(parameters), around).map((missing) => missing.field);

describe('what a flow lacks', () => {
  it('is each empty required field, of the trigger and inside of containers, in the order of the flow', () => {
    const definition = {
      triggers: { Crossed: call('customerinsights', 'OnCrossed', { segment: '' }) },
      actions: { Each: { type: 'Foreach', actions: { Mail: call('mail', 'Send', { 'body/To': ' ' }) } } },
    };
    expect(findMissing(definition, around)).toEqual([
      { step: 'Crossed', pointer: '/triggers/Crossed/inputs/parameters/segment', field: 'segment' },
      { step: 'Mail', pointer: '/actions/Mail/inputs/parameters/body~1To', field: 'To' },
      { step: 'Mail', pointer: '/actions/Mail/inputs/parameters/body~1Subject', field: 'Subject' },
    ]);
  });

  it.each([
    ['each by its path', { 'body/To': 'a@b.eus', 'body/Subject': "@triggerBody()?['x']" }, []],
    ['in one body', { body: { To: 'a@b.eus', Subject: 0 } }, []],
    ['by an expression for the whole body', { body: '@variables(1)' }, []],
    ['by an expression for all', '@variables(1)', []],
    ['in part', { body: { To: 'a@b.eus', Subject: null } }, ['Subject']],
    ['not at all', undefined, ['To', 'Subject']],
  ])('is no field that is filled: %s', (_title, parameters, lacking) => {
    expect(fieldsOf(parameters)).toEqual(lacking);
  });

  it.each([
    ['none is chosen', {}, ['Ours'], 1],
    ['the chosen one is gone', { shared_mail: 'Gone' }, ['Ours'], 1],
    ['one has the name of the reference', {}, ['shared_mail'], 0],
    ['they are not known yet', {}, undefined, 0],
  ])('says of connections, when %s', (_title, chosen, connections, count) => {
    const found = findMissing(send({ body: '@variables(1)' }), { connectors, chosen, connections });
    expect(found).toHaveLength(count);
    for (const each of found)
      expect(each).toEqual({ step: 'Mail', pointer: '/actions/Mail/inputs/host', field: undefined });
  });
});
