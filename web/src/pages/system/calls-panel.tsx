import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UsageView } from '../../../../src/app/view/system.ts';
import { usageQuery } from '../../api/queries/system.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { DayBars } from '../../parts/day-bars.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';

const KINDS = ['connector', 'api'] as const;

/** How often the connector and the API were called in the last four weeks: by day, by operation and by client. */
export function CallsPanel() {
  const { t } = useTranslation();
  const now = useNow();
  const { data, error, refetch } = useQuery(usageQuery);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <>
      <Panel title={t('usage.calls')} lead={t('usage.callsLead')}>
        <DayBars
          label={t('usage.calls')}
          mostText={(count) => t('usage.mostADay', { count })}
          parts={[
            { key: 'connector', title: t('usage.connector'), tone: 'main' },
            { key: 'api', title: t('usage.api'), tone: 'plain' },
          ]}
          days={daysOf(data.days)}
          now={now}
        />
      </Panel>
      <Counts
        title={t('usage.operation')}
        rows={data.operations.map(({ operation, ...row }) => ({ ...row, name: operation }))}
      />
      {data.clients.length > 0 && <Clients clients={data.clients} />}
    </>
  );
}

/** Each day with what was called on it. */
function daysOf(counts: UsageView['days']) {
  const callsOf = (day: string, kind: (typeof KINDS)[number]) =>
    counts.find((each) => each.day === day && each.kind === kind)?.calls ?? 0;
  return [...new Set(counts.map(({ day }) => day))].map((day) => ({
    day,
    connector: callsOf(day, 'connector'),
    api: callsOf(day, 'api'),
  }));
}

/** Who called; only administrators see it. */
function Clients({ clients }: Pick<UsageView, 'clients'>) {
  const { t } = useTranslation();
  const nameOf = (client: string) => {
    if (client === 'pages') return t('usage.pages');
    return client === 'nobody' ? t('usage.nobody') : client;
  };
  return (
    <Counts title={t('usage.client')} rows={clients.map(({ client, ...row }) => ({ ...row, name: nameOf(client) }))} />
  );
}

type Count = Readonly<{ kind: (typeof KINDS)[number]; name: string; calls: number }>;

function Counts({ title, rows }: { title: string; rows: readonly Count[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={title}>
      <DataTable
        label={title}
        rows={rows}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        columns={[
          { key: 'name', title, show: ({ name }) => name },
          { key: 'kind', title: t('usage.kind'), show: ({ kind }) => t(`usage.${kind}`) },
          { key: 'calls', title: t('usage.count'), show: ({ calls }) => format.number(calls), isNumber: true },
        ]}
      />
    </Panel>
  );
}
