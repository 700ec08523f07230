import { Button, Input, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { textOf, valueFrom } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', border: 'none', padding: 0, margin: 0, minWidth: 0 },
  row: { display: 'grid', gridTemplateColumns: 'minmax(80px, 1fr) auto', gap: '4px', alignItems: 'start' },
});

/** Names with values: headers, queries, the members of a mapping. A mapping that is one expression is edited as text. */
export function MapField(props: {
  label: string;
  value: unknown;
  isRequired: boolean;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const { value, onChange, label } = props;
  if (typeof value === 'string' && value !== '')
    return (
      <ExpressionField
        label={label}
        value={value}
        isRequired={props.isRequired}
        onChange={(next) => onChange(valueFrom(next, value))}
      />
    );
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const write = (next: readonly (readonly [string, unknown])[]) =>
    onChange(next.length === 0 && !props.isRequired ? undefined : Object.fromEntries(next));
  return (
    <fieldset className={styles.root}>
      <legend className={text.body}>{label}</legend>
      {entries.map(([key, member], index) => (
        // A row is its position: its name is what is being typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity
        <div key={index} className={styles.row}>
          <Input
            aria-label={t('designer.mapName', { field: label })}
            value={key}
            readOnly={isReadOnly}
            onChange={(_event, data) =>
              write(entries.map((entry, at) => (at === index ? [data.value, entry[1]] : entry)))
            }
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('designer.removeRow', { name: key })}
            disabled={isReadOnly}
            onClick={() => write(entries.filter((_entry, at) => at !== index))}
          />
          <ExpressionField
            label={t('designer.mapValue', { name: key })}
            value={textOf(member)}
            onChange={(next) =>
              write(entries.map((entry, at) => (at === index ? [entry[0], valueFrom(next, member)] : entry)))
            }
          />
        </div>
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          onClick={() => write([...entries, [freeKey(entries), '']])}
        >
          {t('designer.addRow')}
        </Button>
      )}
    </fieldset>
  );
}

function freeKey(entries: readonly (readonly [string, unknown])[]): string {
  const taken = new Set(entries.map(([key]) => key));
  for (let number = entries.length + 1; ; number += 1) if (!taken.has(`name${number}`)) return `name${number}`;
}
