import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import type { MatchedOf } from '../../api/queries/matching.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { MatchWhy } from './match-why.tsx';
import { useRuleWords } from './use-rule-words.ts';

const useStyles = makeStyles({
  by: { overflowWrap: 'anywhere' },
  records: { display: 'flex', flexWrap: 'wrap', gap: '2px 12px', paddingTop: '4px', overflowWrap: 'anywhere' },
  inspect: { marginTop: '8px' },
  none: { color: tokens.colorNeutralForeground3 },
});

type Join = CustomerView['joins'][number];

/** Why the records of a customer or contact are one: what joined which of them. Every record is in one of the joins. */
export function WhyMerged({ joins, of }: { joins: readonly Join[]; of?: MatchedOf }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Panel title={t('customer.whyMerged')}>
      {joins.length === 0 && <p className={styles.none}>{t('customer.single')}</p>}
      <Lines>
        {joins.map((join) => (
          <li key={JSON.stringify(join.records)}>
            <Joined join={join} of={of} />
          </li>
        ))}
      </Lines>
    </Panel>
  );
}

function Joined({ join: { by, records, score }, of }: { join: Join; of: MatchedOf | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const told = useRuleWords();
  // Of more than two, those that one link joined are not known.
  const [left, right] = records.length === 2 ? records : [];
  const isAcross = left?.entity !== right?.entity;
  return (
    <>
      <p>
        {t('customer.joined', { count: records.length })}
        {score !== undefined && (
          <span className={text.quiet}> · {t('customer.score', { score: format.percent(score) })}</span>
        )}
      </p>
      <ul className={styles.by}>
        {by.map(({ by: kind, rule = '', conditions }) => (
          <li key={kind + rule} className={text.strong}>
            {kind === 'rule' ? told(rule, conditions) : t(`customer.joinedBy.${kind}`)}
          </li>
        ))}
      </ul>
      <ul className={styles.records}>
        {records.map(({ entity, key }) => (
          <li key={`${entity} ${key}`} className={text.mono}>
            {entity}: {key}
          </li>
        ))}
      </ul>
      {left && right && by.some(({ by: kind }) => kind === 'probability') && (
        <MatchWhy pair={{ left, right }} of={of} />
      )}
      {isAcross && of !== 'contacts' && (
        <p className={styles.inspect}>
          <Anchor to="/unify/pairs" search={{ search: left?.key ?? '' } as never}>
            {t('customer.inspect')}
          </Anchor>
        </p>
      )}
    </>
  );
}
