import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../../src/model/measure.ts';
import { entitiesQuery } from '../../api/queries.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/form/fields.tsx';

/** What a measure is about, and from which rows it is computed. */
export function MeasureKindFields({ draft, onChange }: { draft: Measure; onChange: (draft: Measure) => void }) {
  const { t } = useTranslation();
  const entities = (useQuery(entitiesQuery).data?.items ?? []).filter(
    ({ kind, name }) => (kind === 'source' && !name.endsWith('_corrupt')) || name === 'Customer',
  );
  return (
    <FieldGrid>
      <ChoiceField
        label={t('measure.kind')}
        hint={t(`measure.kindHint.${draft.kind}`)}
        value={draft.kind}
        options={(['business', 'customerAttribute', 'customer'] as const).map((kind) => ({
          value: kind,
          label: t(`measure.kind.${kind}`),
        }))}
        onChange={(kind) => onChange({ ...draft, kind: kind as Measure['kind'] })}
      />
      <ChoiceField
        label={t('source.entity')}
        isRequired
        value={draft.entity}
        options={entities.map(({ name }) => ({ value: name, label: name }))}
        onChange={(entity) => onChange({ ...draft, entity })}
      />
      <TextField
        label={t('measure.unit')}
        hint={t('measure.unitHint')}
        value={draft.unit ?? ''}
        onChange={(unit) => {
          const { unit: _old, ...rest } = draft;
          onChange(unit === '' ? rest : { ...rest, unit });
        }}
      />
    </FieldGrid>
  );
}
