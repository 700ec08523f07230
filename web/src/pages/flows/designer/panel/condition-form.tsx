import { Button, makeStyles, Select, Switch, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import {
  COMPARISONS,
  type Comparison,
  type ConditionRow,
  type ConditionRows,
  readCondition,
  writeCondition,
} from '../document/condition.ts';
import { textOf, valueFrom } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px', border: 'none', padding: 0, margin: 0, minWidth: 0 },
  row: {
    display: 'grid',
    gap: '6px',
    padding: '10px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  middle: { display: 'flex', alignItems: 'center', gap: '6px', flexWrap: 'wrap' },
});

const NEW_ROW: ConditionRow = { left: '', comparison: 'equals', isNegated: false, right: '' };

/** A condition as rows of comparisons; one that is more than that is edited as it is written. */
export function ConditionForm({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const condition = readCondition(value);
  if (!condition)
    return (
      <ExpressionField
        label={label}
        value={textOf(value)}
        isRequired
        onChange={(next) => onChange(valueFrom(next, value))}
      />
    );
  const write = (next: ConditionRows) => onChange(writeCondition(next));
  const setRow = (index: number, row: ConditionRow) =>
    write({ ...condition, rows: condition.rows.map((each, at) => (at === index ? row : each)) });
  return (
    <fieldset className={styles.root}>
      <legend className={text.body}>{label}</legend>
      <Select
        aria-label={t('designer.joint')}
        value={condition.joint}
        disabled={isReadOnly}
        onChange={(_event, data) => write({ ...condition, joint: data.value === 'or' ? 'or' : 'and' })}
      >
        <option value="and">{t('designer.all')}</option>
        <option value="or">{t('designer.any')}</option>
      </Select>
      {condition.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity
        <div key={index} className={styles.row}>
          <ExpressionField
            label={t('designer.left')}
            value={textOf(row.left)}
            onChange={(next) => setRow(index, { ...row, left: valueFrom(next, row.left) })}
          />
          <div className={styles.middle}>
            <Select
              aria-label={t('designer.comparison')}
              value={row.comparison}
              disabled={isReadOnly}
              onChange={(_event, data) => setRow(index, { ...row, comparison: data.value as Comparison })}
            >
              {COMPARISONS.map((comparison) => (
                <option key={comparison} value={comparison}>
                  {t(`comparison.${comparison}`)}
                </option>
              ))}
            </Select>
            <Switch
              label={t('designer.not')}
              checked={row.isNegated}
              disabled={isReadOnly}
              onChange={(_event, data) => setRow(index, { ...row, isNegated: data.checked })}
            />
            {condition.rows.length > 1 && !isReadOnly && (
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('designer.removeRow', { name: String(index + 1) })}
                onClick={() => write({ ...condition, rows: condition.rows.filter((_row, at) => at !== index) })}
              />
            )}
          </div>
          <ExpressionField
            label={t('designer.right')}
            value={textOf(row.right)}
            onChange={(next) => setRow(index, { ...row, right: rightFrom(next) })}
          />
        </div>
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          onClick={() => write({ ...condition, rows: [...condition.rows, NEW_ROW] })}
        >
          {t('designer.addComparison')}
        </Button>
      )}
    </fieldset>
  );
}

/** What is compared with: numbers and booleans are meant as such. */
function rightFrom(text: string): unknown {
  return /^-?\d+(\.\d+)?$|^(true|false|null)$/.test(text.trim()) ? (JSON.parse(text.trim()) as unknown) : text;
}
