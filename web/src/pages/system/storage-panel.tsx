import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { storageQuery } from '../../api/queries/system.ts';
import { useFormat } from '../../format/use-format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { Waiting } from '../../parts/waiting.tsx';

/** What the data folder holds and how long it is kept. */
export function StoragePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(storageQuery);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const used = data.parts.reduce((total, { bytes }) => total + bytes, 0);
  return (
    <>
      <Tiles
        items={[
          { title: t('storage.used'), value: format.bytes(used) },
          { title: t('storage.free'), value: format.bytes(data.freeBytes) },
          { title: t('storage.snapshots'), value: format.number(data.snapshots) },
          { title: t('storage.kept'), value: format.number(data.snapshotsKept) },
        ]}
      />
      <Panel title={data.folder} lead={t('storage.lead')}>
        <DataTable
          label={t('system.storage')}
          rows={data.parts}
          keyOf={({ name }) => name}
          columns={[
            { key: 'name', title: t('app.name'), show: ({ name }) => name },
            { key: 'size', title: t('storage.size'), show: ({ bytes }) => format.bytes(bytes), isNumber: true },
          ]}
        />
      </Panel>
    </>
  );
}
