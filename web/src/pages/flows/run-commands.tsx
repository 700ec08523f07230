import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, StopRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../../src/app/view/flow.ts';
import { postJson } from '../../api/client.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';

/** Resubmits those of the chosen runs that have ended, and cancels those that go on. */
export function RunCommands({ runs, onEnd }: { runs: readonly RunSummary[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulk<RunSummary>(onEnd);
  const isOver = ({ endedAt }: RunSummary) => endedAt !== undefined;
  const command = (name: 'resubmit' | 'cancel', items: readonly RunSummary[]) => ({
    disabledFocusable: items.length === 0 || bulk.isPending,
    onClick: () =>
      bulk.mutate({
        items,
        work: ({ runId }) => postJson<RunSummary>(`/api/runs/${encodeURIComponent(runId)}/${name}`),
        text: t(`run.bulk.${name}Done`, { count: items.length }),
      }),
  });
  return (
    <>
      <Button icon={<ArrowClockwiseRegular />} {...command('resubmit', runs.filter(isOver))}>
        {t('run.resubmit')}
      </Button>
      <Button
        icon={<StopRegular />}
        {...command(
          'cancel',
          runs.filter((run) => !isOver(run)),
        )}
      >
        {t('run.cancel')}
      </Button>
    </>
  );
}
