import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceKindView, SourceTrialResult } from '../../../../src/app/view/source.ts';
import type { SourceEntity } from '../../../../src/model/data-source.ts';
import { sendJson } from '../../api/client.ts';
import { TextField } from '../../parts/form/fields.tsx';
import type { JsonSchema } from '../../parts/form/schema.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { entityNameFor, type SourceDraft, withEntity } from './source-draft.ts';

const useStyles = makeStyles({
  add: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '12px' },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', paddingBottom: '8px' },
});

function offeredQuery({ kind, options }: SourceDraft) {
  return queryOptions({
    queryKey: ['sources', 'offered', kind, options],
    queryFn: ({ signal }) => sendJson<SourceTrialResult>('POST', '/api/sources/try', { kind, options }, { signal }),
    retry: false,
  });
}

/** Chooses which of the offered entities are read, and adds others by hand. */
export function EntitiesStep(props: {
  draft: SourceDraft;
  onChange: (draft: SourceDraft) => void;
  kind: SourceKindView;
}) {
  const { t } = useTranslation();
  const { draft, onChange, kind } = props;
  const offered = useQuery(offeredQuery(draft));
  const isChosen = (options: unknown) =>
    draft.entities.find((entity) => JSON.stringify(entity.options ?? {}) === JSON.stringify(options));
  const toggle = (entity: SourceTrialResult['entities'][number], isOn: boolean) => {
    const known = isChosen(entity.options);
    if (known && !isOn) onChange(withEntity(draft, known.name, undefined));
    if (!known && isOn) onChange(withNew(draft, { name: entityNameFor(entity.name), options: entity.options }));
  };
  return (
    <>
      <Panel title={t('source.offered')} lead={t('source.offeredLead')}>
        {offered.error && <Problem error={offered.error} onRetry={() => void offered.refetch()} />}
        {offered.isPending && <p>{t('app.loading')}</p>}
        {offered.data?.entities.length === 0 && <p>{t('source.offersNone')}</p>}
        {(offered.data?.entities ?? []).map((entity) => (
          <Checkbox
            key={entity.title}
            label={entity.title}
            checked={isChosen(entity.options) !== undefined}
            onChange={(_event, { checked }) => toggle(entity, checked === true)}
          />
        ))}
        <AddByHand onAdd={(name) => onChange(withNew(draft, { name }))} />
      </Panel>
      {draft.entities.length > 0 && (
        <Panel title={t('source.chosen')} lead={t('source.chosenLead')}>
          <Lines>
            {draft.entities.map((entity) => (
              <ChosenEntity
                key={entity.name}
                entity={entity}
                kind={kind}
                onChange={(next) => onChange(withEntity(draft, entity.name, next))}
              />
            ))}
          </Lines>
        </Panel>
      )}
    </>
  );
}

function withNew(draft: SourceDraft, entity: SourceEntity): SourceDraft {
  const taken = draft.entities.some(({ name }) => name === entity.name);
  const name = taken ? `${entity.name}_${draft.entities.length + 1}` : entity.name;
  return { ...draft, entities: [...draft.entities, { ...entity, name }] };
}

function AddByHand({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [name, setName] = useState('');
  return (
    <div className={styles.add}>
      <TextField label={t('source.byHand')} value={name} onChange={setName} />
      <Button
        icon={<AddRegular />}
        disabledFocusable={name.trim().length < 3}
        onClick={() => {
          onAdd(entityNameFor(name.trim()));
          setName('');
        }}
      >
        {t('app.add')}
      </Button>
    </div>
  );
}

function ChosenEntity(props: {
  entity: SourceEntity;
  kind: SourceKindView;
  onChange: (entity: SourceEntity | undefined) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { entity, kind, onChange } = props;
  return (
    <li>
      <div className={styles.head}>
        <strong>{entity.name}</strong>
        <Button
          size="small"
          icon={<DeleteRegular />}
          aria-label={`${t('app.remove')}: ${entity.name}`}
          onClick={() => onChange(undefined)}
        />
      </div>
      <SchemaForm
        schema={kind.entityOptions as JsonSchema}
        value={entity.options ?? {}}
        onChange={(options) => onChange({ ...entity, options: { ...options } })}
      />
    </li>
  );
}
