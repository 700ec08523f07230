import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { usePutDefinition, useRemoveDefinition } from '../api/commands.ts';
import { usersQuery } from '../api/queries.ts';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { showToast } from './toast-store.ts';

interface Deletion {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly displayName: string;
  /** What stands in its place when it is taken back. */
  readonly definition: unknown;
  /** Page to go to afterwards. */
  readonly to: string;
}

/** Deletes a definition: asks first and names what uses it; can be taken back for a while. */
export function DeleteDefinition(props: Deletion) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setIsAsking(true)}>
        {t('app.delete')}
      </Button>
      {isAsking && <DeleteDialog {...props} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function DeleteDialog({ onClose, ...what }: Deletion & { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data, error } = useQuery(usersQuery(what.kind, what.name));
  const remove = useRemoveDefinition();
  const put = usePutDefinition();
  const users = data?.items ?? [];
  const run = () =>
    remove.mutate(what, {
      onSuccess: () => {
        showToast({
          text: t('app.deleted', { name: what.displayName }),
          undo: () => put.mutateAsync({ kind: what.kind, name: what.name, definition: what.definition }),
        });
        void navigate({ to: what.to });
      },
    });
  return (
    <Dialog
      title={t('app.deleteTitle', { name: what.displayName })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button appearance="primary" disabledFocusable={!data || users.length > 0 || remove.isPending} onClick={run}>
            {t('app.delete')}
          </Button>
        </>
      }
    >
      {(error ?? remove.error) && <Problem error={error ?? remove.error} />}
      {users.length === 0 ? (
        <p>{t(data ? 'app.deleteFree' : 'app.loading')}</p>
      ) : (
        <>
          <p>{t('app.deleteUsed', { count: users.length })}</p>
          <ul>
            {users.map(({ kind, name }) => (
              <li key={`${kind}/${name}`}>
                {t(`kind.${kind}`)} <strong>{name}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
