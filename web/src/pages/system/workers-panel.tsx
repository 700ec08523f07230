import { useTranslation } from 'react-i18next';
import type { SystemView } from '../../../../src/app/view/system.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTell } from '../../i18n/server-words.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';

/** What the engine may take, which process does what alone, and which runs flows. */
export function WorkersPanel({ system }: { system: SystemView }) {
  const { t } = useTranslation();
  const tell = useTell();
  const format = useFormat();
  const holding = useHoldingColumns();
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
          columns={[{ key: 'work', title: t('system.work'), show: ({ work }) => tell(work) }, ...holding]}
        />
      </Panel>
      <Panel title={t('system.flowWorkers')} lead={t('system.flowWorkersLead')}>
        <DataTable
          label={t('system.flowWorkers')}
          rows={system.flowWorkers}
          keyOf={({ process, since = '' }) => `${process} ${since}`}
          columns={[
            ...holding,
            { key: 'runs', title: t('system.runs'), show: ({ runs }) => format.number(runs), isNumber: true },
            { key: 'flows', title: t('nav.flows'), show: ({ flows }) => <HeldFlows flows={flows} /> },
          ]}
        />
      </Panel>
    </>
  );
}

type Holding = Pick<SystemView['flowWorkers'][number], 'process' | 'since' | 'until' | 'isLapsed'>;

function useHoldingColumns(): readonly Column<Holding>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return [
    { key: 'process', title: t('system.process'), show: ({ process }) => process },
    {
      key: 'state',
      title: t('refresh.state'),
      show: ({ isLapsed }) => (
        <Status status={isLapsed ? 'warning' : 'ok'} label={t(isLapsed ? 'system.lapsed' : 'system.alive')} />
      ),
    },
    { key: 'since', title: t('system.since'), show: ({ since }) => (since ? format.moment(since, now) : '–') },
    { key: 'until', title: t('system.until'), show: ({ until }) => format.moment(until, now) },
  ];
}

function HeldFlows({ flows }: Pick<SystemView['flowWorkers'][number], 'flows'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (flows.length === 0) return '–';
  return flows.map(({ name, displayName, runs, oldestAt }) => (
    <div key={name}>
      <Anchor to="/flows/$name" params={{ name }}>
        {displayName}
      </Anchor>{' '}
      {t('system.heldRuns', { count: runs, moment: format.moment(oldestAt, now) })}
    </div>
  ));
}
