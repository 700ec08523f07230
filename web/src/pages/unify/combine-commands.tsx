import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { combine, group, type Merge, MOST_GROUPED, type ProfileField, sharedEntities } from './merge-draft.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_]{2,63}$/;

/** What can be done with several fields of the profile: one field of all, taken together, left out. */
export function CombineCommands(props: {
  fields: readonly ProfileField[];
  merge: Merge;
  isStale: boolean;
  onChange: (merge: Merge) => void;
}) {
  const { t } = useTranslation();
  const { fields, merge, onChange } = props;
  const [asked, setAsked] = useState<'combine' | 'group'>();
  const isFree = !props.isStale && fields.every((field) => field.group === undefined);
  const names = fields.map(({ name }) => name);
  return (
    <>
      <Button disabledFocusable={!isFree || fields.length < 2} onClick={() => setAsked('combine')}>
        {t('mergeField.combine')}
      </Button>
      <Button
        disabledFocusable={
          !isFree || fields.length < 2 || fields.length > MOST_GROUPED || sharedEntities(fields).length === 0
        }
        onClick={() => setAsked('group')}
      >
        {t('mergeField.group')}
      </Button>
      <Button onClick={() => onChange({ ...merge, exclude: [...new Set([...(merge.exclude ?? []), ...names])] })}>
        {t('mergeField.exclude')}
      </Button>
      {asked && (
        <NameDialog
          title={t(`mergeField.${asked}`)}
          lead={t(`mergeField.${asked}Lead`)}
          initial={asked === 'combine' ? (names[0] ?? '') : ''}
          onClose={() => setAsked(undefined)}
          onName={(name) => onChange((asked === 'combine' ? combine : group)(merge, fields, name))}
        />
      )}
    </>
  );
}

function NameDialog(props: {
  title: string;
  lead: string;
  initial: string;
  onClose: () => void;
  onName: (name: string) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(props.initial);
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={!NAME.test(name)}
            onClick={() => {
              props.onClose();
              props.onName(name);
            }}
          >
            {t('app.apply')}
          </Button>
        </>
      }
    >
      <p>{props.lead}</p>
      <TextField label={t('app.name')} isRequired value={name} onChange={setName} />
    </Dialog>
  );
}
