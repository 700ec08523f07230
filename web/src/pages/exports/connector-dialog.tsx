import { Button, Field } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorDetail } from '../../../../src/app/view/connector.ts';
import { postJson, sendBytes } from '../../api/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FieldStack, TextField } from '../../parts/form/fields.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';

/** Adds a Power Platform connector that flows can use, from an address or a zip. */
export function ConnectorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const [file, setFile] = useState<File>();
  const add = useMutation({
    mutationFn: () =>
      file
        ? sendBytes<ConnectorDetail>(`/api/connectors/upload?file=${encodeURIComponent(file.name)}`, file)
        : postJson<ConnectorDetail>('/api/connectors', { url }),
    onSuccess: async ({ connector }) => {
      await client.invalidateQueries({ queryKey: ['connectors'] });
      showToast({ text: t('connection.connectorAdded', { name: connector.title }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('connection.addConnector')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={(url === '' && !file) || add.isPending}
            onClick={() => add.mutate()}
          >
            {t('connection.add')}
          </Button>
        </>
      }
    >
      {add.error && <Problem error={add.error} />}
      <FieldStack>
        <p>{t('connection.addConnectorLead')}</p>
        <Field label={t('connection.zip')}>
          {(control) => (
            <input {...control} type="file" accept=".zip" onChange={({ target }) => setFile(target.files?.[0])} />
          )}
        </Field>
        <TextField label={t('connection.address')} type="url" value={url} onChange={setUrl} />
      </FieldStack>
    </Dialog>
  );
}
