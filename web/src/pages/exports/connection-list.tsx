import { Button } from '@fluentui/react-components';
import { AddRegular, LinkRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../../src/model/connection.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useNames } from '../../i18n/server-words.ts';
import { BulkDelete } from '../../parts/bulk/definition-commands.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextButton } from '../../parts/text-button.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { ConnectionCommands, ConnectionState } from './connection-commands.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectorDialog } from './connector-dialog.tsx';
import { connectionsQuery, connectorsQuery } from './connector-queries.ts';

/** Connections of flows to services. */
export function ConnectionList() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const records = useQuery(definitionsQuery('connection')).data?.items ?? [];
  const states = useQuery(connectionsQuery).data?.items ?? [];
  const connectors = useNames(useQuery(connectorsQuery).data?.items) ?? [];
  const stateOf = (name: string) => states.find((connection) => connection.name === name);
  const mayChange = useCan('administrator');
  const [{ signedIn, problem, setUp }, change] = useAddress('signedIn', 'problem', 'setUp');
  const [edited, setEdited] = useState<Connection | 'new'>();
  const [isAdding, setIsAdding] = useState(false);
  const connectionOf = (record: (typeof records)[number]) => record.definition as Connection;
  const connectorOf = (record: (typeof records)[number]) => {
    const { connector } = connectionOf(record);
    return connectors.find(({ name }) => name === connector)?.title ?? connector;
  };
  return (
    <>
      <Toolbar
        end={
          <Can who="administrator">
            <Button onClick={() => setIsAdding(true)}>{t('connection.addConnector')}</Button>{' '}
            <Button icon={<AddRegular />} onClick={() => setEdited('new')}>
              {t('exports.newConnection')}
            </Button>
          </Can>
        }
      />
      {signedIn !== '' && <p role="status">{t('connection.signedIn', { name: signedIn })}</p>}
      {problem !== '' && <Problem error={new Error(problem)} />}
      <ListView
        name="connections"
        label={t('exports.connections')}
        rows={records}
        keyOf={({ name }) => name}
        bulk={
          mayChange
            ? (chosen, onEnd) => (
                <BulkDelete
                  items={chosen.map((record) => ({
                    kind: 'connection',
                    name: record.name,
                    displayName: connectionOf(record).displayName ?? record.name,
                    definition: record.definition,
                  }))}
                  onEnd={onEnd}
                />
              )
            : undefined
        }
        empty={<Empty icon={LinkRegular} title={t('exports.noConnection')} text={t('exports.noConnectionText')} />}
        columns={[
          {
            key: 'name',
            title: t('app.name'),
            value: (record) => connectionOf(record).displayName ?? record.name,
            show: (record) => (
              <TextButton onClick={() => setEdited(connectionOf(record))}>
                {connectionOf(record).displayName ?? record.name}
              </TextButton>
            ),
          },
          {
            key: 'connector',
            title: t('exports.connector'),
            value: connectorOf,
            show: connectorOf,
          },
          {
            key: 'state',
            title: t('connection.state'),
            value: ({ name }) => stateOf(name)?.state ?? '',
            show: ({ name }) => <ConnectionState connection={stateOf(name)} />,
          },
          {
            key: 'changed',
            title: t('exports.changed'),
            value: ({ changedAt }) => changedAt,
            show: ({ changedAt, changedBy }) => `${format.moment(changedAt, now)} · ${changedBy}`,
          },
          {
            key: 'commands',
            title: t('subscription.commands'),
            show: ({ name }) => <ConnectionCommands connection={stateOf(name)} />,
          },
        ]}
      />
      {isAdding && <ConnectorDialog onClose={() => setIsAdding(false)} />}
      {mayChange && setUp !== '' && <ConnectionDialog connector={setUp} onClose={() => change({ setUp: '' })} />}
      {edited && (
        <ConnectionDialog {...(edited !== 'new' && { connection: edited })} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}
