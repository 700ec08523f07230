import { useTranslation } from 'react-i18next';
import type { SystemView } from '../../../../src/app/view/system.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTell } from '../../i18n/server-words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';

/** What the engine may take, and which process does what alone. */
export function WorkersPanel({ system }: { system: SystemView }) {
  const { t } = useTranslation();
  const tell = useTell();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <Panel title={t('system.engine')}>
        <Facts
          facts={[
            [t('system.engine'), system.engine],
            [t('system.memoryLimit'), system.memoryLimit],
            [t('system.threads'), system.threads === 0 ? t('system.threadPerCore') : format.number(system.threads)],
            [t('system.role'), tell(system.role)],
          ]}
        />
      </Panel>
      <Panel title={t('system.held')} lead={t('system.heldLead')}>
        <DataTable
          label={t('system.held')}
          rows={system.held}
          keyOf={({ work }) => work}
          columns={[
            { key: 'work', title: t('system.work'), show: ({ work }) => tell(work) },
            { key: 'process', title: t('system.process'), show: ({ process }) => process },
            { key: 'until', title: t('system.until'), show: ({ until }) => format.moment(until, now) },
          ]}
        />
      </Panel>
    </>
  );
}
