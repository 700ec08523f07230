import { HistoryRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EventView } from '../../../../src/app/view/watcher.ts';
import { givenOf, pagedQuery } from '../../api/queries/paged.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';

const EVENT_TYPES = [
  'DataSourceRefreshFailed',
  'DataSourceRefreshSucceeded',
  'SegmentEvaluated',
  'MeasureEvaluated',
  'FullRefreshCompleted',
  'UnificationRefreshCompleted',
] as const;

function eventsQuery(filter: { readonly type: string; readonly sort: string }) {
  return pagedQuery<EventView>(['triggers', 'events', filter], '/api/events/history', givenOf(filter));
}

/** Everything that past refreshes told. */
export function EventHistory() {
  const { t } = useTranslation();
  const [{ type }, change] = useAddress('type');
  const sorting = useSorting('eventTime');
  return (
    <PagedView
      name="events"
      label={t('trigger.events')}
      query={eventsQuery({ type, sort: sorting.sort })}
      sorting={sorting}
      columns={useEventColumns()}
      keyOf={({ eventId }) => eventId}
      filters={
        <Choice
          label={t('trigger.eventType')}
          value={type}
          none={t('list.all')}
          options={EVENT_TYPES.map((value) => ({ value, label: t(`event.${value}`) }))}
          onChange={(value) => change({ type: value })}
        />
      }
      empty={
        <Empty
          icon={HistoryRegular}
          title={t('trigger.noEvents')}
          text={t('refresh.noneText')}
          action={<FirstRefresh />}
        />
      }
    />
  );
}

/** Events with when, what, about what, and the whole event. */
export function EventTable({ events }: { events: readonly EventView[] }) {
  const { t } = useTranslation();
  return (
    <DataTable label={t('trigger.events')} rows={events} keyOf={({ eventId }) => eventId} columns={useEventColumns()} />
  );
}

function useEventColumns(): readonly ListColumn<EventView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const typeOf = ({ type }: EventView) => t(`event.${type as 'SegmentEvaluated'}`);
  const aboutOf = ({ event }: EventView) => subjectOf(event);
  return [
    {
      key: 'eventTime',
      title: t('audit.when'),
      value: ({ eventTime }) => eventTime,
      show: ({ eventTime, refreshId }) => (
        <Anchor to="/data/refreshes/$id" params={{ id: refreshId }}>
          {format.moment(eventTime, now)}
        </Anchor>
      ),
    },
    { key: 'type', title: t('trigger.eventType'), value: typeOf, show: typeOf },
    { key: 'subject', title: t('trigger.subject'), value: aboutOf, show: aboutOf },
    {
      key: 'event',
      title: t('refresh.details'),
      value: ({ event }) => JSON.stringify(event),
      show: ({ event, eventId }) => (
        <details>
          <summary>{t('refresh.details')}</summary>
          <JsonView label={eventId} value={event} />
        </details>
      ),
    },
  ];
}

function subjectOf(event: unknown): string {
  const { displayName, segment, measure, dataSource } = (event ?? {}) as Readonly<Record<string, unknown>>;
  return String(displayName ?? segment ?? measure ?? dataSource ?? '–');
}
