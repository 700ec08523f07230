import { useTranslation } from 'react-i18next';
import { FieldGrid, TextFact, TextField } from './fields.tsx';

/** What every definition is called. */
export interface Named {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
}

/** A name for a display name: its letters and digits, each word with a capital. */
export function nameFor(displayName: string): string {
  const words = displayName
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return (/^[A-Za-z]/.test(name) ? name : `A${name}`).slice(0, 64);
}

/** Display name, name (follows the display name until it is kept) and description of a definition. */
export function NameFields<Definition extends Named>(props: {
  value: Definition;
  onChange: (value: Definition) => void;
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const { value, onChange, isNew } = props;
  const isFollowing = isNew && (value.name === '' || value.name === nameFor(value.displayName ?? ''));
  const without = (text: string) => (text === '' ? undefined : text);
  return (
    <FieldGrid>
      <TextField
        label={t('app.displayName')}
        isRequired
        value={value.displayName ?? ''}
        onChange={(displayName) =>
          onChange({
            ...value,
            displayName: without(displayName),
            name: isFollowing ? (displayName === '' ? '' : nameFor(displayName)) : value.name,
          })
        }
      />
      {isNew ? (
        <TextField
          label={t('app.name')}
          isRequired
          hint={t('app.nameHint')}
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
        />
      ) : (
        <TextFact label={t('app.name')} hint={t('app.nameFixed')} value={value.name} />
      )}
      <TextField
        label={t('app.description')}
        value={value.description ?? ''}
        onChange={(description) => onChange({ ...value, description: without(description) })}
      />
    </FieldGrid>
  );
}
