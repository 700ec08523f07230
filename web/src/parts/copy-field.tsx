import { Button, Input, makeStyles } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { showToast } from './toast-store.ts';

const useStyles = makeStyles({
  root: { display: 'flex', gap: '8px', alignItems: 'center', maxWidth: '760px' },
  input: { flexGrow: 1, minWidth: 0 },
});

/** Text to be copied: an address, a key. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    showToast({ text: t('app.copied') });
  };
  return (
    <div className={styles.root}>
      <Input className={styles.input} aria-label={label} readOnly value={value} />
      <Button icon={<CopyRegular />} onClick={() => void copy()}>
        {t('app.copy')}
      </Button>
    </div>
  );
}
