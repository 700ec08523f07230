import { Button, Checkbox, Input, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../parts/chip.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { useText } from '../../parts/text.ts';
import { type Merge, type ProfileField, separate, ungroup, withoutField } from './merge-draft.ts';
import { nameOfSource } from './winner-dialog.tsx';

const useStyles = makeStyles({
  name: { minWidth: '150px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
  sources: { display: 'grid', justifyItems: 'start', gap: '2px' },
});

interface MergeColumns {
  readonly merge: Merge;
  /** What is shown is being planned anew: fields may be others then. */
  readonly isStale: boolean;
  readonly onChange: (merge: Merge) => void;
  readonly onEdit: (field: ProfileField) => void;
}

/** The columns of the fields of the profile, with what can be done with each field. */
export function useMergeColumns({ merge, isStale, onChange, onEdit }: MergeColumns): readonly Column<ProfileField>[] {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return [
    {
      key: 'name',
      title: t('app.name'),
      show: ({ name, group, semanticType }) => (
        <>
          <span>{name}</span> {group && <Chip tone="brand">{group}</Chip>}
          {semanticType && <p className={text.caption}>{semanticType}</p>}
        </>
      ),
    },
    {
      key: 'sources',
      title: t('mergeField.sources'),
      show: (field) => (
        <div className={`${styles.sources} ${text.caption}`}>
          {field.sources.map((source) => (
            <span key={nameOfSource(source)}>{nameOfSource(source)}</span>
          ))}
          {field.sources.length > 1 && <Chip>{t(`mergeField.policy.${field.policy}`)}</Chip>}
          <Commands field={field} merge={merge} isStale={isStale} onChange={onChange} onEdit={onEdit} />
        </div>
      ),
    },
    {
      key: 'kept',
      title: t('unify.kept'),
      show: ({ name }) => <Kept name={name} merge={merge} onChange={onChange} />,
    },
    {
      key: 'rename',
      title: t('unify.shownAs'),
      show: ({ name }) => (
        <Input
          className={styles.name}
          aria-label={`${t('unify.shownAs')}: ${name}`}
          placeholder={name}
          value={merge.rename?.[name] ?? ''}
          onChange={(_event, { value }) => {
            const { [name]: _old, ...rest } = merge.rename ?? {};
            onChange({ ...merge, rename: value === '' ? rest : { ...rest, [name]: value } });
          }}
        />
      ),
    },
  ];
}

/** What can be done about what makes a field. */
function Commands({ field, merge, isStale, onChange, onEdit }: MergeColumns & { field: ProfileField }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { group } = field;
  const shared = { of: field, isDisabled: isStale };
  return (
    <div className={styles.buttons}>
      <Command {...shared} label={t('app.edit')} onClick={() => onEdit(field)} />
      {group === undefined && field.sources.length > 1 && (
        <Command {...shared} label={t('mergeField.separate')} onClick={() => onChange(separate(merge, field))} />
      )}
      {group !== undefined && (
        <Command {...shared} label={t('mergeField.ungroup')} onClick={() => onChange(ungroup(merge, group))} />
      )}
      {field.isWritten && group === undefined && (
        <Command
          {...shared}
          label={t('mergeField.automatic')}
          onClick={() => onChange(withoutField(merge, field.name))}
        />
      )}
    </div>
  );
}

function Kept({ name, merge, onChange }: { name: string } & Pick<MergeColumns, 'merge' | 'onChange'>) {
  const { t } = useTranslation();
  const excluded = merge.exclude ?? [];
  return (
    <Checkbox
      aria-label={`${t('unify.kept')}: ${name}`}
      checked={!excluded.includes(name)}
      onChange={(_event, { checked }) =>
        onChange({
          ...merge,
          exclude: checked === true ? excluded.filter((each) => each !== name) : [...excluded, name],
        })
      }
    />
  );
}

function Command(props: { label: string; of: ProfileField; isDisabled: boolean; onClick: () => void }) {
  return (
    <Button
      size="small"
      aria-label={`${props.label}: ${props.of.name}`}
      disabledFocusable={props.isDisabled}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}
