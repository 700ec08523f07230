import { Button, Field } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFile, ImportedFlow } from '../../../../src/app/view/flow-package.ts';
import { base64Of } from '../../api/base64.ts';
import { postJson } from '../../api/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FieldStack, TextField } from '../../parts/form/fields.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { ImportContents } from './import-contents.tsx';

type Answer = { readonly items: readonly ImportedFlow[] };

/** Brings in the flows of a file: shows what it holds, asks for connections that are missing, and then keeps them. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<Pick<FlowFile, 'fileName' | 'content'>>();
  const [name, setName] = useState('');
  const [connections, setConnections] = useState<Readonly<Record<string, string>>>({});
  const wanted = useSettled(file && { ...file, connections, ...(name !== '' && { name }) }, 300);
  const preview = useQuery({
    queryKey: ['flows', 'import', wanted],
    queryFn: () => postJson<Answer>('/api/flows/import/preview', wanted),
    enabled: wanted !== undefined,
    placeholderData: (before) => (wanted?.fileName === file?.fileName ? before : undefined),
    retry: false,
    gcTime: 0,
  });
  const flows = (file && !preview.error && preview.data?.items) || [];
  const keep = useMutation({
    mutationFn: () => postJson<Answer>('/api/flows/import', wanted),
    onSuccess: async ({ items }) => {
      await client.invalidateQueries({ queryKey: ['flows'] });
      showToast({ text: t('flow.imported', { count: items.length }) });
      onClose();
    },
  });
  const choose = async (chosen: File | undefined) => {
    setName('');
    setConnections({});
    setFile(chosen && { fileName: chosen.name, content: base64Of(await chosen.arrayBuffer()) });
  };
  const error = keep.error ?? preview.error;
  return (
    <Dialog
      title={t('flow.importTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={flows.length === 0 || keep.isPending || preview.isFetching}
            onClick={() => keep.mutate()}
          >
            {t('flow.import')}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{t('flow.importLead')}</p>
        <Field label={t('flow.importFile')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".json,.zip"
              onChange={({ target }) => void choose(target.files?.[0])}
            />
          )}
        </Field>
        {error && <Problem error={error} />}
        {file && (flows.length === 1 || name !== '') && (
          <TextField label={t('flow.importName')} value={name} placeholder={flows[0]?.flow ?? ''} onChange={setName} />
        )}
        {flows.length > 0 && <ImportContents flows={flows} connections={connections} onConnections={setConnections} />}
      </FieldStack>
    </Dialog>
  );
}
