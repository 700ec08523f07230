import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataSource } from '../../../../src/model/data-source.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { sourceKindsQuery } from '../../api/queries/sources.ts';
import { uploadFile } from '../../api/upload.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { FileDrop } from './file-drop.tsx';

/** The uploaded files of a source, each with the place where a newer one takes its place; nothing for other sources. */
export function SourceFiles({ source }: { source: DataSource }) {
  const { t } = useTranslation();
  const kinds = useQuery(sourceKindsQuery).data?.items;
  const refresh = useSubmitRefresh();
  const upload = source.options['upload'];
  const extensions = kinds?.find(({ kind }) => kind === source.kind)?.fileExtensions ?? [];
  if (typeof upload !== 'string') return null;
  const files = source.entities.flatMap(({ name, options }) => {
    const path = options?.['path'];
    return typeof path === 'string' ? [{ entity: name, path }] : [];
  });
  return (
    <Panel title={t('upload.files')} lead={t('upload.filesLead')}>
      {files.map(({ entity, path }) => (
        <FileDrop
          key={entity}
          title={t('upload.replace', { entity })}
          text={path}
          button={t('upload.chooseNewer')}
          extensions={extensions}
          send={async (file, onProgress) => {
            await uploadFile({ upload, name: path, file, onProgress });
            showToast({ text: t('upload.replaced', { name: path }) });
            await refresh.mutateAsync({ kind: 'source', name: source.name });
          }}
        />
      ))}
      {refresh.error && <Problem error={refresh.error} />}
    </Panel>
  );
}
