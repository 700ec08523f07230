import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordPair } from '../../../../src/app/view/matching.ts';
import { explainQuery, type MatchedOf } from '../../api/queries/matching.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { useRuleWords } from './use-rule-words.ts';
import { Waterfall } from './waterfall.tsx';
import { WhyNot } from './why-not.tsx';

const useStyles = makeStyles({ chips: { display: 'flex', flexWrap: 'wrap', gap: '6px' } });

/** Why two records are, or are not, one customer or contact; asked for, since it compares them anew. */
export function MatchWhy({ pair, of = 'customers' }: { pair: RecordPair; of?: MatchedOf | undefined }) {
  const { t } = useTranslation();
  const asked = JSON.stringify(pair);
  const [open, setOpen] = useState('');
  return (
    <div>
      <Button size="small" appearance="subtle" aria-expanded={open === asked} onClick={() => setOpen(asked)}>
        {t('decide.why')}
      </Button>
      {open === asked && <Explanation pair={pair} of={of} />}
    </div>
  );
}

function Explanation({ pair, of }: { pair: RecordPair; of: MatchedOf }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const told = useRuleWords();
  const { data, error } = useQuery(explainQuery(pair, of));
  if (error) return <Problem error={error} />;
  if (!data) return <p role="status">{t('app.loading')}</p>;
  const { rules, conditions, weights, isOne } = data;
  return (
    <div>
      <p className={text.strong}>{t(`decide.${of}.${isOne ? 'isOne' : 'areTwo'}`)}</p>
      <p className={text.caption}>
        {rules.length === 0 ? t('decide.noRule') : t('customer.matchedBy', { count: rules.length })}
        {weights && ` · ${t('decide.probability', { probability: format.percent(weights.probability) })}`}
      </p>
      <div className={styles.chips}>
        {rules.map(({ rule, score }) => (
          <Chip key={rule} tone="brand">
            {told(rule, conditions[rule])} · {format.percent(score)}
          </Chip>
        ))}
      </div>
      {!isOne && <WhyNot {...data} />}
      {weights && <Waterfall weights={weights} />}
    </div>
  );
}
