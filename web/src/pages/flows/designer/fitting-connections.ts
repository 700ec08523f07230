import { useQuery } from '@tanstack/react-query';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { ConnectorView } from '../../../../../src/app/view/designer.ts';
import type { Flow } from '../../../../../src/model/flow.ts';
import { definitionsQuery } from '../../../api/queries/definitions.ts';
import { connectorsQuery } from './connectors-query.ts';
import { type FlowDefinition, membersOf } from './document/definition.ts';
import { connectionHosts, findConnectorView, type OperationHost } from './document/operation-host.ts';

/** Connections of the workspace to the service of a step. */
export function fittingConnections(
  records: readonly DefinitionRecord[],
  { apiName }: Pick<OperationHost, 'apiName'>,
  connector: ConnectorView | undefined,
): readonly DefinitionRecord[] {
  const names = connector ? [connector.name, connector.apiName] : [apiName];
  return records.filter(({ definition }) => names.includes(String(membersOf(definition)['connector'])));
}

/** Connections by the references of a flow, where there is only one to choose. */
export function onlyConnections(
  definition: FlowDefinition,
  {
    connectors,
    records,
  }: { readonly connectors: readonly ConnectorView[]; readonly records: readonly DefinitionRecord[] },
): Readonly<Record<string, string>> {
  const chosen = connectionHosts(definition).flatMap((host) => {
    const [only, ...others] = fittingConnections(records, host, findConnectorView(connectors, host.apiName));
    return only && others.length === 0 ? [[host.reference, only.name] as const] : [];
  });
  return Object.fromEntries(chosen);
}

/** Gives a new flow its connections, as far as there is only one to choose. */
export function useConnected(): (definition: Flow['definition']) => Pick<Flow, 'definition' | 'connections'> {
  const connectors = useQuery(connectorsQuery).data?.items ?? [];
  const records = useQuery(definitionsQuery('connection')).data?.items ?? [];
  return (definition) => ({
    definition,
    connections: onlyConnections(definition as FlowDefinition, { connectors, records }),
  });
}
