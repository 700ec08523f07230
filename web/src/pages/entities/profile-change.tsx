import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AttributeProfile } from '../../../../src/app/view/entity.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '4px', maxWidth: '320px' },
});

/** What is different from the refresh before: missing values, different ones, and the frequent values that came and went. */
export function ProfileChange({ attribute }: { attribute: AttributeProfile }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const { before, filled, missing, distinct } = attribute;
  if (!before) return '–';
  const missingShares = [
    shareOf(before.rows - before.filled, before.rows),
    shareOf(missing, filled + missing),
  ] as const;
  const [from, to] = missingShares.map(format.percent);
  return (
    <span className={styles.chips}>
      {from !== to && <Chip>{t('entity.missingChange', { from, to })}</Chip>}
      {distinct !== before.distinct && (
        <Chip>{t('entity.distinctChange', { change: format.change(distinct - before.distinct) })}</Chip>
      )}
      {before.newTop.map((value) => (
        <Chip key={value} tone="good">
          {t('entity.newValue', { value: shorten(value) })}
        </Chip>
      ))}
      {before.goneTop.map((value) => (
        <Chip key={value} tone="bad">
          {t('entity.goneValue', { value: shorten(value) })}
        </Chip>
      ))}
    </span>
  );
}

/** `1,204 (+3)`: rows of an entity, and how many more or fewer than in the refresh before. */
export function RowsChange({ rows, before }: { rows: number; before: number | undefined }) {
  const format = useFormat();
  const change = before === undefined || before === rows ? '' : ` (${format.change(rows - before)})`;
  return `${format.number(rows)}${change}`;
}

/** Long values cut to what fits a table; a dash for none. */
export function shorten(text: string | undefined): string {
  if (text === undefined) return '–';
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
