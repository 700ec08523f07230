import { KeyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { KeyView } from '../../../../src/app/view/access.ts';
import { deleteJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useAccessChange } from './access-queries.ts';

/** Keys with what they may do, and how they are revoked. */
export function KeyList({ keys }: { keys: readonly KeyView[] }) {
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
