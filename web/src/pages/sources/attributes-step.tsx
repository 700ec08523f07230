import { makeStyles, tokens } from '@fluentui/react-components';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcePreview } from '../../../../src/app/view/source.ts';
import type { SourceEntity } from '../../../../src/model/data-source.ts';
import { ATTRIBUTE_TYPES, SEMANTIC_TYPES } from '../../../../src/model/vocabulary.ts';
import { sendJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Choice, ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Rows } from '../../parts/rows.tsx';
import { type SourceDraft, withAttribute, withEntity } from './source-draft.ts';

const useStyles = makeStyles({
  figures: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type SeenAttribute = SourcePreview['attributes'][number];

function previewQuery({ kind, options }: SourceDraft, entity: SourceEntity | undefined) {
  return queryOptions({
    queryKey: ['sources', 'preview', kind, options, entity?.name, entity?.options],
    queryFn: ({ signal }) => {
      const {
        attributes: _declared,
        primaryKey: _key,
        load: _load,
        lastUpdated: _last,
        ...place
      } = entity ?? { name: '' };
      return sendJson<SourcePreview>('POST', '/api/sources/preview', { kind, options, entity: place }, { signal });
    },
    enabled: entity !== undefined,
    retry: false,
    staleTime: 60_000,
  });
}

/** Types, meanings and key of the attributes of each entity, beside the first rows. */
export function AttributesStep({ draft, onChange }: { draft: SourceDraft; onChange: (draft: SourceDraft) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(draft.entities[0]?.name ?? '');
  const entity = draft.entities.find(({ name }) => name === chosen) ?? draft.entities[0];
  const { data, error, refetch, isPending } = useQuery(previewQuery(draft, entity));
  if (!entity) return null;
  const change = (next: SourceEntity) => onChange(withEntity(draft, entity.name, next));
  return (
    <>
      {draft.entities.length > 1 && (
        <ChoiceField
          label={t('source.entity')}
          value={entity.name}
          onChange={setChosen}
          options={draft.entities.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {isPending && <p role="status">{t('source.reading')}</p>}
      {data && (
        <>
          <Figures preview={data} />
          <Loading entity={entity} preview={data} onChange={change} />
          <Attributes entity={entity} preview={data} onChange={change} />
          <Panel title={t('source.firstRows')}>
            <Rows label={t('source.firstRows')} rows={data.rows} />
          </Panel>
        </>
      )}
    </>
  );
}

function Figures({ preview }: { preview: SourcePreview }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <div className={styles.figures} role="status">
        <Chip tone="good">{t('source.rows', { count: preview.rowCount })}</Chip>
        {preview.corruptRowCount > 0 && (
          <Chip tone="bad">{t('source.corrupt', { count: preview.corruptRowCount })}</Chip>
        )}
      </div>
      {preview.warnings.map((warning) => (
        <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
      ))}
    </>
  );
}

interface EntityEditor {
  readonly entity: SourceEntity;
  readonly preview: SourcePreview;
  readonly onChange: (entity: SourceEntity) => void;
}

function Loading({ entity, preview, onChange }: EntityEditor) {
  const { t } = useTranslation();
  const keys = preview.attributes.map(({ name, isKeyCandidate }) => ({
    value: name,
    label: name,
    group: t(isKeyCandidate ? 'source.keyFits' : 'source.keyDoesNotFit'),
  }));
  const dated = preview.attributes
    .filter(({ type }) => ['date', 'dateTime', 'integer'].includes(type))
    .map(({ name }) => ({ value: name, label: name }));
  const change = (name: keyof SourceEntity, value: string) => {
    const { [name]: _old, ...rest } = entity;
    onChange((value === '' ? rest : { ...entity, [name]: value }) as SourceEntity);
  };
  return (
    <Panel title={t('source.keyAndLoad')}>
      <FieldGrid>
        <ChoiceField
          label={t('entity.key')}
          hint={preview.suggestedKey && t('source.suggested', { name: preview.suggestedKey })}
          value={entity.primaryKey ?? ''}
          none={t('source.noKey')}
          options={keys.toSorted((a, b) => Number(a.group > b.group) - 0.5)}
          onChange={(value) => change('primaryKey', value)}
        />
        <ChoiceField
          label={t('source.load')}
          value={entity.load ?? 'full'}
          options={[
            { value: 'full', label: t('source.load.full') },
            { value: 'incremental', label: t('source.load.incremental') },
          ]}
          onChange={(value) => change('load', value === 'full' ? '' : value)}
        />
        {entity.load === 'incremental' && (
          <ChoiceField
            label={t('source.lastUpdated')}
            value={entity.lastUpdated ?? ''}
            none="–"
            options={dated}
            onChange={(value) => change('lastUpdated', value)}
          />
        )}
      </FieldGrid>
    </Panel>
  );
}

function Attributes({ entity, preview, onChange }: EntityEditor) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const declared = (name: string) => (entity.attributes ?? []).find((attribute) => attribute.name === name);
  const types = ATTRIBUTE_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }));
  const meanings = SEMANTIC_TYPES.map((type) => ({ value: type, label: type }));
  const suggestion = ({ suggestedSemanticType }: SeenAttribute) =>
    suggestedSemanticType ? t('source.suggested', { name: suggestedSemanticType }) : '–';
  return (
    <Panel title={t('entity.attributes')} lead={t('source.attributesLead')}>
      <DataTable
        label={t('entity.attributes')}
        rows={preview.attributes}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', title: t('app.name'), show: ({ name }) => <strong>{name}</strong> },
          {
            key: 'type',
            title: t('entity.type'),
            show: ({ name, type }) => (
              <Choice
                label={`${t('entity.type')}: ${name}`}
                value={declared(name)?.type ?? ''}
                none={t('source.found', { type: t(`type.${type as 'string'}`) })}
                options={types}
                onChange={(value) => onChange(withAttribute(entity, name, { type: value || undefined }))}
              />
            ),
          },
          {
            key: 'semantic',
            title: t('entity.semanticType'),
            show: (attribute) => (
              <Choice
                label={`${t('entity.semanticType')}: ${attribute.name}`}
                value={declared(attribute.name)?.semanticType ?? ''}
                none={suggestion(attribute)}
                options={meanings}
                onChange={(value) =>
                  onChange(withAttribute(entity, attribute.name, { semanticType: value || undefined }))
                }
              />
            ),
          },
          {
            key: 'filled',
            title: t('entity.filled'),
            show: ({ filled }) => (
              <span className={styles.quiet}>
                {format.percent(preview.rowCount === 0 ? 0 : filled / preview.rowCount)}
              </span>
            ),
            isNumber: true,
          },
        ]}
      />
    </Panel>
  );
}
