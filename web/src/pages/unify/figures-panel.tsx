import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnificationPreview } from '../../../../src/app/view/preview.ts';
import { useFormat } from '../../format/use-format.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PreviewProblem } from '../../parts/preview-problem.tsx';
import { useText } from '../../parts/text.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import type { UnifyStatistics } from './unify-draft.ts';

const useStyles = makeStyles({
  sticky: { position: 'sticky', top: '64px', maxHeight: 'calc(100vh - 80px)', overflowY: 'auto' },
});

/** What a unification would give on the published records: how many, compared with now, and what `children` tell. */
export function FiguresPanel<Preview extends Omit<UnificationPreview, 'fields' | 'pairs'>>(props: {
  query: UseQueryResult<Preview>;
  /** Whether there is enough to try. */
  isWhole: boolean;
  /** What is counted. */
  counted: string;
  /** How many there are now. */
  now: number | undefined;
  isSticky?: boolean;
  children: (statistics: UnifyStatistics, preview: Preview) => ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { query, isWhole, counted, now, isSticky, children } = props;
  const asOf = useAsOf(query.data?.publishedAt);
  const statistics = query.data?.statistics as UnifyStatistics | undefined;
  const change = statistics && now !== undefined ? statistics.matchedAndNonMatchedRecords - now : undefined;
  return (
    <Panel
      className={isSticky ? styles.sticky : ''}
      title={t('segment.preview')}
      {...(query.data && {
        lead: [asOf, t('unify.previewed', { time: format.duration(query.data.seconds) })].filter(Boolean).join(' · '),
      })}
      aside={
        query.isFetching ? (
          <Spinner size="extra-tiny" aria-label={t('app.loading')} />
        ) : (
          <Button size="small" onClick={() => void query.refetch()}>
            {t('unify.previewAgain')}
          </Button>
        )
      }
    >
      {!isWhole && <p>{t('unify.incomplete')}</p>}
      {isWhole && query.error && <PreviewProblem error={query.error} />}
      {query.data && statistics && !query.error && (
        <>
          <p role="status">
            <span className={text.figure}>{format.number(statistics.matchedAndNonMatchedRecords)}</span>{' '}
            <span className={text.quiet}>
              {counted}
              {change !== undefined &&
                ` · ${change === 0 ? t('unify.asNow') : t('unify.thanNow', { change: format.change(change) })}`}
            </span>
          </p>
          {children(statistics, query.data)}
        </>
      )}
      {query.data?.warnings.map((warning) => (
        <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
      ))}
    </Panel>
  );
}
