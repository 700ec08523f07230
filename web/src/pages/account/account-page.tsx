import { Button, Checkbox } from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../../src/app/view/access.ts';
import { deleteJson, putJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FieldGrid, TextField } from '../../parts/form/fields.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { Can } from '../../session/can.tsx';
import { nameOfSession, sessionQuery } from '../../session/use-session.ts';
import { browserSessionsQuery, useAccessChange } from '../admin/access-queries.ts';
import { Apps } from './apps.tsx';
import { browserName } from './browser-name.ts';
import { OwnKeys } from './own-keys.tsx';
import { Preferences } from './preferences.tsx';

/** Who one is, the password, the browsers one is signed in with and the programs one allowed something. */
export function AccountPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(sessionQuery)}>
      {(session) => (
        <>
          <PageHead
            title={t('nav.account')}
            lead={nameOfSession(session)}
            actions={session.isRequired && <SignOut />}
          />
          <Who session={session} />
          <Preferences />
          {session.account?.hasPassword && <Password />}
          {session.isRequired && <Browsers />}
          {session.account && (
            <Can who="contributor">
              <OwnKeys accountId={session.account.accountId} />
            </Can>
          )}
          {session.isRequired && <Apps />}
        </>
      )}
    </Loaded>
  );
}

function Who({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customer.profile')}>
      <Facts
        facts={[
          [t('app.name'), nameOfSession(session)],
          ...(session.account ? ([[t('permissions.email'), session.account.email]] as const) : []),
          [t('permissions.role'), session.role ? t(`role.${session.role}`) : '–'],
        ]}
      />
      {!session.isRequired && <p>{t('account.open')}</p>}
    </Panel>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const leave = useAccessChange(() => deleteJson('/api/session'));
  return (
    <Button
      icon={<SignOutRegular />}
      onClick={() => leave.mutate(undefined, { onSuccess: () => location.assign('/sign-in') })}
    >
      {t('account.signOut')}
    </Button>
  );
}

function Password() {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [endsKeys, setEndsKeys] = useState(false);
  const change = useAccessChange(() => putJson('/api/account/password', { current, next, endsKeys }));
  return (
    <Panel title={t('account.password')}>
      {change.error && <Problem error={change.error} />}
      <FieldGrid>
        <TextField
          label={t('account.currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label={t('welcome.password')}
          type="password"
          autoComplete="new-password"
          hint={t('welcome.passwordHint')}
          value={next}
          onChange={setNext}
        />
      </FieldGrid>
      <p>{t('account.passwordEnds')}</p>
      <Checkbox
        label={t('account.endsKeys')}
        checked={endsKeys}
        onChange={(_event, { checked }) => setEndsKeys(checked === true)}
      />
      <div>
        <Button
          disabledFocusable={next.length < 12 || change.isPending}
          onClick={() =>
            change.mutate(undefined, {
              onSuccess: () => {
                setCurrent('');
                setNext('');
                showToast({ text: t('account.passwordChanged') });
              },
            })
          }
        >
          {t('app.save')}
        </Button>
      </div>
    </Panel>
  );
}

function Browsers() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error } = useQuery(browserSessionsQuery);
  const end = useAccessChange((sessionId: string) => deleteJson(`/api/account/sessions/${sessionId}`));
  if (error) return <Problem error={error} />;
  return (
    <Panel title={t('account.browsers')}>
      <DataTable
        label={t('account.browsers')}
        rows={data?.items ?? []}
        keyOf={({ sessionId }) => sessionId}
        columns={[
          {
            key: 'agent',
            title: t('account.browser'),
            show: ({ userAgent }) => <span title={userAgent}>{browserName(userAgent)}</span>,
          },
          { key: 'used', title: t('keys.used'), show: ({ usedAt }) => format.moment(usedAt, now) },
          {
            key: 'commands',
            title: t('subscription.commands'),
            show: ({ sessionId, isCurrent }) =>
              isCurrent ? (
                t('account.thisBrowser')
              ) : (
                <Button size="small" onClick={() => end.mutate(sessionId)}>
                  {t('account.signOut')}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  );
}
