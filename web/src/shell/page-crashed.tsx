import { Button, makeStyles } from '@fluentui/react-components';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.ts';
import { isReachable } from '../api/reachable.ts';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { useText } from '../parts/text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '12px', padding: '28px 32px' },
  fault: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 },
});

const RETRY_MILLISECONDS = 3000;

/** Stands in for a page that threw: says so and offers to load it again. */
export function PageCrashed({ error }: ErrorComponentProps) {
  return error instanceof ProblemError && error.code === 'offline' ? (
    <PageUnreachable error={error} />
  ) : (
    <PageFault error={error} />
  );
}

/** A page that could not be loaded because the server does not answer: comes as soon as it does. */
function PageUnreachable({ error }: { error: ProblemError }) {
  useEffect(() => {
    void loadAgain();
    const timer = setInterval(loadAgain, RETRY_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page>
      <Problem error={error} onRetry={() => void loadAgain()} />
    </Page>
  );
}

async function loadAgain(): Promise<void> {
  if (await isReachable()) location.reload();
}

function PageFault({ error }: { error: unknown }) {
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
