import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SystemView } from '../../../../src/app/view/system.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { systemQuery } from '../../api/queries/system.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTell } from '../../i18n/server-words.ts';
import { PlainAnchor } from '../../parts/anchor.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useText } from '../../parts/text.ts';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { RefreshPanel } from '../home/refresh-panel.tsx';
import { SchedulePanel } from './schedule-panel.tsx';
import { StoragePanel } from './storage-panel.tsx';
import { UsagePanel } from './usage-panel.tsx';
import { WorkersPanel } from './workers-panel.tsx';

/** What this server does, when, with what, and whether all is well with it. */
export function SystemPage() {
  const { t } = useTranslation();
  const [{ tab }] = useAddress('tab');
  const tabs = [
    { value: 'status', label: t('system.status') },
    { value: 'schedule', label: t('kind.schedule') },
    { value: 'usage', label: t('system.usage') },
    { value: 'workers', label: t('system.workers') },
    { value: 'storage', label: t('system.storage') },
    { value: 'about', label: t('system.about') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <Loaded query={useQuery(systemQuery)}>
      {(system) => (
        <>
          <PageHead title={t('nav.system')} lead={`${system.product} ${system.version}`} />
          <Tabs label={t('nav.system')} tabs={tabs} value={chosen} />
          {chosen === 'status' && <StatusTab checks={system.checks} />}
          {chosen === 'schedule' && <SchedulePanel />}
          {chosen === 'usage' && <UsagePanel />}
          {chosen === 'workers' && <WorkersPanel system={system} />}
          {chosen === 'storage' && <StoragePanel />}
          {chosen === 'about' && <About system={system} />}
        </>
      )}
    </Loaded>
  );
}

function StatusTab({ checks }: Pick<SystemView, 'checks'>) {
  const { t } = useTranslation();
  const tell = useTell();
  const text = useText();
  const home = useQuery(homeQuery).data;
  return (
    <>
      {home && <RefreshPanel home={home} />}
      <Panel title={t('system.checks')}>
        <Lines>
          {checks.map((check) => (
            <li key={check.name}>
              <Status
                status={check.status}
                label={t(`check.${check.name as 'node'}`, { defaultValue: check.name })}
                stateLabel={t(`system.${check.status}`)}
                className={text.strong}
              />
              <p>{tell(check.result)}</p>
              {check.mend && <p className={text.quiet}>{t('app.mend', { mend: tell(check.mend) })}</p>}
            </li>
          ))}
        </Lines>
      </Panel>
    </>
  );
}

function About({ system }: { system: SystemView }) {
  const { t } = useTranslation();
  const tell = useTell();
  const format = useFormat();
  const now = useNow();
  return (
    <Panel title={t('system.about')} aside={<PlainAnchor href="/api/docs">{t('nav.api')}</PlainAnchor>}>
      <Facts
        facts={[
          [t('system.version'), system.version],
          [t('system.startedAt'), format.moment(system.startedAt, now)],
          [t('system.node'), `${system.node} · ${system.platform}`],
          [t('system.state'), system.stateStore],
          [t('system.engine'), system.engine],
          [t('system.role'), tell(system.role)],
          [t('system.timeZone'), system.timeZone],
        ]}
      />
      <p>{t('system.licence')}</p>
      <Can who="administrator">
        <div>
          <Button as="a" icon={<ArrowDownloadRegular />} href="/api/system/diagnostics" download>
            {t('system.diagnostics')}
          </Button>
        </div>
        <p>{t('system.diagnosticsLead')}</p>
      </Can>
    </Panel>
  );
}
