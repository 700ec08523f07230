import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Unification } from '../../../../src/model/unification.ts';
import { useFormat } from '../../format/use-format.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PreviewProblem } from '../../parts/preview-problem.tsx';
import { useText } from '../../parts/text.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import type { UnifyStatistics } from './unify-draft.ts';
import { useUnifyPreview } from './use-unify-preview.ts';

const useStyles = makeStyles({
  sticky: { position: 'sticky', top: '64px', maxHeight: 'calc(100vh - 80px)', overflowY: 'auto' },
});

/** What the unification would give on the published records, computed anew while it is written. */
export function UnifyPreview({ draft, profiles }: { draft: Unification; profiles: number | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { query, isWhole } = useUnifyPreview(draft);
  const asOf = useAsOf(query.data?.publishedAt);
  const statistics = query.data?.statistics as UnifyStatistics | undefined;
  const change = statistics && profiles !== undefined ? statistics.matchedAndNonMatchedRecords - profiles : undefined;
  return (
    <Panel
      className={styles.sticky}
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
      {statistics && !query.error && (
        <>
          <p role="status">
            <span className={text.figure}>{format.number(statistics.matchedAndNonMatchedRecords)}</span>{' '}
            <span className={text.quiet}>
              {t('home.profiles')}
              {change !== undefined &&
                ` · ${change === 0 ? t('unify.asNow') : t('unify.thanNow', { change: format.change(change) })}`}
            </span>
          </p>
          <Facts
            facts={[
              [t('unify.uniqueRecords'), format.number(statistics.uniqueSourceRecords)],
              [t('unify.matchedProfiles'), format.number(statistics.matchedRecordsOnly)],
              ...statistics.entities.map(
                ({ entity, matchedPercent }) =>
                  [entity, t('unify.matchedShare', { percent: format.percent(matchedPercent / 100) })] as const,
              ),
            ]}
          />
          <Facts
            facts={statistics.rules.map(({ rule, kind, left, links }) => [
              kind === 'deduplicate' ? `${rule} (${left})` : rule,
              t('unify.links', { count: links }),
            ])}
          />
        </>
      )}
      {query.data?.warnings.map((warning) => (
        <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
      ))}
    </Panel>
  );
}
