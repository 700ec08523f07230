import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { homeQuery } from '../../api/queries/home.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Page } from '../../parts/page.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Figures } from './figures.tsx';
import { FiringsPanel } from './firings-panel.tsx';
import { HomeHead } from './home-head.tsx';
import { MessagesPanel } from './messages-panel.tsx';
import { RefreshPanel } from './refresh-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { SegmentsPanel } from './segments-panel.tsx';
import { SourcesPanel } from './sources-panel.tsx';

const GettingStarted = lazyPart(async () => (await import('./getting-started.tsx')).GettingStarted);

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr)',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
});

/** The first page: the state of everything, failed things first, live. */
export function HomePage() {
  const styles = useStyles();
  const { data: home, error, refetch } = useQuery(homeQuery);
  if (!home)
    return error ? (
      <Page>
        <Problem error={error} onRetry={() => void refetch()} />
      </Page>
    ) : (
      <PageSkeleton />
    );
  return (
    <Page>
      <HomeHead home={home} />
      {!home.isDemo && home.runs.length === 0 && <GettingStarted home={home} />}
      <Figures home={home} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <FiringsPanel firings={home.firings} />
          <RunsPanel runs={home.runs} />
          {home.isDemo ? <MessagesPanel /> : <SourcesPanel sources={home.sources} />}
        </div>
        <div className={styles.column}>
          <RefreshPanel home={home} />
          {home.isDemo && <SourcesPanel sources={home.sources} />}
          <SegmentsPanel segments={home.segments} />
        </div>
      </div>
    </Page>
  );
}
