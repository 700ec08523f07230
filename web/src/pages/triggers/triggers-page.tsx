import { DataTrendingRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WatcherView } from '../../../../src/app/view/watcher.ts';
import { triggersQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';

/** Everything that waits for a trigger, with its state. */
export function TriggersPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(triggersQuery)}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.triggers')} lead={t('watcher.lead')} />
          {items.length === 0 ? (
            <Empty icon={DataTrendingRegular} title={t('watcher.empty')} text={t('watcher.emptyText')} />
          ) : (
            <WatcherTable watchers={items} />
          )}
        </>
      )}
    </Loaded>
  );
}

function WatcherTable({ watchers }: { watchers: readonly WatcherView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  return (
    <DataTable
      label={t('nav.triggers')}
      rows={watchers}
      keyOf={({ watcherId }) => watcherId}
      columns={[
        {
          key: 'name',
          title: t('entity.name'),
          show: ({ watcherId, displayName }) => (
            <Anchor to="/triggers/$id" params={{ id: watcherId }}>
              {displayName}
            </Anchor>
          ),
        },
        { key: 'trigger', title: t('kind.trigger'), show: ({ trigger }) => t(`trigger.${trigger}`) },
        {
          key: 'owner',
          title: t('watcher.owner'),
          show: ({ owner }) => `${t(`watcher.owner.${owner.kind}`)} ${owner.name}`,
        },
        {
          key: 'state',
          title: t('refresh.state'),
          show: ({ isEnabled, state, threshold }) => {
            if (!isEnabled) return t('watcher.off');
            return threshold === undefined ? t('watcher.on') : t(`watcher.state.${state}`);
          },
        },
        { key: 'value', title: t('threshold.value'), show: ({ value }) => number(value), isNumber: true },
        { key: 'threshold', title: t('threshold.title'), show: ({ threshold }) => number(threshold), isNumber: true },
        {
          key: 'fired',
          title: t('watcher.lastFired'),
          show: ({ lastFiredAt }) => (lastFiredAt ? format.moment(lastFiredAt, now) : '–'),
          isNumber: true,
        },
      ]}
    />
  );
}
