import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnAddressView } from '../../../../src/app/view/system.ts';
import { getJson } from '../../api/client.ts';
import { CopyField } from '../../parts/copy-field.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useCan } from '../../session/use-session.ts';

const addressQuery = queryOptions({
  queryKey: ['system', 'address'],
  queryFn: ({ signal }) => getJson<OwnAddressView>('/api/system/address', signal),
});

/** The address that a tenant is told; administrators also see whether the server is reached there. */
export function OwnAddress({ title }: { title: string }) {
  const { t } = useTranslation();
  const text = useText();
  if (useCan('administrator')) return <CheckedAddress title={title} />;
  return (
    <Panel title={title}>
      <CopyField label={t('powerAutomate.address')} value={`${location.origin}/connector`} />
      <p className={text.quiet}>{t('powerAutomate.addressUnchecked')}</p>
    </Panel>
  );
}

function CheckedAddress({ title }: { title: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error, isFetching, refetch } = useQuery(addressQuery);
  const isReached = data?.checks.every(({ status }) => status === 'ok');
  return (
    <Panel
      title={title}
      aside={
        <Button
          size="small"
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={isFetching}
          onClick={() => void refetch()}
        >
          {t('powerAutomate.lookAgain')}
        </Button>
      }
    >
      {error && <Problem error={error} />}
      <div role="status">
        {isReached === undefined ? (
          <Status status="running" label={t('powerAutomate.looking')} />
        ) : (
          <Status
            status={isReached ? 'ok' : 'failed'}
            label={t(isReached ? 'powerAutomate.addressPublic' : 'powerAutomate.addressPrivate')}
          />
        )}
      </div>
      <CopyField label={t('powerAutomate.address')} value={`${data?.address || location.origin}/connector`} />
      <Lines>
        {(data?.checks ?? []).map(({ name, status, finding, detail = '' }) => (
          <li key={name}>
            <Status
              status={status}
              label={t(`address.${finding}`, { detail })}
              stateLabel={t(`system.${status}`)}
              className={text.strong}
            />
            {status !== 'ok' && (
              <p className={text.quiet}>{t('app.mend', { mend: t(`address.mend.${finding as 'notSet'}`) })}</p>
            )}
          </li>
        ))}
      </Lines>
    </Panel>
  );
}
