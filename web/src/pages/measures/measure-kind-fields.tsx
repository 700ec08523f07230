import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../../src/model/audience.ts';
import { hierarchiesOf } from '../../../../src/model/audience-model.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/form/fields.tsx';

/** Entities of the system from whose rows measures are computed. */
const OF_CUSTOMERS: readonly string[] = ['Customer', 'UnifiedActivity', 'UnifiedContact'];

/** What a measure is about, and from which rows it is computed. */
export function MeasureKindFields({ draft, onChange }: { draft: Measure; onChange: (draft: Measure) => void }) {
  const { t } = useTranslation();
  const audience = useQuery(definitionsQuery('audience')).data?.items[0]?.definition as Audience | undefined;
  const hierarchies = hierarchiesOf({ audience });
  const entities = (useQuery(entitiesQuery).data?.items ?? []).filter(
    ({ kind, name }) => (kind === 'source' && !name.endsWith('_corrupt')) || OF_CUSTOMERS.includes(name),
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
        onChange={(kind) => onChange(withKind(draft, kind as Measure['kind']))}
      />
      <ChoiceField
        label={t('source.entity')}
        isRequired
        value={draft.entity}
        options={entities.map(({ name }) => ({ value: name, label: name }))}
        onChange={(entity) => onChange({ ...draft, entity })}
      />
      {draft.kind !== 'business' && hierarchies.length > 0 && (
        <ChoiceField
          label={t('measure.rollUp')}
          hint={t('measure.rollUpHint')}
          none={t('measure.noRollUp')}
          value={draft.rollUp ?? ''}
          options={hierarchies.map(({ name }) => ({ value: name, label: name }))}
          onChange={(rollUp) => onChange({ ...withKind(draft, draft.kind), ...(rollUp !== '' && { rollUp }) })}
        />
      )}
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

/** The measure about something else; what rolls up is chosen anew. */
function withKind({ rollUp: _before, ...measure }: Measure, kind: Measure['kind']): Measure {
  return { ...measure, kind };
}
