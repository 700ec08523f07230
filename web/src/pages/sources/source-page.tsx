import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DatabaseRegular, EditRegular, FlowRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { DataSource } from '../../../../src/model/data-source.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { DefinitionVersions, useCurrentDefinition } from '../../parts/definition-versions.tsx';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { RowsChange } from '../entities/profile-change.tsx';
import { newFlowAddress } from '../flows/new-flow.ts';
import { SourceFiles } from './source-files.tsx';
import { SourceRuns } from './source-runs.tsx';

type Source = HomeView['sources'][number];

/** One data source: state, entities, runs, definition. */
export function SourcePage() {
  const { name } = useParams({ from: '/data/sources/$name' });
  return (
    <Loaded query={useQuery(homeQuery)}>
      {({ sources }) => {
        const source = sources.find((each) => each.name === name);
        return source ? <SourceView source={source} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function SourceView({ source }: { source: Source }) {
  const { t } = useTranslation();
  const [{ tab }] = useAddress('tab');
  const tabs = [
    { value: 'entities', label: t('nav.entities') },
    { value: 'runs', label: t('nav.refreshes') },
    { value: 'definition', label: t('definition.title') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <>
      <PageHead
        title={source.displayName}
        lead={t(`sourceKind.${source.kind as 'csv'}`, { defaultValue: source.kind })}
        back={{ to: '/data/sources', label: t('nav.sources') }}
        actions={<Commands source={source} />}
      />
      <SourceTiles source={source} />
      {source.error && <ErrorNote error={source.error} />}
      <Tabs label={source.displayName} tabs={tabs} value={chosen} />
      {chosen === 'entities' && (
        <>
          <Entities source={source} />
          <Files name={source.name} />
        </>
      )}
      {chosen === 'runs' && <SourceRuns name={source.name} />}
      {chosen === 'definition' && <DefinitionVersions kind="dataSource" name={source.name} />}
    </>
  );
}

function Files({ name }: { name: string }) {
  const source = useCurrentDefinition<DataSource>('dataSource', name);
  return <Can who="contributor">{source && <SourceFiles source={source} />}</Can>;
}

function Commands({ source }: { source: Source }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitRefresh();
  const definition = useCurrentDefinition('dataSource', source.name);
  return (
    <>
      {submit.error && <Problem error={submit.error} />}
      <Can who="contributor">
        <Button
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={submit.isPending || source.status === 'running'}
          onClick={() => submit.mutate({ kind: 'source', name: source.name })}
        >
          {t('source.refresh')}
        </Button>
        <Button
          icon={<FlowRegular />}
          onClick={() =>
            void navigate({ href: newFlowAddress({ trigger: 'DataSourceRefreshFailed', subject: source.name }) })
          }
        >
          {t('source.flowOnFailure')}
        </Button>
      </Can>
      <Can who="contributor">
        <Button
          icon={<EditRegular />}
          onClick={() => void navigate({ to: '/data/sources/$name/edit', params: { name: source.name } })}
        >
          {t('app.edit')}
        </Button>
        <DeleteDefinition
          kind="dataSource"
          name={source.name}
          displayName={source.displayName}
          definition={definition}
          to="/data/sources"
        />
      </Can>
    </>
  );
}

function SourceTiles({ source }: { source: Source }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <Tiles
      items={[
        {
          title: t('refresh.state'),
          value: t(source.isRetrying ? 'status.retrying' : `status.${source.status}`),
          status: source.status,
        },
        { title: t('refresh.rows'), value: source.rows === undefined ? '–' : format.number(source.rows) },
        {
          title: t('source.corruptRows'),
          value: source.corruptRows === undefined ? '–' : format.number(source.corruptRows),
        },
        {
          title: t('source.lastRefreshed'),
          value: source.lastRefresh ? format.moment(source.lastRefresh, now) : '–',
        },
      ]}
    />
  );
}

function Entities({ source }: { source: Source }) {
  const { t } = useTranslation();
  const format = useFormat();
  const entities = (useQuery(entitiesQuery).data?.items ?? []).filter(({ dataSource }) => dataSource === source.name);
  if (entities.length === 0)
    return <Empty icon={DatabaseRegular} title={t('home.noRefreshYet')} text={t('source.noEntitiesText')} />;
  return (
    <DataTable
      label={t('nav.entities')}
      rows={entities}
      keyOf={({ name }) => name}
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          show: ({ name }) => (
            <Anchor to="/data/entities/$name" params={{ name }}>
              {name}
            </Anchor>
          ),
        },
        { key: 'key', title: t('entity.key'), show: ({ primaryKey }) => primaryKey ?? '–' },
        {
          key: 'attributes',
          title: t('entity.attributes'),
          show: ({ attributes }) => format.number(attributes.length),
          isNumber: true,
        },
        {
          key: 'rows',
          title: t('refresh.rows'),
          show: ({ rowCount, rowsBefore }) => <RowsChange rows={rowCount} before={rowsBefore} />,
          isNumber: true,
        },
        {
          key: 'profile',
          title: t('entity.change'),
          show: ({ name }) => (
            <Anchor to="/data/entities/$name" params={{ name }} search={{ tab: 'attributes' }}>
              {t('entity.seeChange')}
            </Anchor>
          ),
        },
      ]}
    />
  );
}
