import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../src/model/flow.ts';
import { useDisplayName } from '../../api/use-display-name.ts';
import { useNames } from '../../i18n/server-words.ts';
import { Facts } from '../../parts/facts.tsx';
import { connectionsQuery, connectorsQuery } from '../exports/connector-queries.ts';
import type { FlowDefinition } from './designer/document/definition.ts';
import { connectionHosts } from './designer/document/operation-host.ts';

/** The connections of a flow, and the services for which none is chosen yet, also in its draft. */
export function FlowConnections({ flow }: { flow: Flow | undefined }) {
  const { t } = useTranslation();
  const nameOf = useDisplayName('connection');
  const connectors = useNames(useQuery(connectorsQuery).data?.items) ?? [];
  const connections = useQuery(connectionsQuery).data?.items ?? [];
  const titleOf = (connector: string | undefined) => connectors.find(({ name }) => name === connector)?.title;
  const used = Object.entries(flow?.connections ?? {});
  const isThere = (reference: string) =>
    used.some(([known]) => known === reference) || connections.some(({ name }) => name === reference);
  const missing = connectionHosts((flow?.draft ?? flow?.definition ?? {}) as FlowDefinition).filter(
    ({ reference }) => !isThere(reference),
  );
  if (used.length + missing.length === 0) return <p>{t('flow.connectionsNone')}</p>;
  return (
    <Facts
      facts={[
        ...used.map(([reference, name]) => {
          const connector = connections.find((connection) => connection.name === name)?.connector;
          return [titleOf(connector) ?? reference, nameOf(String(name))] as const;
        }),
        ...missing.map(
          ({ apiName }) => [titleOf(apiName.replace(/^shared_/, '')) ?? apiName, t('flow.connectionMissing')] as const,
        ),
      ]}
    />
  );
}
