import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, StopRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { useCancelRefresh, useSubmitRefresh } from '../../api/commands.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Can } from '../../session/can.tsx';

/** Title with the refresh that every number comes from, and the commands of the page. */
export function HomeHead({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const submit = useSubmitRefresh();
  const cancel = useCancelRefresh();
  const { currentRefresh: current, asOf } = home;
  const when = asOf ? t('home.asOf', { when: format.moment(asOf.publishedAt, now) }) : t('home.noRefreshYet');
  return (
    <>
      <PageHead
        title={t('nav.home')}
        lead={home.workspaceName ? `${home.workspaceName} · ${when}` : when}
        actions={
          <Can who="contributor">
            {current && (
              <Button
                icon={<StopRegular />}
                disabledFocusable={cancel.isPending}
                onClick={() => cancel.mutate(current.jobId)}
              >
                {cancel.isPending ? t('refresh.cancelling') : t('refresh.cancel')}
              </Button>
            )}
            <Button
              appearance="primary"
              icon={<ArrowClockwiseRegular />}
              disabledFocusable={current !== undefined || submit.isPending}
              onClick={() => submit.mutate({ kind: 'full' })}
            >
              {t('refresh.run')}
            </Button>
          </Can>
        }
      />
      {(submit.error ?? cancel.error) && <Problem error={submit.error ?? cancel.error} />}
    </>
  );
}
