import { useTranslation } from 'react-i18next';
import type { ContactEntity } from '../../../../src/model/audience.ts';
import { CONTACT_FIELDS, type ContactField } from '../../../../src/model/vocabulary.ts';
import { ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { useSourceEntities } from '../../parts/use-source-entities.ts';
import { AccountEntityField } from './account-entity-field.tsx';
import { EntryList } from './entry-list.tsx';

const FIELDS = Object.keys(CONTACT_FIELDS) as ContactField[];

/** The entities that hold the people at the accounts. */
export function ContactEntities(props: {
  contacts: readonly ContactEntity[];
  onChange: (contacts: ContactEntity[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <EntryList
      title={t('business.contacts')}
      lead={t('audience.contactsLead')}
      addLabel={t('audience.addContacts')}
      entries={props.contacts}
      empty={{ entity: '', primaryKey: '' }}
      nameOf={({ entity }) => entity}
      onChange={props.onChange}
    >
      {(contact, change) => <ContactFields contact={contact} onChange={change} />}
    </EntryList>
  );
}

function ContactFields(props: { contact: ContactEntity; onChange: (changed: Partial<ContactEntity>) => void }) {
  const { t } = useTranslation();
  const { contact, onChange } = props;
  const { names, attributesOf, keyOf } = useSourceEntities();
  const attributes = attributesOf(contact.entity);
  return (
    <>
      <FieldGrid>
        <ChoiceField
          label={t('audience.contactEntity')}
          isRequired
          value={contact.entity}
          options={names}
          onChange={(entity) => onChange({ entity, primaryKey: keyOf(entity), accountKey: '', fields: {} })}
        />
        <ChoiceField
          label={t('audience.primaryKey')}
          isRequired
          value={contact.primaryKey}
          options={attributes}
          onChange={(primaryKey) => onChange({ primaryKey })}
        />
        <ChoiceField
          label={t('audience.accountKey')}
          hint={t('audience.accountKeyHint')}
          none={t('audience.noAccount')}
          value={contact.accountKey ?? ''}
          options={attributes}
          onChange={(accountKey) => onChange({ accountKey })}
        />
        <AccountEntityField value={contact.accountEntity} onChange={(accountEntity) => onChange({ accountEntity })} />
      </FieldGrid>
      <details>
        <summary>{t('audience.fields')}</summary>
        <FieldGrid>
          {FIELDS.map((field) => (
            <ChoiceField
              key={field}
              label={t(`contact.${field}`)}
              none={t('audience.bySemanticType')}
              value={contact.fields?.[field] ?? ''}
              options={attributes}
              onChange={(attribute) => onChange({ fields: withField(contact.fields, field, attribute) })}
            />
          ))}
        </FieldGrid>
      </details>
    </>
  );
}

function withField(fields: ContactEntity['fields'] = {}, field: ContactField, attribute: string) {
  const { [field]: _before, ...rest } = fields;
  return attribute === '' ? rest : { ...rest, [field]: attribute };
}
