import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DatabaseRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';

type Source = HomeView['sources'][number];

const useStyles = makeStyles({
  line: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '2px 12px', alignItems: 'center' },
  wide: { gridColumn: '1 / -1' },
  end: { justifySelf: 'end' },
  corrupt: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** Data sources with their last state; the server puts failed ones first. */
export function SourcesPanel({ sources }: { sources: readonly Source[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.sources')}>
      {sources.length === 0 ? (
        <Empty icon={DatabaseRegular} title={t('home.sourcesEmpty')} text={t('home.sourcesEmptyText')} />
      ) : (
        <Lines>
          {sources.map((source) => (
            <SourceLine key={source.name} source={source} />
          ))}
        </Lines>
      )}
    </Panel>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const state = source.isRetrying ? 'retrying' : source.status;
  const facts = [
    source.rows !== undefined && t('source.rows', { count: source.rows }),
    source.lastRefresh && format.moment(source.lastRefresh, now),
  ];
  return (
    <li className={styles.line}>
      <Anchor className={text.strong} to="/data/sources/$name" params={{ name: source.name }}>
        {source.displayName}
      </Anchor>
      <Status status={source.status} label={t(`status.${state}`)} className={mergeClasses(text.caption, styles.end)} />
      <span className={mergeClasses(text.quiet, styles.wide)}>
        {facts.filter(Boolean).join(' · ')}
        {source.corruptRows ? (
          <span className={styles.corrupt}> · {t('source.corrupt', { count: source.corruptRows })}</span>
        ) : null}
      </span>
      {source.error && (
        <div className={styles.wide}>
          <ErrorNote error={source.error} />
        </div>
      )}
    </li>
  );
}
