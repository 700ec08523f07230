import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  root: {
    position: 'sticky',
    top: '56px',
    zIndex: 2,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    margin: 0,
    padding: '6px 8px 6px 16px',
    border: `1px solid ${tokens.colorBrandStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
  },
  end: { marginInlineStart: 'auto' },
});

/** What can be done with the rows that are chosen, and how many they are. */
export function BulkBar(props: { count: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <fieldset className={styles.root} aria-label={t('bulk.bar')}>
      <span role="status" className={text.strong}>
        {t('bulk.chosen', { count: props.count })}
      </span>
      {props.children}
      <Button className={styles.end} appearance="subtle" onClick={props.onClear}>
        {t('bulk.clear')}
      </Button>
    </fieldset>
  );
}
