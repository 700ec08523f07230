import { Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewKeyView } from '../../../../src/app/view/access.ts';
import { postJson } from '../../api/client.ts';
import { ChoiceField, FieldStack, TextField } from '../../parts/form/fields.tsx';
import { MakeDialog } from '../../parts/make-dialog.tsx';
import { isAtLeast, ROLES, type Role } from '../../session/roles.ts';
import { sessionQuery } from '../../session/use-session.ts';
import { useAccessChange } from './access-queries.ts';

const SCOPES = ['connector', 'api'] as const;

/** Makes a key, at most with one's own role, and shows it once. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const own = useQuery(sessionQuery).data?.role ?? 'viewer';
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
  return (
    <MakeDialog
      title={t('keys.add')}
      isWhole={name !== '' && scopes.length > 0}
      make={add}
      made={({ key, token }) => ({ title: key.name, texts: [[t('keys.shownOnce'), token]] })}
      onClose={onClose}
    >
      <FieldStack>
        <TextField label={t('keys.for')} isRequired value={name} onChange={setName} />
        <ChoiceField
          label={t('permissions.role')}
          hint={t(`roleHint.${role}`)}
          value={role}
          options={ROLES.filter((each) => isAtLeast(own, each)).map((each) => ({
            value: each,
            label: t(`role.${each}`),
          }))}
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
    </MakeDialog>
  );
}
