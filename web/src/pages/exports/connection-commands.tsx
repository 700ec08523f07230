import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConnectionTestView, ConnectionView } from '../../../../src/app/view/connector.ts';
import { postJson } from '../../api/client.ts';
import { useTell } from '../../i18n/server-words.ts';
import { Chip } from '../../parts/chip.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { Can } from '../../session/can.tsx';

const pathOf = (name: string, command: string) => `/api/connections/${encodeURIComponent(name)}/${command}`;

const TONES = { ok: 'good', failed: 'bad', untested: 'plain' } as const;

/** Whether a connection can be used. */
export function ConnectionState({ connection }: { connection: ConnectionView | undefined }) {
  const { t } = useTranslation();
  if (!connection) return null;
  return <Chip tone={connection.state === 'ready' ? 'good' : 'bad'}>{t(`connection.${connection.state}`)}</Chip>;
}

/** Signs in at the service, and tries the connection. */
export function ConnectionCommands({ connection }: { connection: ConnectionView | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const textOf = useProblemText();
  const onError = (error: Error) => showToast({ text: textOf(error).message, tone: 'bad' });
  const signIn = useMutation({
    mutationFn: (name: string) => postJson<{ url: string }>(pathOf(name, 'sign-in')),
    onSuccess: ({ url }) => location.assign(url),
    onError,
  });
  const test = useMutation({
    mutationFn: (name: string) => postJson<ConnectionTestView>(pathOf(name, 'test')),
    onSuccess: ({ message, result }) => {
      showToast({ text: tell(message), tone: TONES[result] });
      return client.invalidateQueries({ queryKey: ['connectors', 'connections'] });
    },
    onError,
  });
  if (!connection) return null;
  const { name, canSignIn } = connection;
  return (
    <>
      {canSignIn && (
        <Can who="administrator">
          <Button size="small" disabledFocusable={signIn.isPending} onClick={() => signIn.mutate(name)}>
            {t('connection.signIn')}
          </Button>{' '}
        </Can>
      )}
      <Can who="contributor">
        <Button size="small" disabledFocusable={test.isPending} onClick={() => test.mutate(name)}>
          {t('connection.test')}
        </Button>
      </Can>
    </>
  );
}
