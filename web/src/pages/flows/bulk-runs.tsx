import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunBulk, RunFilter } from '../../../../src/app/view/flow.ts';
import { bulkRuns } from '../../api/commands.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';

const COMMANDS = ['resubmit', 'cancel'] as const;

/** Resubmits or cancels every run that fits the filter, also those that are not shown. */
export function BulkRuns({ filter }: { filter: RunFilter }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<RunBulk['command']>();
  return (
    <>
      {COMMANDS.map((command) => (
        <Button key={command} appearance="subtle" onClick={() => setAsked(command)}>
          {t(`run.bulk.${command}`)}
        </Button>
      ))}
      {asked && <BulkDialog command={asked} filter={filter} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function BulkDialog({
  command,
  filter,
  onClose,
}: Pick<RunBulk, 'command'> & { filter: RunFilter; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const request = { command, filter };
  const trial = useQuery({
    queryKey: ['runs', 'bulk', request],
    queryFn: () => bulkRuns({ ...request, isTrial: true }),
    gcTime: 0,
  });
  const run = useMutation({
    mutationFn: () => bulkRuns(request),
    onSuccess: ({ count, failures }) => {
      const text = t(`run.bulk.${command}Done`, { count });
      const [first] = failures;
      showToast({ text: first ? `${text} ${first.message}` : text, tone: first ? 'bad' : 'good' });
      void client.invalidateQueries({ queryKey: ['runs'] });
      onClose();
    },
  });
  const count = trial.data?.count ?? 0;
  const error = trial.error ?? run.error;
  return (
    <Dialog
      title={t(`run.bulk.${command}`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.back')}</Button>
          <Button appearance="primary" disabledFocusable={count === 0 || run.isPending} onClick={() => run.mutate()}>
            {t(`run.bulk.${command}Count`, { count })}
          </Button>
        </>
      }
    >
      {error && <Problem error={error} />}
      <p role="status">{trial.data ? t(`run.bulk.${command}Lead`, { count }) : t('app.loading')}</p>
      {trial.data?.isMore && <p>{t('run.bulk.isMore')}</p>}
    </Dialog>
  );
}
