import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../../../src/model/relationship.ts';
import { DefinitionDialog } from '../../parts/definition-dialog.tsx';
import { ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { useSourceEntities } from '../../parts/use-source-entities.ts';

const EMPTY: Relationship = { name: '', fromEntity: '', fromAttribute: '', toEntity: '', toAttribute: '' };

/** Makes or changes a relationship. */
export function RelationshipDialog(props: { relationship: Relationship | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.relationship ?? EMPTY);
  const needed = [draft.name, draft.fromEntity, draft.fromAttribute, draft.toEntity, draft.toAttribute];
  return (
    <DefinitionDialog
      kind="relationship"
      kept={props.relationship}
      draft={draft}
      onChange={setDraft}
      isWhole={needed.every(Boolean)}
      newTitle={t('relationship.new')}
      to="/data/relationships"
      onClose={props.onClose}
    >
      <Ends draft={draft} onChange={setDraft} />
    </DefinitionDialog>
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
