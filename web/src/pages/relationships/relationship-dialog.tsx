import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../../../src/model/relationship.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useSourceEntities } from '../../parts/use-source-entities.ts';

const EMPTY: Relationship = { name: '', fromEntity: '', fromAttribute: '', toEntity: '', toAttribute: '' };

/** Makes or changes a relationship. */
export function RelationshipDialog(props: { relationship: Relationship | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.relationship ?? EMPTY);
  const put = usePutDefinition();
  const isNew = props.relationship === undefined;
  const isWhole = [draft.name, draft.fromEntity, draft.fromAttribute, draft.toEntity, draft.toAttribute].every(Boolean);
  const save = () =>
    put.mutate(
      { kind: 'relationship', name: draft.name, definition: draft, ...(isNew && { version: 0 }) },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: draft.displayName ?? draft.name }) });
          props.onClose();
        },
      },
    );
  return (
    <Dialog
      isWide
      title={isNew ? t('relationship.new') : (draft.displayName ?? draft.name)}
      onClose={props.onClose}
      actions={
        <>
          {!isNew && (
            <DeleteDefinition
              kind="relationship"
              name={draft.name}
              displayName={draft.displayName ?? draft.name}
              definition={props.relationship}
              to="/data/relationships"
            />
          )}
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button appearance="primary" disabledFocusable={!isWhole || put.isPending} onClick={save}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      {put.error && <Problem error={put.error} />}
      <NameFields value={draft} onChange={(next) => setDraft(next as Relationship)} isNew={isNew} />
      <Ends draft={draft} onChange={setDraft} />
    </Dialog>
  );
}

function Ends({ draft, onChange }: { draft: Relationship; onChange: (draft: Relationship) => void }) {
  const { t } = useTranslation();
  const { names, attributesOf, keyOf } = useSourceEntities();
  return (
    <FieldGrid>
      <ChoiceField
        label={t('relationship.fromEntity')}
        isRequired
        value={draft.fromEntity}
        options={names}
        onChange={(fromEntity) => onChange({ ...draft, fromEntity, fromAttribute: '' })}
      />
      <ChoiceField
        label={t('relationship.fromAttribute')}
        isRequired
        value={draft.fromAttribute}
        options={attributesOf(draft.fromEntity)}
        onChange={(fromAttribute) => onChange({ ...draft, fromAttribute })}
      />
      <ChoiceField
        label={t('relationship.toEntity')}
        isRequired
        value={draft.toEntity}
        options={names}
        onChange={(toEntity) => onChange({ ...draft, toEntity, toAttribute: keyOf(toEntity) })}
      />
      <ChoiceField
        label={t('relationship.toAttribute')}
        isRequired
        value={draft.toAttribute}
        options={attributesOf(draft.toEntity)}
        onChange={(toAttribute) => onChange({ ...draft, toAttribute })}
      />
      <ChoiceField
        label={t('relationship.cardinality')}
        value={draft.cardinality ?? 'manyToOne'}
        options={(['manyToOne', 'oneToOne'] as const).map((value) => ({ value, label: t(`relationship.${value}`) }))}
        onChange={(cardinality) =>
          onChange({ ...draft, cardinality: cardinality as NonNullable<Relationship['cardinality']> })
        }
      />
    </FieldGrid>
  );
}
