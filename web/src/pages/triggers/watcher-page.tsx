import { Button } from '@fluentui/react-components';
import { EditRegular, SendRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WatcherView } from '../../../../src/app/view/watcher.ts';
import { useTestTrigger } from '../../api/commands.ts';
import { evaluationsQuery, triggersQuery } from '../../api/queries/triggers.ts';
import { useCurrentDefinition } from '../../parts/definition-versions.tsx';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { Can } from '../../session/can.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { EvaluationList } from './evaluation-list.tsx';
import { WhyCard } from './why-card.tsx';

/** One watcher: every decision it took, and why. */
export function WatcherPage() {
  const { id } = useParams({ from: '/triggers/$id' });
  return (
    <Loaded query={useQuery(triggersQuery)}>
      {({ items }) => {
        const watcher = items.find(({ watcherId }) => watcherId === id);
        return watcher ? <Watcher watcher={watcher} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function Watcher({ watcher }: { watcher: WatcherView }) {
  const { t } = useTranslation();
  const [{ decision }] = useAddress('decision');
  const { sort } = useSorting('evaluatedAt');
  const { data } = useInfiniteQuery(evaluationsQuery(watcher.watcherId, { decision, sort }));
  return (
    <>
      <PageHead
        title={watcher.displayName}
        lead={[
          t(`trigger.${watcher.trigger}`),
          t(`watcher.owner.${watcher.owner.kind}`),
          watcher.owner.kind === 'subscription' && watcher.owner.name,
        ]
          .filter(Boolean)
          .join(' · ')}
        back={{ to: '/triggers', label: t('nav.triggers') }}
        actions={<Commands watcher={watcher} />}
      />
      <WhyCard watcher={watcher} evaluations={data?.pages.flatMap(({ items }) => items) ?? []} />
      <EvaluationList watcherId={watcher.watcherId} />
      <Panel title={t('watcher.parameters')}>
        <JsonView label={t('watcher.parameters')} value={watcher.parameters} />
      </Panel>
    </>
  );
}

function Commands({ watcher }: { watcher: WatcherView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const test = useTestTrigger();
  const definition = useCurrentDefinition('trigger', watcher.owner.name);
  const isOwn = watcher.owner.kind === 'definition';
  return (
    <Can who="contributor">
      {test.error && <Problem error={test.error} />}
      <Button
        icon={<SendRegular />}
        disabledFocusable={test.isPending}
        onClick={() => test.mutate(watcher.watcherId, { onSuccess: () => showToast({ text: t('trigger.tested') }) })}
      >
        {t('trigger.test')}
      </Button>
      {isOwn && (
        <>
          <Button
            icon={<EditRegular />}
            onClick={() => void navigate({ to: '/triggers/definitions/$name', params: { name: watcher.owner.name } })}
          >
            {t('app.edit')}
          </Button>
          <DeleteDefinition
            kind="trigger"
            name={watcher.owner.name}
            displayName={watcher.displayName}
            definition={definition}
            to="/triggers"
          />
        </>
      )}
    </Can>
  );
}
