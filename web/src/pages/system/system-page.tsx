import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SystemView } from '../../../../src/app/view/system.ts';
import { systemQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { PlainAnchor } from '../../parts/anchor.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  facts: { display: 'grid', gridTemplateColumns: 'minmax(120px, auto) 1fr', gap: '6px 24px' },
  fact: { display: 'contents' },
  term: { color: tokens.colorNeutralForeground3 },
  result: { color: tokens.colorNeutralForeground2 },
});

/** What this server is and whether all is well with it. */
export function SystemPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(systemQuery)}>
      {(system) => (
        <>
          <PageHead title={t('nav.system')} lead={`${system.product} ${system.version}`} />
          <Panel title={t('system.checks')} aside={<PlainAnchor href="/api/docs">{t('nav.api')}</PlainAnchor>}>
            <Checks checks={system.checks} />
          </Panel>
          <Panel title={t('system.about')}>
            <About system={system} />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

function Checks({ checks }: Pick<SystemView, 'checks'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <Lines>
      {checks.map((check) => (
        <li key={check.name}>
          <Status
            status={check.status}
            label={check.name}
            stateLabel={t(`system.${check.status}`)}
            className={text.strong}
          />
          <p className={styles.result}>{check.result}</p>
          {check.mend && <p className={text.quiet}>{t('app.mend', { mend: check.mend })}</p>}
        </li>
      ))}
    </Lines>
  );
}

function About({ system }: { system: SystemView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const facts = [
    [t('system.version'), system.version],
    [t('system.startedAt'), format.fullMoment(system.startedAt)],
    [t('system.node'), `${system.node} · ${system.platform}`],
    [t('system.state'), system.stateStore],
    [t('system.engine'), system.engine],
    [t('system.timeZone'), system.timeZone],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
