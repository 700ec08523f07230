import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Unification } from '../../../../src/model/unification.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { ChoiceField } from '../../parts/form/fields.tsx';

/** Which unified entity the keys of accounts are of. */
export function AccountEntityField(props: { value: string | undefined; onChange: (entity: string) => void }) {
  const { t } = useTranslation();
  const [record] = useQuery(definitionsQuery('unification')).data?.items ?? [];
  const unified = (record?.definition as Unification | undefined)?.entities ?? [];
  return (
    <ChoiceField
      label={t('audience.accountEntity')}
      hint={t('audience.accountEntityHint')}
      none={t('audience.onlyOne')}
      value={props.value ?? ''}
      options={unified.map(({ entity }) => ({ value: entity, label: entity }))}
      onChange={props.onChange}
    />
  );
}
