import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowTrendingDownRegular,
  ArrowTrendingUpRegular,
  CheckmarkCircleRegular,
  DataTrendingRegular,
  ErrorCircleFilled,
  type FluentIcon,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { FiringView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { useFiringSentence } from './firing-sentence.ts';

const useStyles = makeStyles({
  line: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', gap: '2px 10px' },
  icon: { fontSize: '20px', color: tokens.colorBrandForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  second: { gridColumn: '2 / -1' },
});

/** Triggers that fired, newest first: what, from where to where, over which line, and what it started. */
export function FiringsPanel({ firings }: { firings: readonly FiringView[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.firings')} lead={t('home.firingsLead')}>
      {firings.length === 0 ? (
        <Empty icon={DataTrendingRegular} title={t('home.firingsEmpty')} text={t('home.firingsEmptyText')} />
      ) : (
        <Lines>
          {firings.map((firing) => (
            <FiringLine key={`${firing.eventId} ${firing.watcherId}`} firing={firing} />
          ))}
        </Lines>
      )}
    </Panel>
  );
}

function FiringLine({ firing }: { firing: FiringView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const Icon = iconOf(firing);
  return (
    <li className={styles.line}>
      <Icon className={mergeClasses(styles.icon, isBad(firing) && styles.bad)} />
      <span>
        {firing.subject && <span className={text.strong}>{firing.subject}: </span>}
        {useFiringSentence(firing)}
      </span>
      <time
        className={mergeClasses(text.quiet, text.number)}
        dateTime={firing.firedAt}
        title={format.fullMoment(firing.firedAt)}
      >
        {format.moment(firing.firedAt, now)}
      </time>
      <span className={mergeClasses(text.quiet, styles.second)}>
        <Anchor to="/triggers/$id" params={{ id: firing.watcherId }}>
          {t(`trigger.${firing.trigger}`)}
        </Anchor>
        {firing.runIds.length > 0 && ` · ${t('firing.runs', { count: firing.runIds.length })}`}
      </span>
    </li>
  );
}

/** Whether it tells of something that failed: a data source, or tasks of a full refresh. */
function isBad({ trigger, jobStatus }: FiringView): boolean {
  return trigger === 'DataSourceRefreshFailed' || jobStatus === 'failed';
}

function iconOf(firing: FiringView): FluentIcon {
  if (isBad(firing)) return ErrorCircleFilled;
  if (firing.value === undefined) return CheckmarkCircleRegular;
  return firing.previous !== undefined && firing.previous > firing.value
    ? ArrowTrendingDownRegular
    : ArrowTrendingUpRegular;
}
