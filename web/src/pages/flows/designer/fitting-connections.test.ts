import { describe, expect, it } from 'vitest';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { ConnectorView } from '../../../../../src/app/view/designer.ts';
import { onlyConnections } from './fitting-connections.ts';

const step = (api: string) => ({
  type: 'OpenApiConnection',
  inputs: { host: { apiId: `/apis/${api}`, connectionName: api, operationId: 'Do' } },
  runAfter: {},
});
const connector = (name: string, apiName: string) =>
  ({ name, apiName, title: name, operations: [] }) as unknown as ConnectorView;
const connectors = [connector('teams', 'shared_teams'), connector('smtp', 'shared_smtp')];
const record = (name: string, of: string) =>
  ({ kind: 'connection', name, definition: { name, connector: of } }) as unknown as DefinitionRecord;
const definition = {
  triggers: { When: step('shared_customerinsights') },
  actions: { Post: step('shared_teams'), Mail: step('shared_smtp'), Other: step('shared_other') },
};
const choose = (...records: DefinitionRecord[]) => onlyConnections(definition, { connectors, records });

describe('connections of a new flow', () => {
  it('are chosen where there is only one to the service', () => {
    expect(choose(record('Channel', 'teams'), record('Post', 'smtp'))).toEqual({
      shared_teams: 'Channel',
      shared_smtp: 'Post',
    });
  });

  it('are left to people where there are several, or none', () => {
    expect(choose(record('Channel', 'teams'), record('Another', 'shared_teams'))).toEqual({});
    expect(choose()).toEqual({});
  });

  it('are found by the name that the flow has for the service where no connector is known for it', () => {
    expect(choose(record('Mine', 'shared_other'))).toEqual({ shared_other: 'Mine' });
  });
});
