import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { grantsQuery, useAccessChange } from '../admin/access-queries.ts';

/** What one agreed to on the consent page, and how it is taken back. */
export function Apps() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error } = useQuery(grantsQuery);
  const end = useAccessChange((grantId: string) => deleteJson(`/api/account/grants/${encodeURIComponent(grantId)}`));
  if (error) return <Problem error={error} />;
  if (data?.items.length === 0)
    return (
      <Panel title={t('account.apps')}>
        <p>{t('account.noApps')}</p>
      </Panel>
    );
  return (
    <Panel title={t('account.apps')}>
      {end.error && <Problem error={end.error} />}
      <DataTable
        label={t('account.apps')}
        rows={data?.items ?? []}
        keyOf={({ grantId }) => grantId}
        columns={[
          { key: 'app', title: t('account.app'), show: ({ clientName }) => clientName },
          { key: 'scopes', title: t('keys.scopes'), show: ({ scopes }) => scopes.join(', ') },
          { key: 'since', title: t('account.since'), show: ({ createdAt }) => format.moment(createdAt, now) },
          {
            key: 'commands',
            title: t('subscription.commands'),
            show: ({ grantId }) => (
              <Button size="small" onClick={() => end.mutate(grantId)}>
                {t('account.takeBack')}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
