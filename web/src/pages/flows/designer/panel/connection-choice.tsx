import { Field, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConnectorView } from '../../../../../../src/app/view/designer.ts';
import { definitionsQuery } from '../../../../api/queries.ts';
import { displayNameOf } from '../../../../shell/palette-items.ts';
import { useDesigner } from '../designer-context.ts';
import { membersOf } from '../document/definition.ts';
import type { OperationHost } from '../document/operation-host.ts';

/** Which connection of the workspace a step uses; said plainly when there is none. */
export function ConnectionChoice({ host, connector }: { host: OperationHost; connector: ConnectorView | undefined }) {
  const { t } = useTranslation();
  const { connections, connect, isReadOnly } = useDesigner();
  const query = useQuery(definitionsQuery('connection'));
  const names = connector ? [connector.name, connector.apiName] : [host.apiName];
  const fitting = (query.data?.items ?? []).filter(({ definition }) =>
    names.includes(String(membersOf(definition)['connector'])),
  );
  const current = connections[host.reference] ?? '';
  return (
    <>
      <Field label={t('designer.connection')} required>
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
        <MessageBar intent="warning">
          <MessageBarBody>{t('designer.noConnection', { connector: connector?.title ?? host.apiName })}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
