import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '6px', paddingTop: '4px' },
  none: { color: tokens.colorNeutralForeground3 },
});

/** Why the records of a customer or contact are one: rules that matched them, with the lowest similarity, and duplicates. */
export function WhyMerged(
  props: Pick<CustomerView, 'duplicates' | 'sources'> & Partial<Pick<CustomerView, 'matches'>>,
) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { matches = [], duplicates, sources } = props;
  return (
    <Panel title={t('customer.whyMerged')}>
      {matches.length + duplicates.length === 0 && (
        <p className={styles.none}>{t(sources.length > 1 ? 'customer.mergedUnknown' : 'customer.single')}</p>
      )}
      <Lines>
        {matches.map((match) => (
          <li key={JSON.stringify(match.keys)}>
            <p>
              {t('customer.matchedBy', { count: match.rules.length })}
              {match.score !== undefined && (
                <span className={text.quiet}> · {t('customer.score', { score: format.percent(match.score) })}</span>
              )}
            </p>
            <div className={styles.chips}>
              {match.rules.map((rule) => (
                <Chip key={rule} tone="brand">
                  {rule}
                </Chip>
              ))}
            </div>
            <div className={styles.chips}>
              {Object.entries(match.keys).map(([entity, key]) => (
                <span key={entity} className={text.mono}>
                  {entity}: {key}
                </span>
              ))}
            </div>
          </li>
        ))}
        {duplicates.map(({ entity, rule, keys }) => (
          <li key={`${entity}/${rule}`}>
            <p>{t('customer.duplicates', { count: keys.length, entity })}</p>
            <div className={styles.chips}>
              <Chip tone="brand">{rule}</Chip>
            </div>
          </li>
        ))}
      </Lines>
      {matches.length > 0 && (
        <p>
          <Anchor to="/unify/pairs" search={{ search: Object.values(matches[0]?.keys ?? {})[0] ?? '' } as never}>
            {t('customer.inspect')}
          </Anchor>
        </p>
      )}
    </Panel>
  );
}
