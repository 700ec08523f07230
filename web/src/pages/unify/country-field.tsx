import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/form/fields.tsx';

const CODE = /^[A-Z]{2}$/;

/** A country by its code of ISO 3166; what is no code yet is not taken. */
export function CountryField(props: {
  label: string;
  value: string | undefined;
  onChange: (country: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(props.value ?? '');
  const isWrong = typed !== '' && !CODE.test(typed);
  return (
    <TextField
      label={props.label}
      hint={t('unify.countryHint')}
      error={isWrong ? t('unify.countryWrong') : undefined}
      value={typed}
      onChange={(text) => {
        const code = text.trim().toUpperCase();
        setTyped(code);
        if (code === '') props.onChange(undefined);
        else if (CODE.test(code)) props.onChange(code);
      }}
    />
  );
}
