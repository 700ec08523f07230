import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DatabaseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.ts';
import { useSubmitRefresh } from '../api/commands.ts';
import { homeQuery } from '../api/queries/home.ts';
import { Can } from '../session/can.tsx';
import { Empty } from './empty.tsx';
import { Problem } from './problem.tsx';

/** Why there is no preview: nothing is published yet, with the way to it; or what is wrong. */
export function PreviewProblem({ error }: { error: unknown }) {
  return error instanceof ProblemError && error.code === 'FLX_NO_SNAPSHOT' ? (
    <NothingPublished />
  ) : (
    <Problem error={error} />
  );
}

function NothingPublished() {
  const { t } = useTranslation();
  const submit = useSubmitRefresh();
  const isRunning = useQuery(homeQuery).data?.currentRefresh !== undefined;
  return (
    <>
      <Empty
        icon={DatabaseRegular}
        title={t('home.noRefreshYet')}
        text={t(isRunning ? 'preview.running' : 'preview.refreshFirst')}
        action={
          <Can who="contributor">
            <Button
              icon={<ArrowClockwiseRegular />}
              disabledFocusable={isRunning || submit.isPending}
              onClick={() => submit.mutate({ kind: 'full' })}
            >
              {t('refresh.run')}
            </Button>
          </Can>
        }
      />
      {submit.error && <Problem error={submit.error} />}
    </>
  );
}
