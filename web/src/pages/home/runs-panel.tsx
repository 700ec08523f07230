import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { FlowRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../../src/app/view/flow.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTellFault } from '../../i18n/server-words.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { StaticResults } from '../flows/static-results.tsx';
import { useTriggerName } from '../flows/trigger-name.ts';

const useStyles = makeStyles({
  line: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '2px 12px', alignItems: 'center' },
  end: { justifySelf: 'end' },
  error: { gridColumn: '1 / -1', color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere' },
});

/** Recent runs of flows: state, duration, and the event that started each. */
export function RunsPanel({ runs }: { runs: readonly RunSummary[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.runs')}>
      {runs.length === 0 ? (
        <Empty icon={FlowRegular} title={t('home.runsEmpty')} text={t('home.runsEmptyText')} />
      ) : (
        <Lines>
          {runs.map((run) => (
            <RunLine key={run.runId} run={run} />
          ))}
        </Lines>
      )}
    </Panel>
  );
}

function RunLine({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const tellFault = useTellFault();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const cause = [useTriggerName()(run.trigger.name), run.trigger.subject].filter(Boolean).join(' · ');
  return (
    <li className={styles.line}>
      <Anchor className={text.strong} to="/flows/runs/$id" params={{ id: run.runId }}>
        {run.displayName}
      </Anchor>
      <Status
        status={run.status}
        label={t(`runStatus.${run.status}`)}
        className={mergeClasses(text.caption, styles.end)}
      />
      <span className={text.quiet} title={run.trigger.name}>
        {cause} {run.trigger.isByHand && <Chip>{t('run.isByHand')}</Chip>}{' '}
        {run.staticResults && <StaticResults names={run.staticResults} />}
      </span>
      <span className={mergeClasses(text.quiet, text.number, styles.end)}>
        <time dateTime={run.startedAt} title={format.fullMoment(run.startedAt)}>
          {format.moment(run.startedAt, now)}
        </time>
        {run.seconds !== undefined && ` · ${format.duration(run.seconds)}`}
      </span>
      {run.error && <p className={mergeClasses(text.caption, styles.error)}>{tellFault(run.error)}</p>}
    </li>
  );
}
