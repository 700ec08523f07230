import { makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MeasurePreview } from '../../../../src/app/view/preview.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery, previewQuery } from '../../api/queries/definitions.ts';
import { BuilderPage } from '../../parts/builder-page.tsx';
import { fromGroup, isComplete, toGroup } from '../../parts/condition/condition-draft.ts';
import { ConditionGroup } from '../../parts/condition/condition-group.tsx';
import { useConditionScope } from '../../parts/condition/use-scope.ts';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PreviewProblem } from '../../parts/preview-problem.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SqlView } from '../../parts/sql-view.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useUndo } from '../../parts/use-undo.ts';
import { NotFoundPage } from '../../shell/not-found.tsx';
import { Calculations } from './calculations.tsx';
import { DimensionFields } from './dimension-fields.tsx';
import { EMPTY_MEASURE, isWhole } from './measure-draft.ts';
import { MeasureKindFields } from './measure-kind-fields.tsx';
import { TemplateGallery } from './template-gallery.tsx';

const useStyles = makeStyles({ sticky: { position: 'sticky', top: '64px' } });

/** Makes a measure: from nothing, from a template, or as a copy. */
export function NewMeasurePage() {
  const [{ copy }] = useAddress('copy');
  const records = useQuery(definitionsQuery('measure')).data?.items;
  if (!records) return <PageSkeleton />;
  const copied = records.find(({ name }) => name === copy)?.definition as Measure | undefined;
  const { displayName: _name, ...rest } = copied ?? EMPTY_MEASURE;
  return <MeasureBuilder initial={{ ...rest, name: '' }} version={0} />;
}

/** Changes a measure. */
export function EditMeasurePage() {
  const { name } = useParams({ from: '/measures/$name/edit' });
  const records = useQuery(definitionsQuery('measure')).data?.items;
  if (!records) return <PageSkeleton />;
  const record = records.find((each) => each.name === name);
  if (!record) return <NotFoundPage />;
  return <MeasureBuilder key={name} initial={record.definition as Measure} version={record.version} />;
}

function MeasureBuilder({ initial, version }: { initial: Measure; version: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const steps = useUndo(initial);
  const { value: draft, set: setDraft } = steps;
  const refresh = useSubmitRefresh();
  const isNew = version === 0;
  const isReady = isWhole(draft) && isComplete(draft.filter);
  const preview = usePreview(draft, isReady);
  const leave = () => {
    refresh.mutate({ kind: 'measure', name: draft.name });
    void navigate({ to: '/measures/$name', params: { name: draft.name }, ignoreBlocker: true });
  };
  return (
    <BuilderPage
      kind="measure"
      {...{ initial, version, steps, isReady }}
      newTitle={t('measure.new')}
      list={{ to: '/measures', label: t('nav.measures') }}
      onSaved={leave}
      top={isNew && draft.entity === '' && <TemplateGallery onChoose={setDraft} />}
      preview={<Preview query={preview} isReady={isReady} />}
    >
      <Panel title={t('source.naming')}>
        <NameFields value={draft} onChange={(next) => setDraft(next as Measure)} isNew={isNew} />
        <MeasureKindFields draft={draft} onChange={setDraft} />
      </Panel>
      {draft.entity !== '' && (
        <>
          <Calculations draft={draft} onChange={setDraft} />
          <Filter draft={draft} onChange={setDraft} />
          {draft.kind !== 'customerAttribute' && <DimensionFields draft={draft} onChange={setDraft} />}
          {isReady && preview.data && <SqlView stages={preview.data.stages} />}
        </>
      )}
    </BuilderPage>
  );
}

function Filter({ draft, onChange }: { draft: Measure; onChange: (draft: Measure) => void }) {
  const { t } = useTranslation();
  const scope = useConditionScope(draft.entity);
  return (
    <Panel title={t('measure.filter')} lead={t('measure.filterLead')}>
      <ConditionGroup
        group={toGroup(draft.filter)}
        scope={scope}
        onChange={(group) => {
          const filter = fromGroup(group);
          const { filter: _old, ...rest } = draft;
          onChange(filter ? { ...rest, filter } : rest);
        }}
      />
    </Panel>
  );
}

function usePreview(draft: Measure, isReady: boolean) {
  const { name: _name, displayName: _display, description: _description, ...content } = draft;
  const text = useSettled(JSON.stringify(content));
  return useQuery({ ...previewQuery<MeasurePreview>('measures', JSON.parse(text) as unknown), enabled: isReady });
}

function Preview({ query, isReady }: { query: ReturnType<typeof usePreview>; isReady: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const asOf = useAsOf(query.data?.publishedAt);
  return (
    <Panel
      className={styles.sticky}
      title={t('segment.preview')}
      {...(isReady && query.data && asOf !== undefined && { lead: asOf })}
      aside={query.isFetching && <Spinner size="extra-tiny" aria-label={t('app.loading')} />}
    >
      {!isReady && <p>{t('measure.incomplete')}</p>}
      {isReady && query.error && <PreviewProblem error={query.error} />}
      {isReady && query.data && (
        <>
          <p role="status">{t('source.rows', { count: query.data.rowCount })}</p>
          <Rows label={t('segment.preview')} rows={query.data.rows.slice(0, 20)} />
        </>
      )}
    </Panel>
  );
}
