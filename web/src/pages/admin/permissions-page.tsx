import { Button } from '@fluentui/react-components';
import { PeopleRegular, PersonAddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitedView, UserChangeInput, UserView } from '../../../../src/app/view/access.ts';
import { postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Chip } from '../../parts/chip.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice, ChoiceField, FieldStack, TextField } from '../../parts/form/fields.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Problem } from '../../parts/problem.tsx';
import { ROLES, type Role } from '../../session/roles.ts';
import { useAccessChange, usersQuery } from './access-queries.ts';
import { AddingPage } from './adding-page.tsx';
import { changeUser, UserCommands } from './user-commands.tsx';

/** Who can sign in and what they may do. */
export function PermissionsPage() {
  const { t } = useTranslation();
  const [link, setLink] = useState<InvitedView>();
  return (
    <Loaded query={useQuery(usersQuery)}>
      {({ items }) => (
        <>
          <AddingPage
            title={t('nav.permissions')}
            lead={t('permissions.lead')}
            addTitle={t('permissions.add')}
            addIcon={<PersonAddRegular />}
            dialog={(onClose) => (
              <InviteDialog
                onClose={onClose}
                onInvited={(invited) => {
                  onClose();
                  setLink(invited);
                }}
              />
            )}
          >
            <UserList users={items} onLink={setLink} />
          </AddingPage>
          {link && <LinkDialog invited={link} onClose={() => setLink(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

interface UserChange {
  readonly accountId: string;
  readonly change: UserChangeInput;
}

function UserList({ users, onLink }: { users: readonly UserView[]; onLink: (invited: InvitedView) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const change = useAccessChange(({ accountId, change: part }: UserChange) => changeUser(accountId, part));
  const renew = useAccessChange((accountId: string) => postJson<InvitedView>(`/api/users/${accountId}/link`));
  const roles = ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <>
      {(change.error ?? renew.error) && <Problem error={change.error ?? renew.error} />}
      <ListView
        name="users"
        label={t('nav.permissions')}
        rows={users}
        keyOf={({ accountId }) => accountId}
        bulk={(chosen, onEnd) => <UserCommands users={chosen} onEnd={onEnd} />}
        empty={<Empty icon={PeopleRegular} title={t('permissions.none')} text={t('permissions.lead')} />}
        columns={[
          {
            key: 'name',
            title: t('app.name'),
            value: ({ displayName }) => displayName,
            show: ({ displayName }) => displayName,
          },
          { key: 'email', title: t('permissions.email'), value: ({ email }) => email, show: ({ email }) => email },
          {
            key: 'role',
            title: t('permissions.role'),
            value: ({ role }) => t(`role.${role}`),
            show: ({ accountId, role, displayName }) => (
              <Choice
                label={`${t('permissions.role')}: ${displayName}`}
                value={role}
                options={roles}
                onChange={(next) => change.mutate({ accountId, change: { role: next as Role } })}
              />
            ),
          },
          {
            key: 'state',
            title: t('refresh.state'),
            value: ({ state }) => t(`account.${state}`),
            show: ({ state }) => (
              <Chip {...(state === 'active' && { tone: 'good' as const })}>{t(`account.${state}`)}</Chip>
            ),
          },
          {
            key: 'last',
            title: t('permissions.lastSignIn'),
            value: ({ lastSignInAt }) => lastSignInAt,
            show: ({ lastSignInAt }) => (lastSignInAt ? format.moment(lastSignInAt, now) : '–'),
          },
          {
            key: 'commands',
            title: t('subscription.commands'),
            show: ({ accountId, state }) => (
              <>
                <Button
                  size="small"
                  onClick={() => change.mutate({ accountId, change: { isEnabled: state === 'disabled' } })}
                >
                  {t(state === 'disabled' ? 'permissions.enable' : 'permissions.disable')}
                </Button>{' '}
                {state === 'disabled' && (
                  <Button
                    size="small"
                    onClick={() => change.mutate({ accountId, change: { isEnabled: false, endsKeys: true } })}
                  >
                    {t('permissions.removeKeys')}
                  </Button>
                )}{' '}
                <Button size="small" onClick={() => renew.mutate(accountId, { onSuccess: onLink })}>
                  {t('permissions.newLink')}
                </Button>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function InviteDialog(props: { onClose: () => void; onInvited: (invited: InvitedView) => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const invite = useAccessChange(() => postJson<InvitedView>('/api/users', { email, displayName, role }));
  const mayInvite = email.length >= 3 && displayName !== '' && !invite.isPending;
  return (
    <Dialog
      title={t('permissions.add')}
      onClose={props.onClose}
      onSubmit={() => mayInvite && invite.mutate(undefined, { onSuccess: props.onInvited })}
      actions={
        <>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={!mayInvite}>
            {t('app.add')}
          </Button>
        </>
      }
    >
      {invite.error && <Problem error={invite.error} />}
      <FieldStack>
        <TextField label={t('app.name')} isRequired value={displayName} onChange={setDisplayName} />
        <TextField label={t('permissions.email')} type="email" isRequired value={email} onChange={setEmail} />
        <ChoiceField
          label={t('permissions.role')}
          hint={t(`roleHint.${role}`)}
          value={role}
          options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          onChange={(next) => setRole(next as Role)}
        />
      </FieldStack>
    </Dialog>
  );
}

function LinkDialog({ invited, onClose }: { invited: InvitedView; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={invited.user.displayName}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {t('app.done')}
        </Button>
      }
    >
      <p>{t('permissions.linkLead')}</p>
      <CopyField label={t('permissions.link')} value={new URL(invited.link, location.origin).href} />
    </Dialog>
  );
}
