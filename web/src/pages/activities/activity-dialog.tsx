import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../../src/model/activity.ts';
import { DefinitionDialog } from '../../parts/definition-dialog.tsx';
import { ActivityFields } from './activity-fields.tsx';

const EMPTY: Activity = { name: '', entity: '', primaryKey: '', timestamp: '' };

/** Makes or changes an activity. */
export function ActivityDialog({ activity, onClose }: { activity: Activity | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(activity ?? EMPTY);
  return (
    <DefinitionDialog
      kind="activity"
      kept={activity}
      draft={draft}
      onChange={setDraft}
      isWhole={[draft.name, draft.entity, draft.primaryKey, draft.timestamp].every(Boolean)}
      newTitle={t('activity.new')}
      to="/data/activities"
      onClose={onClose}
    >
      <ActivityFields draft={draft} onChange={setDraft} />
    </DefinitionDialog>
  );
}
