import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { UserChangeInput, UserView } from '../../../../src/app/view/access.ts';
import { putJson } from '../../api/client.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { ROLES, type Role } from '../../session/roles.ts';

/** Changes an account. */
export function changeUser(accountId: string, change: UserChangeInput): Promise<UserView> {
  return putJson<UserView>(`/api/users/${encodeURIComponent(accountId)}`, change);
}

/** What can be done with several accounts at once; roles and enabling can be taken back. */
export function UserCommands({ users, onEnd }: { users: readonly UserView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulk<UserView>(onEnd);
  const disabled = users.filter(({ state }) => state === 'disabled');
  const others = users.filter(({ state }) => state !== 'disabled');
  const giveRole = (role: Role) => {
    const items = users.filter((user) => user.role !== role);
    bulk.mutate({
      items,
      work: ({ accountId }) => changeUser(accountId, { role }),
      undo: (user) => changeUser(user.accountId, { role: user.role }),
      text: t('bulk.changed', { count: items.length }),
    });
  };
  const setEnabled = (items: readonly UserView[], isEnabled: boolean) =>
    bulk.mutate({
      items,
      work: ({ accountId }) => changeUser(accountId, { isEnabled }),
      undo: ({ accountId }) => changeUser(accountId, { isEnabled: !isEnabled }),
      text: t('bulk.changed', { count: items.length }),
    });
  return (
    <>
      <Choice
        label={t('permissions.giveRole')}
        value=""
        none={t('permissions.giveRole')}
        options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(role) => giveRole(role as Role)}
      />
      <Button disabledFocusable={disabled.length === 0 || bulk.isPending} onClick={() => setEnabled(disabled, true)}>
        {t('permissions.enable')}
      </Button>
      <ConfirmButton
        label={t('permissions.disable')}
        isDisabled={others.length === 0 || bulk.isPending}
        question={t('permissions.disableQuestion', {
          count: others.length,
          names: others.map(({ displayName }) => displayName).join(', '),
        })}
        onConfirm={() => setEnabled(others, false)}
      />
    </>
  );
}
