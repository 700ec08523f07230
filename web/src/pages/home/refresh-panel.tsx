import { CalendarClockRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { RefreshState } from './refresh-state.tsx';

/** The refresh that is running, or the last one, with its tasks; and when the next one starts. */
export function RefreshPanel({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const job = home.currentRefresh ?? home.lastRefresh;
  const next = home.nextRefreshAt
    ? t('refresh.next', { when: format.moment(home.nextRefreshAt, now) })
    : t('refresh.noNext');
  return (
    <Panel
      title={home.currentRefresh ? t('refresh.current') : t('refresh.last')}
      aside={<span className={text.quiet}>{next}</span>}
    >
      {job ? (
        <RefreshState job={job} now={now} isLink />
      ) : (
        <Empty icon={CalendarClockRegular} title={t('refresh.none')} text={t('refresh.noneText')} />
      )}
    </Panel>
  );
}
