import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MatchExplanation, ReasonAgainst } from '../../../../src/app/view/matching.ts';
import { useFormat } from '../../format/use-format.ts';
import { useText } from '../../parts/text.ts';
import { useRuleWords } from './use-rule-words.ts';

const useStyles = makeStyles({
  root: { paddingInlineStart: '18px', margin: '4px 0', listStyleType: 'disc', overflowWrap: 'anywhere' },
  parts: { paddingInlineStart: '18px', listStyleType: 'circle' },
  values: { color: tokens.colorNeutralForeground3 },
});

type Missed = MatchExplanation['missed'][number];

/** Why two records are two customers: what decided it, and each match rule with what does not hold. */
export function WhyNot(props: Pick<MatchExplanation, 'reasons' | 'missed' | 'conditions'>) {
  const styles = useStyles();
  const text = useText();
  const told = useRuleWords();
  const { reasons, missed, conditions } = props;
  const named = <Named extends { readonly rule?: string | undefined }>(naming: Named): Named =>
    naming.rule === undefined ? naming : { ...naming, rule: told(naming.rule, conditions[naming.rule]) };
  return (
    <ul className={`${styles.root} ${text.caption}`}>
      {reasons.map((reason) => (
        <li key={JSON.stringify(reason)}>
          <ReasonText reason={named(reason)} />
        </li>
      ))}
      {missed.map((miss) => (
        <li key={miss.rule}>
          <MissedRule miss={named(miss)} />
        </li>
      ))}
    </ul>
  );
}

function ReasonText({ reason: { reason, left, right, rule, ...figures } }: { reason: ReasonAgainst }) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = (record: ReasonAgainst['left']) => (record ? `${record.entity} ${record.key}` : '');
  const bits = (value: number | undefined) => format.number(Math.round((value ?? 0) * 10) / 10);
  const values = {
    rule: rule ?? t('whyNot.neverListName'),
    left: named(left),
    right: named(right),
    probability: format.percent(figures.probability ?? 0),
    threshold: format.percent(figures.threshold ?? 0),
    count: figures.pairs ?? 0,
    bits: bits(figures.bits),
    average: bits(figures.average),
    least: bits(figures.least),
  };
  return t(`whyNot.${reason}`, values);
}

function MissedRule({ miss: { rule, failed, skippedRows } }: { miss: Missed }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (skippedRows !== undefined) return t('whyNot.skipped', { rule, rows: skippedRows });
  return (
    <>
      {t('whyNot.rule', { rule })}
      <ul className={styles.parts}>
        {failed.map((part) => (
          <li key={`${part.part} ${part.attribute}`}>
            <PartText part={part} />{' '}
            <span className={styles.values}>{`${part.left ?? '–'} / ${part.right ?? '–'}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function PartText({ part: { part, attribute, similarity, precision } }: { part: Missed['failed'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (similarity === null) return t('unify.nearMissing', { condition: attribute });
  if (part !== 'condition') return t(`whyNot.${part}`, { attribute });
  if (precision === 1) return t('whyNot.differs', { attribute });
  return t('whyNot.alike', {
    attribute,
    similarity: format.percent(similarity),
    precision: format.percent(precision),
  });
}
