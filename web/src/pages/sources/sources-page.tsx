import { Button } from '@fluentui/react-components';
import { AddRegular, DatabaseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Status } from '../../parts/status.tsx';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { SourceCommands } from './source-commands.tsx';

type Source = HomeView['sources'][number];

/** Every data source with its last state; failed ones first. */
export function SourcesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Loaded query={useQuery(homeQuery)}>
      {({ sources }) => (
        <>
          <PageHead
            title={t('nav.sources')}
            lead={t('source.lead')}
            actions={
              <Can who="contributor">
                <Button
                  appearance="primary"
                  icon={<AddRegular />}
                  onClick={() => void navigate({ to: '/data/sources/new' })}
                >
                  {t('source.add')}
                </Button>
              </Can>
            }
          />
          <SourceList sources={sources} />
        </>
      )}
    </Loaded>
  );
}

function SourceList({ sources }: { sources: readonly Source[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const mayChange = useCan('contributor');
  const kindOf = ({ kind }: Source) => t(`sourceKind.${kind as 'csv'}`, { defaultValue: kind });
  const stateOf = (source: Source) => t(source.isRetrying ? 'status.retrying' : `status.${source.status}`);
  return (
    <ListView
      name="data-sources"
      label={t('nav.sources')}
      rows={sources}
      keyOf={({ name }) => name}
      bulk={
        mayChange
          ? (chosen, onEnd) => <SourceCommands names={chosen.map(({ name }) => name)} onEnd={onEnd} />
          : undefined
      }
      empty={
        <Empty
          icon={DatabaseRegular}
          title={t('home.sourcesEmpty')}
          text={t('source.emptyText')}
          action={<NextStep />}
        />
      }
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          value: ({ displayName }) => displayName,
          show: ({ name, displayName }) => (
            <Anchor to="/data/sources/$name" params={{ name }}>
              {displayName}
            </Anchor>
          ),
        },
        { key: 'kind', title: t('source.kind'), value: kindOf, show: kindOf },
        {
          key: 'state',
          title: t('refresh.state'),
          value: stateOf,
          show: (source) => <Status status={source.status} label={stateOf(source)} />,
        },
        {
          key: 'rows',
          title: t('refresh.rows'),
          value: ({ rows }) => rows,
          show: ({ rows }) => (rows === undefined ? '–' : format.number(rows)),
          isNumber: true,
        },
        {
          key: 'corrupt',
          title: t('source.corruptRows'),
          value: ({ corruptRows }) => corruptRows,
          show: ({ corruptRows }) => (corruptRows ? format.number(corruptRows) : '–'),
          isNumber: true,
        },
        {
          key: 'last',
          title: t('source.lastRefreshed'),
          value: ({ lastRefresh }) => lastRefresh,
          show: ({ lastRefresh }) => (lastRefresh ? format.moment(lastRefresh, now) : '–'),
          isNumber: true,
        },
      ]}
    />
  );
}
