import { Button, Checkbox } from '@fluentui/react-components';
import { KeyRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyView, NewKeyView } from '../../../../src/app/view/access.ts';
import { deleteJson, postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ChoiceField, FieldStack, TextField } from '../../parts/form/fields.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { ROLES, type Role } from '../../session/roles.ts';
import { keysQuery, useAccessChange } from './access-queries.ts';
import { AddingPage } from './adding-page.tsx';

const SCOPES = ['connector', 'api'] as const;

/** Keys with which programs act. */
export function KeysPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(keysQuery)}>
      {({ items }) => (
        <AddingPage
          title={t('nav.keys')}
          lead={t('keys.lead')}
          addTitle={t('keys.add')}
          dialog={(onClose) => <KeyDialog onClose={onClose} />}
        >
          <KeyList keys={items} />
        </AddingPage>
      )}
    </Loaded>
  );
}

function KeyList({ keys }: { keys: readonly KeyView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const revoke = useAccessChange(revokeKey);
  const moment = (iso: string | undefined) => (iso ? format.moment(iso, now) : '–');
  return (
    <>
      {revoke.error && <Problem error={revoke.error} />}
      <ListView
        name="keys"
        label={t('nav.keys')}
        rows={keys}
        keyOf={({ keyId }) => keyId}
        bulk={(chosen, onEnd) => <RevokeChosen keys={chosen} onEnd={onEnd} />}
        empty={<Empty icon={KeyRegular} title={t('keys.none')} text={t('keys.lead')} />}
        columns={[
          { key: 'name', title: t('app.name'), value: ({ name }) => name, show: ({ name }) => name },
          {
            key: 'hint',
            title: t('keys.hint'),
            value: ({ hint }) => hint,
            show: ({ hint }) => <code>{hint}</code>,
          },
          {
            key: 'role',
            title: t('permissions.role'),
            value: ({ role }) => t(`role.${role}`),
            show: ({ role }) => t(`role.${role}`),
          },
          {
            key: 'scopes',
            title: t('keys.scopes'),
            value: ({ scopes }) => scopes.join(', '),
            show: ({ scopes }) => scopes.join(', '),
          },
          {
            key: 'used',
            title: t('keys.used'),
            value: ({ usedAt }) => usedAt,
            show: ({ usedAt }) => moment(usedAt),
          },
          {
            key: 'expires',
            title: t('keys.expires'),
            value: ({ expiresAt }) => expiresAt,
            show: ({ expiresAt }) => moment(expiresAt),
          },
          {
            key: 'commands',
            title: t('subscription.commands'),
            show: (key) => (
              <ConfirmButton
                size="small"
                label={t('keys.revoke')}
                question={t('keys.revokeQuestion', { count: 1 })}
                onConfirm={() =>
                  revoke.mutate(key, { onSuccess: () => showToast({ text: t('app.deleted', { name: key.name }) }) })
                }
              />
            ),
          },
        ]}
      />
    </>
  );
}

function revokeKey({ keyId }: KeyView): Promise<void> {
  return deleteJson(`/api/keys/${keyId}`);
}

function RevokeChosen({ keys, onEnd }: { keys: readonly KeyView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulk<KeyView>(onEnd);
  return (
    <ConfirmButton
      label={t('keys.revoke')}
      question={t('keys.revokeQuestion', { count: keys.length })}
      onConfirm={() => bulk.mutate({ items: keys, work: revokeKey, text: t('bulk.deleted', { count: keys.length }) })}
    />
  );
}

function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('contributor');
  const [scopes, setScopes] = useState<readonly string[]>(['connector']);
  const [expires, setExpires] = useState('');
  const add = useAccessChange(() =>
    postJson<NewKeyView>('/api/keys', {
      name,
      role,
      scopes,
      ...(expires !== '' && { expiresAt: new Date(`${expires}T00:00:00Z`).toISOString() }),
    }),
  );
  if (add.data)
    return (
      <Dialog
        title={add.data.key.name}
        onClose={onClose}
        actions={
          <Button appearance="primary" onClick={onClose}>
            {t('app.done')}
          </Button>
        }
      >
        <p>{t('keys.shownOnce')}</p>
        <CopyField label={t('nav.keys')} value={add.data.token} />
      </Dialog>
    );
  return (
    <Dialog
      title={t('keys.add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={name === '' || scopes.length === 0 || add.isPending}
            onClick={() => add.mutate(undefined)}
          >
            {t('app.add')}
          </Button>
        </>
      }
    >
      {add.error && <Problem error={add.error} />}
      <FieldStack>
        <TextField label={t('keys.for')} isRequired value={name} onChange={setName} />
        <ChoiceField
          label={t('permissions.role')}
          hint={t(`roleHint.${role}`)}
          value={role}
          options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          onChange={(next) => setRole(next as Role)}
        />
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={(_event, { checked }) =>
              setScopes(checked === true ? [...scopes, scope] : scopes.filter((each) => each !== scope))
            }
          />
        ))}
        <TextField label={t('keys.expires')} type="date" value={expires} onChange={setExpires} />
      </FieldStack>
    </Dialog>
  );
}
