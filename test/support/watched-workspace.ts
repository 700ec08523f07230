import { emptyWorkspace, type Workspace } from '../../src/model/definition.ts';
import type { Flow } from '../../src/model/flow.ts';
import type { Measure } from '../../src/model/measure.ts';

const measure = (name: string, over: Partial<Measure> = {}): Measure => ({
  name,
  kind: 'business',
  entity: 'Customer',
  calculations: [{ name: 'Total', function: 'count' }],
  ...over,
});

/** What can be watched in tests. */
export const workspace: Workspace = {
  ...emptyWorkspace,
  dataSources: [{ name: 'Shop', kind: 'csv', options: {}, entities: [{ name: 'Order' }] }],
  segments: [{ name: 'HighValue' }, { name: 'Lapsed' }],
  measures: [
    measure('Revenue'),
    measure('ByCountry', { dimensions: [{ attribute: 'Country' }, { attribute: 'Since', name: 'Year' }] }),
    measure('Spend', { kind: 'customerAttribute' }),
  ],
  connections: [
    { name: 'Own', connector: 'customer-insights' },
    { name: 'Mail', connector: 'smtp' },
  ],
};

/** Our connector as definitions name it. */
const API = '/providers/Microsoft.PowerApps/apis/shared_customerinsights';

/** A flow with this trigger. */
export function flowOf(inputs: object, over: Partial<Flow> & { type?: string; parameters?: object } = {}): Flow {
  const { type = 'OpenApiConnectionWebhook', parameters = {}, ...rest } = over;
  return { name: 'Notify', definition: { parameters, triggers: { Crossed: { type, inputs } } }, ...rest };
}

/** Inputs of a trigger as Power Automate writes them. */
export const hosted = (operationId: string, parameters: object) => ({
  host: { apiId: API, connectionName: 'shared_customerinsights', operationId },
  parameters,
});
