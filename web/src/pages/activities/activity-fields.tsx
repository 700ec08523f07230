import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../../src/model/activity.ts';
import { ACTIVITY_TYPES } from '../../../../src/model/vocabulary.ts';
import { isDate, isNumber } from '../../model/attribute-types.ts';
import { ChoiceField, FieldGrid, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { useSourceEntities } from '../../parts/use-source-entities.ts';

/** What an activity reads: entity, key, time, type, what is shown of it, and the way to the customer. */
export function ActivityFields({ draft, onChange }: { draft: Activity; onChange: (draft: Activity) => void }) {
  const { t } = useTranslation();
  const entities = useSourceEntities();
  const attributes = entities.attributesOf(draft.entity);
  const change = (changed: Partial<Activity>) => onChange({ ...draft, ...changed });
  const { detail = '' } = draft;
  const isDetailNumber = attributes.some(({ value, type }) => value === detail && isNumber(type));
  const optional = (name: 'title' | 'detail' | 'url') => ({
    label: t(`activity.${name}`),
    value: draft[name] ?? '',
    none: t('activity.none'),
    options: attributes,
    onChange: (value: string) => {
      const { [name]: _before, ...rest } = name === 'detail' ? withoutOtherUnits(draft) : draft;
      onChange(value === '' ? rest : { ...rest, [name]: value });
    },
  });
  return (
    <FieldGrid>
      <ChoiceField
        label={t('activity.entity')}
        isRequired
        value={draft.entity}
        options={entities.names}
        onChange={(entity) => change({ entity, primaryKey: entities.keyOf(entity), timestamp: '' })}
      />
      <ChoiceField
        label={t('activity.primaryKey')}
        isRequired
        value={draft.primaryKey}
        options={attributes}
        onChange={(primaryKey) => change({ primaryKey })}
      />
      <ChoiceField
        label={t('activity.timestamp')}
        isRequired
        value={draft.timestamp}
        options={attributes.filter(({ type }) => isDate(type))}
        onChange={(timestamp) => change({ timestamp })}
      />
      <ChoiceField
        label={t('activity.type')}
        value={draft.type ?? 'Other'}
        options={ACTIVITY_TYPES.map((type) => ({ value: type, label: t(`activity.type.${type}`) }))}
        onChange={(type) => change({ type })}
      />
      <ChoiceField {...optional('title')} />
      <ChoiceField {...optional('detail')} />
      {isDetailNumber && (
        <TextField
          label={t('activity.detailUnit')}
          hint={t('measure.unitHint')}
          value={draft.units?.[detail] ?? ''}
          onChange={(unit) => onChange(withUnit(draft, detail, unit))}
        />
      )}
      <ChoiceField {...optional('url')} />
      <TextField
        label={t('activity.path')}
        hint={t('activity.pathHint')}
        value={(draft.path ?? []).join(', ')}
        onChange={(text) => onChange(withPath(draft, text))}
      />
      <SwitchField
        label={t('activity.inTimeline')}
        value={draft.showInTimeline ?? true}
        onChange={(showInTimeline) => change({ showInTimeline })}
      />
    </FieldGrid>
  );
}

function withUnit({ units: before = {}, ...rest }: Activity, attribute: string, unit: string): Activity {
  const { [attribute]: _before, ...others } = before;
  const units = unit === '' ? others : { ...others, [attribute]: unit };
  return Object.keys(units).length === 0 ? rest : { ...rest, units };
}

/** The unit of a detail goes with it, unless the attribute is shown beside it as well. */
function withoutOtherUnits(draft: Activity): Activity {
  const { attributes = [], units = {} } = draft;
  const others = Object.keys(units).filter((name) => !attributes.includes(name));
  return others.reduce((changed, name) => withUnit(changed, name, ''), draft);
}

function withPath({ path: _before, ...rest }: Activity, text: string): Activity {
  const path = text.split(',').map((name) => name.trim());
  return text.trim() === '' ? rest : { ...rest, path };
}
