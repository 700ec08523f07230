import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../../src/model/activity.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { ActivityFields } from './activity-fields.tsx';

const EMPTY: Activity = { name: '', entity: '', primaryKey: '', timestamp: '' };

/** Makes or changes an activity. */
export function ActivityDialog(props: { activity: Activity | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.activity ?? EMPTY);
  const put = usePutDefinition();
  const isNew = props.activity === undefined;
  const displayName = draft.displayName ?? draft.name;
  const isWhole = [draft.name, draft.entity, draft.primaryKey, draft.timestamp].every(Boolean);
  const save = () =>
    put.mutate(
      { kind: 'activity', name: draft.name, definition: draft, ...(isNew && { version: 0 }) },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: displayName }) });
          props.onClose();
        },
      },
    );
  return (
    <Dialog
      isWide
      title={isNew ? t('activity.new') : displayName}
      onClose={props.onClose}
      actions={
        <>
          {!isNew && (
            <DeleteDefinition
              kind="activity"
              name={draft.name}
              displayName={displayName}
              definition={props.activity}
              to="/data/activities"
            />
          )}
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button appearance="primary" disabledFocusable={!isWhole || put.isPending} onClick={save}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      {put.error && <Problem error={put.error} />}
      <NameFields value={draft} onChange={(next) => setDraft(next as Activity)} isNew={isNew} />
      <ActivityFields draft={draft} onChange={setDraft} />
    </Dialog>
  );
}
