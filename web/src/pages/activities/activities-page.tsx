import { Button } from '@fluentui/react-components';
import { AddRegular, HistoryRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../../src/model/activity.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { countQuery, entitiesQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { TextButton } from '../../parts/text-button.tsx';
import { Can } from '../../session/can.tsx';
import { ActivityDialog } from './activity-dialog.tsx';

/** What customers do: entities whose rows make up the timelines. */
export function ActivitiesPage() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Activity | 'new'>();
  return (
    <Loaded query={useQuery(definitionsQuery('activity'))}>
      {({ items }) => (
        <>
          <PageHead
            title={t('nav.activities')}
            lead={t('activity.lead')}
            actions={
              <Can who="contributor">
                <Button appearance="primary" icon={<AddRegular />} onClick={() => setEdited('new')}>
                  {t('activity.new')}
                </Button>
              </Can>
            }
          />
          <ActivityList activities={items.map(({ definition }) => definition as Activity)} onEdit={setEdited} />
          {edited && (
            <ActivityDialog activity={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
          )}
        </>
      )}
    </Loaded>
  );
}

function ActivityList(props: { activities: readonly Activity[]; onEdit: (activity: Activity) => void }) {
  const { t } = useTranslation();
  return (
    <ListView
      name="activities"
      label={t('nav.activities')}
      rows={props.activities}
      keyOf={({ name }) => name}
      empty={
        <Empty icon={HistoryRegular} title={t('activity.empty')} text={t('activity.emptyText')} action={<NextStep />} />
      }
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          value: ({ name, displayName = name }) => displayName,
          show: (activity) => (
            <TextButton onClick={() => props.onEdit(activity)}>{activity.displayName ?? activity.name}</TextButton>
          ),
        },
        {
          key: 'type',
          title: t('activity.type'),
          value: ({ type = 'Other' }) => type,
          show: ({ type = 'Other' }) => type,
        },
        {
          key: 'entity',
          title: t('activity.entity'),
          value: ({ entity }) => entity,
          show: ({ entity }) => (
            <Anchor to="/data/entities/$name" params={{ name: entity }}>
              {entity}
            </Anchor>
          ),
        },
        {
          key: 'count',
          title: t('activity.count'),
          isNumber: true,
          canSort: false,
          show: ({ name }) => <ActivityCount name={name} />,
        },
        {
          key: 'shown',
          title: t('activity.inTimeline'),
          value: ({ showInTimeline = true }) => t(showInTimeline ? 'activity.shown' : 'activity.hidden'),
          show: ({ showInTimeline = true }) => t(showInTimeline ? 'activity.shown' : 'activity.hidden'),
        },
      ]}
    />
  );
}

/** How many of them there are in the published data. */
function ActivityCount({ name }: { name: string }) {
  const format = useFormat();
  const isGathered = useQuery(entitiesQuery).data?.items.some((entity) => entity.name === 'UnifiedActivity') ?? false;
  const filter = JSON.stringify({ operator: 'startsWith', attribute: 'ActivityId', value: `${name}|` });
  const { data } = useQuery({ ...countQuery('UnifiedActivity', { filter }), enabled: isGathered });
  return data ? format.number(data.count) : '–';
}
