import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular, ArrowUploadRegular, FlowRegular, PlayRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { useRunFlow } from '../../api/commands.ts';
import { flowsQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { Can } from '../../session/can.tsx';
import { ExportButton } from './export-button.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewFlowDialog } from './new-flow-dialog.tsx';
import { useTriggerName } from './trigger-name.ts';

const useStyles = makeStyles({ commands: { display: 'flex', gap: '8px' } });

/** All flows with what starts them and how the last run went. */
export function FlowsPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(flowsQuery)}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.flows')} lead={t('flow.lead')} actions={<FlowCommands />} />
          <FlowList flows={items} />
        </>
      )}
    </Loaded>
  );
}

function FlowCommands() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'new' | 'import'>();
  const close = () => setOpen(undefined);
  return (
    <Can who="contributor">
      <Button icon={<ArrowUploadRegular />} onClick={() => setOpen('import')}>
        {t('flow.import')}
      </Button>
      <Button appearance="primary" icon={<AddRegular />} onClick={() => setOpen('new')}>
        {t('designer.new')}
      </Button>
      {open === 'new' && <NewFlowDialog onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
    </Can>
  );
}

function FlowList({ flows }: { flows: readonly FlowView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const nameOf = useTriggerName();
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const run = useRunFlow();
  const start = (flow: FlowView) =>
    run.mutate(flow.name, {
      onSuccess: ({ runId }) => void navigate({ to: '/flows/runs/$id', params: { id: runId } }),
    });
  return (
    <>
      {run.error && <Problem error={run.error} />}
      <ListView
        name="flows"
        label={t('nav.flows')}
        rows={flows}
        keyOf={({ name }) => name}
        empty={<Empty icon={FlowRegular} title={t('flow.empty')} text={t('flow.emptyText')} />}
        columns={[
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
            show: ({ state }) => t(`flow.state.${state}`),
          },
          {
            key: 'trigger',
            title: t('kind.trigger'),
            value: ({ trigger }) => nameOf(trigger),
            show: ({ trigger }) => nameOf(trigger),
          },
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
            key: 'run',
            title: t('flow.command'),
            show: (flow) => (
              <div className={styles.commands}>
                <Can who="contributor">
                  <Button
                    size="small"
                    icon={<PlayRegular />}
                    aria-label={t('flow.runNamed', { name: flow.displayName })}
                    disabledFocusable={run.isPending}
                    onClick={() => start(flow)}
                  >
                    {t('flow.run')}
                  </Button>
                </Can>
                <ExportButton flow={flow} />
              </div>
            ),
          },
        ]}
      />
    </>
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
