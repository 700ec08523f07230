import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReviewPair } from '../../../../src/app/view/matching.ts';
import { type MatchedOf, reviewQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { MatchWhy } from '../customers/match-why.tsx';

/** Pairs for a person to decide about: closest to the threshold, or, where rules alone match, those a rule nearly matches. */
export function NearPairs({ of = 'customers' }: { of?: MatchedOf }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(reviewQuery(of));
  if (error) return <Problem error={error} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t('unify.near')} lead={t('unify.nearLead')}>
      <Lines>
        {data.items.map((pair) => (
          <NearPair key={JSON.stringify([pair.left, pair.right])} pair={pair} of={of} />
        ))}
      </Lines>
    </Panel>
  );
}

function NearPair({ pair, of }: { pair: ReviewPair; of: MatchedOf }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const { left, right, probability, nearMiss } = pair;
  return (
    <li>
      <span className={text.mono}>
        {left.entity} {left.key} · {right.entity} {right.key}
      </span>{' '}
      {probability !== undefined && (
        <Chip>{t('decide.probability', { probability: format.percent(probability) })}</Chip>
      )}
      {nearMiss && <Chip tone="brand">{nearMiss.rule}</Chip>}
      {nearMiss && (
        <p className={text.caption}>
          {nearMiss.similarity === null
            ? t('unify.nearMissing', { condition: nearMiss.condition })
            : t('unify.nearMiss', {
                condition: nearMiss.condition,
                similarity: format.percent(nearMiss.similarity),
              })}
        </p>
      )}
      <MatchWhy pair={{ left, right }} of={of} />
    </li>
  );
}
