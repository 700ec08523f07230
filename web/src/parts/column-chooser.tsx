import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { ColumnTripleRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const STORAGE_KEY = 'fluxu.columns.';

const useStyles = makeStyles({
  root: { position: 'relative' },
  list: {
    margin: 0,
    padding: '8px 12px 8px 4px',
    flexDirection: 'column',
    maxHeight: '60vh',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
    position: 'fixed',
    inset: 'auto',
    positionArea: 'block-end span-inline-start',
    ':popover-open': { display: 'flex' },
  },
});

/** Keys of the columns that the reader of a list has put away; remembered in this browser. */
export function useHiddenColumns(name: string): readonly [readonly string[], (hidden: readonly string[]) => void] {
  const [hidden, setHidden] = useState<readonly string[]>(() => readHidden(name));
  const change = (next: readonly string[]) => {
    localStorage.setItem(STORAGE_KEY + name, JSON.stringify(next));
    setHidden(next);
  };
  return [hidden, change];
}

function readHidden(name: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY + name) ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

/** Chooses which columns a list shows; the first one always stays. */
export function ColumnChooser(props: {
  columns: readonly { readonly key: string; readonly title: string }[];
  hidden: readonly string[];
  onChange: (hidden: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const id = useId();
  const { columns, hidden, onChange } = props;
  return (
    <div className={styles.root}>
      <Button appearance="subtle" icon={<ColumnTripleRegular />} popoverTarget={id}>
        {t('list.columns')}
      </Button>
      <fieldset id={id} popover="auto" aria-label={t('list.columns')} className={styles.list}>
        {columns.slice(1).map(({ key, title }) => (
          <Checkbox
            key={key}
            label={title}
            checked={!hidden.includes(key)}
            onChange={(_event, { checked }) =>
              onChange(checked === true ? hidden.filter((one) => one !== key) : [...hidden, key])
            }
          />
        ))}
      </fieldset>
    </div>
  );
}
