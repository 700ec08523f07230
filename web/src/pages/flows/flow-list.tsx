import { Button, makeStyles } from '@fluentui/react-components';
import { FlowRegular, PlayRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FlowView, FlowWeeks } from '../../../../src/app/view/flow.ts';
import { useRunFlow } from '../../api/commands.ts';
import { flowWeeksQuery } from '../../api/queries/flows.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { ExportButton } from './export-button.tsx';
import { FlowCommands } from './flow-commands.tsx';
import { FlowSwitch } from './flow-switch.tsx';
import { useTriggerName } from './trigger-name.ts';
import { shareOf, WeeksBar } from './weeks-bar.tsx';

const STATES = ['started', 'stopped'] as const;
const useStyles = makeStyles({ commands: { display: 'flex', gap: '8px' } });

/** Flows with switch, trigger, owner, last run and how the last four weeks went. */
export function FlowList({ flows }: { flows: readonly FlowView[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ state }, change] = useAddress('state');
  const run = useRunFlow();
  const start = (flow: FlowView) =>
    run.mutate(flow.name, {
      onSuccess: ({ runId }) => void navigate({ to: '/flows/runs/$id', params: { id: runId } }),
    });
  const columns = useColumns({ start, isStarting: run.isPending });
  const rows = flows.filter((flow) => state === '' || flow.state === state);
  return (
    <>
      {run.error && <Problem error={run.error} />}
      <ListView
        name="flows"
        label={t('nav.flows')}
        rows={flows.length === 0 ? [] : rows}
        keyOf={({ name }) => name}
        empty={
          <Empty
            icon={FlowRegular}
            title={t('flow.empty')}
            text={t('flow.emptyText')}
            action={
              <NextStep>
                <WayTo page="/flows/new" label={t('designer.new')} />
              </NextStep>
            }
          />
        }
        bulk={(chosen, onEnd) => <FlowCommands flows={chosen} onEnd={onEnd} />}
        filters={
          <Choice
            label={t('refresh.state')}
            value={state}
            none={t('list.all')}
            options={STATES.map((value) => ({ value, label: t(`flow.state.${value}`) }))}
            onChange={(value) => change({ state: value })}
          />
        }
        columns={columns}
      />
    </>
  );
}

function useColumns(options: {
  start: (flow: FlowView) => void;
  isStarting: boolean;
}): readonly ListColumn<FlowView>[] {
  const { t } = useTranslation();
  const nameOf = useTriggerName();
  const format = useFormat();
  const now = useNow();
  const counted = useQuery(flowWeeksQuery).data?.items ?? [];
  const weeks = new Map<string, FlowWeeks>(counted.map((each) => [each.flow.toLowerCase(), each]));
  const weeksOf = ({ name }: FlowView) => weeks.get(name.toLowerCase());
  return [
    {
      key: 'name',
      title: t('entity.name'),
      value: ({ displayName }) => displayName,
      show: ({ name, displayName }) => (
        <Anchor to="/flows/$name" params={{ name }}>
          {displayName}
        </Anchor>
      ),
    },
    {
      key: 'state',
      title: t('refresh.state'),
      value: ({ state }) => t(`flow.state.${state}`),
      show: (flow) => <FlowSwitch flow={flow} />,
    },
    {
      key: 'trigger',
      title: t('kind.trigger'),
      value: ({ trigger }) => nameOf(trigger),
      show: ({ trigger }) => nameOf(trigger),
    },
    { key: 'owner', title: t('flow.owner'), value: ({ owner }) => owner, show: ({ owner = '–' }) => owner },
    {
      key: 'last',
      title: t('flow.lastRun'),
      value: ({ lastRun }) => lastRun && t(`runStatus.${lastRun.status}`),
      show: (flow) => <LastRun flow={flow} />,
    },
    {
      key: 'started',
      title: t('refresh.startedAt'),
      value: ({ lastRun }) => lastRun?.startedAt,
      show: ({ lastRun }) => (lastRun ? format.moment(lastRun.startedAt, now) : '–'),
      isNumber: true,
    },
    {
      key: 'weeks',
      title: t('flow.weeks'),
      value: (flow) => {
        const own = weeksOf(flow);
        return own && shareOf(own);
      },
      show: (flow) => <WeeksBar weeks={weeksOf(flow)} />,
    },
    { key: 'run', title: t('flow.command'), show: (flow) => <RowCommands flow={flow} {...options} /> },
  ];
}

function RowCommands(props: { flow: FlowView; start: (flow: FlowView) => void; isStarting: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { flow } = props;
  return (
    <div className={styles.commands}>
      <Can who="contributor">
        <Button
          size="small"
          icon={<PlayRegular />}
          aria-label={t('flow.runNamed', { name: flow.displayName })}
          disabledFocusable={props.isStarting}
          onClick={() => props.start(flow)}
        >
          {t('flow.run')}
        </Button>
      </Can>
      <ExportButton flows={[flow]} isSmall />
    </div>
  );
}

function LastRun({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  if (!flow.lastRun) return '–';
  const { runId, status } = flow.lastRun;
  return (
    <Anchor to="/flows/runs/$id" params={{ id: runId }}>
      <Status status={status} label={t(`runStatus.${status}`)} />
    </Anchor>
  );
}
