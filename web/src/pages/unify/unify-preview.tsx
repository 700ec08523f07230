import { useTranslation } from 'react-i18next';
import type { Unification } from '../../../../src/model/unification.ts';
import { useFormat } from '../../format/use-format.ts';
import { Facts } from '../../parts/facts.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { useUnifyPreview } from './use-unify-preview.ts';

/** What the unification would give on the published records, computed anew while it is written. */
export function UnifyPreview({ draft, profiles }: { draft: Unification; profiles: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, isWhole } = useUnifyPreview(draft);
  return (
    <FiguresPanel query={query} isWhole={isWhole} counted={t('home.profiles')} now={profiles} isSticky>
      {({ uniqueSourceRecords, matchedRecordsOnly, entities, rules }) => (
        <>
          <Facts
            facts={[
              [t('unify.uniqueRecords'), format.number(uniqueSourceRecords)],
              [t('unify.matchedProfiles'), format.number(matchedRecordsOnly)],
              ...entities.map(
                ({ entity, matchedPercent }) =>
                  [entity, t('unify.matchedShare', { percent: format.percent(matchedPercent / 100) })] as const,
              ),
            ]}
          />
          <Facts
            facts={rules.map(({ rule, kind, left, links }) => [
              kind === 'deduplicate' ? `${rule} (${left})` : rule,
              t('unify.links', { count: links }),
            ])}
          />
        </>
      )}
    </FiguresPanel>
  );
}
