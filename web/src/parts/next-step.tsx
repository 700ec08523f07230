import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubmitRefresh } from '../api/commands.ts';
import { homeQuery } from '../api/queries/home.ts';
import { Can } from '../session/can.tsx';
import { Problem } from './problem.tsx';
import { SampleButton } from './sample-button.tsx';

const useStyles = makeStyles({
  steps: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: '8px' },
});

/**
 * What comes next where a list is empty: in a company without data sources the first of them, or the sample; otherwise
 * the step that fills this list.
 */
export function NextStep({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const home = useQuery(homeQuery).data;
  if (!home) return null;
  if (home.sources.length > 0) return <div className={styles.steps}>{children}</div>;
  return (
    <div className={styles.steps}>
      <WayTo page="/data/sources/new" label={t('source.add')} />
      <SampleButton />
    </div>
  );
}

/** The way to the page where contributors take the next step. */
export function WayTo({ page, label }: { page: string; label: string }) {
  const navigate = useNavigate();
  return (
    <Can who="contributor">
      <Button onClick={() => void navigate({ href: page })}>{label}</Button>
    </Can>
  );
}

/** What comes next where a list waits for a refresh. */
export function FirstRefresh() {
  return (
    <NextStep>
      <RefreshButton />
    </NextStep>
  );
}

/** Starts the refresh that a list waits for, unless one is running. */
function RefreshButton() {
  const { t } = useTranslation();
  const submit = useSubmitRefresh();
  const isRunning = useQuery(homeQuery).data?.currentRefresh !== undefined;
  if (submit.error) return <Problem error={submit.error} />;
  return (
    <Can who="contributor">
      <Button disabledFocusable={isRunning || submit.isPending} onClick={() => submit.mutate({ kind: 'full' })}>
        {t('refresh.run')}
      </Button>
    </Can>
  );
}
