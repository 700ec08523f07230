import { Field, MessageBar, MessageBarActions, MessageBarBody, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConnectorView } from '../../../../../../src/app/view/designer.ts';
import { definitionsQuery } from '../../../../api/queries/definitions.ts';
import { Anchor } from '../../../../parts/anchor.tsx';
import { Can } from '../../../../session/can.tsx';
import { displayNameOf } from '../../../../shell/palette-items.ts';
import { useDesigner } from '../designer-context.ts';
import { needsConnection, type OperationHost } from '../document/operation-host.ts';
import { fittingConnections } from '../fitting-connections.ts';
import { useProblemAt } from './problem-at.ts';

/** Which connection of the workspace a step uses; said plainly when there is none. */
export function ConnectionChoice({ host, connector }: { host: OperationHost; connector: ConnectorView | undefined }) {
  const { t } = useTranslation();
  const { connections, connect, isReadOnly } = useDesigner();
  const query = useQuery(definitionsQuery('connection'));
  const fitting = fittingConnections(query.data?.items ?? [], host, connector);
  const current = connections[host.reference] ?? '';
  const problem = useProblemAt(['inputs', 'host']);
  const isNeeded = needsConnection(host);
  if (!isNeeded && current === '' && fitting.length === 0) return null;
  return (
    <>
      <Field label={t('designer.connection')} required={isNeeded} validationMessage={problem ?? null}>
        <Select value={current} disabled={isReadOnly} onChange={(_event, data) => connect(host.reference, data.value)}>
          <option value="">{t('designer.chooseConnection')}</option>
          {fitting.map((record) => (
            <option key={record.name} value={record.name}>
              {displayNameOf(record)}
            </option>
          ))}
          {current !== '' && !fitting.some(({ name }) => name === current) && (
            <option value={current}>{current}</option>
          )}
        </Select>
      </Field>
      {query.data && fitting.length === 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('designer.noConnection', { connector: connector?.title ?? host.apiName })}</MessageBarBody>
          <Can who="administrator">
            <MessageBarActions>
              {/* Beside the flow, which is not saved yet. */}
              <Anchor
                to="/admin/exports"
                search={{ tab: 'connections', setUp: connector?.name ?? host.apiName } as never}
                target="_blank"
              >
                {t('exports.newConnection')}
              </Anchor>
            </MessageBarActions>
          </Can>
        </MessageBar>
      )}
    </>
  );
}
