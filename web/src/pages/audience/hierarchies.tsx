import { useTranslation } from 'react-i18next';
import type { AccountHierarchy } from '../../../../src/model/audience.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/form/fields.tsx';
import { useSourceEntities } from '../../parts/use-source-entities.ts';
import { AccountEntityField } from './account-entity-field.tsx';
import { EntryList } from './entry-list.tsx';

/** Which account belongs to which. */
export function Hierarchies(props: {
  hierarchies: readonly AccountHierarchy[];
  onChange: (hierarchies: AccountHierarchy[]) => void;
}) {
  const { t } = useTranslation();
  const isFirst = props.hierarchies.length === 0;
  return (
    <EntryList
      title={t('audience.hierarchies')}
      lead={t('audience.hierarchiesLead')}
      addLabel={t('audience.addHierarchy')}
      entries={props.hierarchies}
      empty={{ name: isFirst ? 'AccountHierarchy' : '', entity: '', account: '', parent: '' }}
      nameOf={({ name }) => name}
      onChange={props.onChange}
    >
      {(hierarchy, change) => <HierarchyFields hierarchy={hierarchy} onChange={change} />}
    </EntryList>
  );
}

function HierarchyFields(props: {
  hierarchy: AccountHierarchy;
  onChange: (changed: Partial<AccountHierarchy>) => void;
}) {
  const { t } = useTranslation();
  const { hierarchy, onChange } = props;
  const { names, attributesOf, keyOf } = useSourceEntities();
  const attributes = attributesOf(hierarchy.entity);
  return (
    <FieldGrid>
      <TextField
        label={t('app.name')}
        isRequired
        hint={t('audience.hierarchyName')}
        value={hierarchy.name}
        onChange={(name) => onChange({ name })}
      />
      <ChoiceField
        label={t('audience.hierarchyEntity')}
        isRequired
        value={hierarchy.entity}
        options={names}
        onChange={(entity) => onChange({ entity, account: keyOf(entity), parent: '' })}
      />
      <ChoiceField
        label={t('audience.account')}
        isRequired
        value={hierarchy.account}
        options={attributes}
        onChange={(account) => onChange({ account })}
      />
      <ChoiceField
        label={t('audience.parent')}
        isRequired
        value={hierarchy.parent}
        options={attributes}
        onChange={(parent) => onChange({ parent })}
      />
      <AccountEntityField value={hierarchy.accountEntity} onChange={(accountEntity) => onChange({ accountEntity })} />
    </FieldGrid>
  );
}
