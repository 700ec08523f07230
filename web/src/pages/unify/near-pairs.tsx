import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchReview, ReviewPair } from '../../../../src/app/view/matching.ts';
import { type MatchedOf, reviewQuery } from '../../api/queries/matching.ts';
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
  const { items = [], bounds = [] } = data ?? {};
  if (items.length + bounds.length === 0) return null;
  return (
    <Panel title={t('unify.near')} lead={t('unify.nearLead')}>
      <Lines>
        {items.map((pair) => (
          <NearPair key={JSON.stringify([pair.left, pair.right])} pair={pair} of={of} />
        ))}
        {bounds.map((bound) => (
          <Bound key={JSON.stringify(bound)} bound={bound} />
        ))}
      </Lines>
    </Panel>
  );
}

/** What was not looked at. */
function Bound({ bound: { rule, condition, largestBlock } }: { bound: NonNullable<MatchReview['bounds']>[number] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <li>
      <Chip tone="brand">{rule}</Chip>
      <p className={text.caption}>
        {largestBlock === 0
          ? t('unify.nearNone', { condition })
          : t('unify.nearBound', { condition, count: largestBlock })}
      </p>
    </li>
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
