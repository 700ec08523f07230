import { Button } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FlowView, RunDay } from '../../../../src/app/view/flow.ts';
import type { Flow } from '../../../../src/model/flow.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { flowDaysQuery, flowsQuery, flowTriggersQuery, runsQuery } from '../../api/queries/flows.ts';
import { titleFrom } from '../../format/step-title.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DefinitionVersions, useCurrentDefinition } from '../../parts/definition-versions.tsx';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { FlowConnections } from './flow-connections.tsx';
import { RunDays, totalOf } from './run-days.tsx';
import { NoRuns, RunTable } from './run-table.tsx';
import { useTriggerName } from './trigger-name.ts';

/** One flow: what starts it, how it went in the last four weeks, its runs, connections and versions. */
export function FlowPage() {
  const { name } = useParams({ from: '/flows/$name' });
  return (
    <Loaded query={useQuery(flowsQuery)}>
      {({ items }) => {
        const flow = items.find((each) => each.name.toLowerCase() === name.toLowerCase());
        return flow ? <FlowDetails key={name} flow={flow} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function FlowDetails({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const nameOf = useTriggerName();
  const [{ tab }] = useAddress('tab');
  const definition = useCurrentDefinition<Flow>('flow', flow.name);
  const tabs = [
    { value: 'overview', label: t('flow.overview') },
    { value: 'definition', label: t('definition.title') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <>
      <PageHead
        title={flow.displayName}
        lead={[t(`flow.state.${flow.state}`), nameOf(flow.trigger), flow.description].filter(Boolean).join(' · ')}
        back={{ to: '/flows', label: t('nav.flows') }}
        actions={<Commands flow={flow} definition={definition} />}
      />
      <Tabs label={flow.displayName} tabs={tabs} value={chosen} />
      {chosen === 'overview' && <Overview flow={flow} definition={definition} />}
      {chosen === 'definition' && <DefinitionVersions kind="flow" name={flow.name} />}
    </>
  );
}

function Commands({ flow, definition }: { flow: FlowView; definition: Flow | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const put = usePutDefinition();
  const { name } = flow;
  const isOn = flow.state === 'started';
  return (
    <Can who="contributor">
      {put.error && <Problem error={put.error} />}
      <Button
        appearance="primary"
        icon={<EditRegular />}
        onClick={() => void navigate({ to: '/flows/$name/edit', params: { name } })}
      >
        {t('flow.edit')}
      </Button>
      {definition && (
        <Button
          disabledFocusable={put.isPending}
          onClick={() =>
            put.mutate({ kind: 'flow', name, definition: { ...definition, state: isOn ? 'stopped' : 'started' } })
          }
        >
          {t(isOn ? 'flow.turnOff' : 'flow.turnOn')}
        </Button>
      )}
      <DeleteDefinition kind="flow" name={name} displayName={flow.displayName} definition={definition} to="/flows" />
    </Can>
  );
}

function Overview({ flow, definition }: { flow: FlowView; definition: Flow | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const days = useQuery(flowDaysQuery(flow.name));
  const runs = useInfiniteQuery(runsQuery({ flow: flow.name }));
  const counted = days.data?.items ?? [];
  return (
    <>
      <Tiles items={useFigures(counted)} />
      {days.error && <Problem error={days.error} onRetry={() => void days.refetch()} />}
      <Panel title={t('flow.weeks')}>
        {days.data && (counted.length > 0 ? <RunDays days={counted} now={now} /> : <p>{t('flow.none')}</p>)}
      </Panel>
      <Panel title={t('flow.trigger')}>
        <Triggers flow={flow} />
      </Panel>
      <Panel title={t('flow.connections')}>
        <FlowConnections flow={definition} />
      </Panel>
      <Panel title={t('flow.runs')}>
        <PagedList query={runs} empty={<NoRuns isFiltered={false} />}>
          {(items) => <RunTable runs={items} isOfOneFlow />}
        </PagedList>
      </Panel>
    </>
  );
}

function useFigures(days: readonly RunDay[]) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = days.reduce((sum, day) => sum + totalOf(day), 0);
  const sum = (part: 'succeeded' | 'failed') => days.reduce((count, day) => count + day[part], 0);
  const ended = sum('succeeded') + sum('failed');
  return [
    { title: t('flow.runs'), value: format.number(total) },
    { title: t('flow.failed'), value: format.number(sum('failed')) },
    { title: t('flow.share'), value: ended > 0 ? format.percent(sum('succeeded') / ended) : '–' },
  ];
}

function Triggers({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useTriggerName();
  const triggers = useQuery(flowTriggersQuery(flow.name)).data?.items ?? [];
  return (
    <Facts
      facts={triggers.map((trigger, index) => [
        titleFrom(trigger.name),
        [
          nameOf(index === 0 ? flow.trigger : trigger.type),
          trigger.nextExecutionTime && `${t('flow.next')}: ${format.moment(trigger.nextExecutionTime, now)}`,
        ]
          .filter(Boolean)
          .join(' · '),
      ])}
    />
  );
}
