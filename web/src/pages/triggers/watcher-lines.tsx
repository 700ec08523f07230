import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { WatcherView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Lines } from '../../parts/lines.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '2px 12px' },
});

/** Watchers, each on a line with what it waits for and when it last fired. */
export function WatcherLines({ watchers }: { watchers: readonly WatcherView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  if (watchers.length === 0) return <p className={text.quiet}>{t('watcher.nobody')}</p>;
  return (
    <Lines>
      {watchers.map(({ watcherId, displayName, owner, threshold, lastFiredAt, isEnabled }) => (
        <li key={watcherId} className={styles.line}>
          <span>
            <Anchor to="/triggers/$id" params={{ id: watcherId }}>
              {displayName}
            </Anchor>{' '}
            <span className={text.quiet}>
              {t(`watcher.owner.${owner.kind}`)}
              {threshold !== undefined && ` · ${t('home.threshold', { value: format.number(threshold) })}`}
              {!isEnabled && ` · ${t('watcher.off')}`}
            </span>
          </span>
          <span className={text.quiet}>
            {lastFiredAt ? t('watcher.firedAt', { when: format.moment(lastFiredAt, now) }) : t('watcher.neverFired')}
          </span>
        </li>
      ))}
    </Lines>
  );
}
