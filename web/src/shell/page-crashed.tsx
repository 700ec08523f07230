import { Button, makeStyles } from '@fluentui/react-components';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../parts/text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '12px', padding: '28px 32px' },
  fault: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 },
});

/** Stands in for a page that threw: says so and offers to load it again. */
export function PageCrashed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <div role="alert" className={styles.root}>
      <h1 className={text.title}>{t('app.crashed')}</h1>
      <p>{t('app.crashedText')}</p>
      <pre className={styles.fault}>{error instanceof Error ? error.message : String(error)}</pre>
      <Button appearance="primary" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
