import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ChoiceField,
  FieldGrid,
  LongTextField,
  NumberField,
  SwitchField,
  TextField,
} from '../../parts/form/fields.tsx';
import { SearchField } from '../../parts/search-field.tsx';

const TYPES = ['string', 'integer', 'date'] as const;

/** Every kind of field: empty, filled in, required, wrong. */
export function FieldSpecimens() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [most, setMost] = useState<number | undefined>(3);
  const [type, setType] = useState('');
  const [isOn, setIsOn] = useState(true);
  return (
    <FieldGrid>
      <TextField label={t('app.displayName')} isRequired value={name} onChange={setName} />
      <TextField
        label={t('unify.phoneCountry')}
        hint={t('unify.countryHint')}
        error={t('unify.countryWrong')}
        value="E"
        onChange={() => undefined}
      />
      <LongTextField label={t('app.description')} value={note} onChange={setNote} />
      <NumberField label={t('source.tries')} hint={t('source.triesHint')} value={most} onChange={setMost} />
      <ChoiceField
        label={t('entity.type')}
        value={type}
        none={t('form.default')}
        options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
        onChange={setType}
      />
      <SwitchField label={t('source.isActive')} value={isOn} onChange={setIsOn} />
      <SearchField label={t('list.search')} value={name} onChange={setName} />
    </FieldGrid>
  );
}
