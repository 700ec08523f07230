import { Button } from '@fluentui/react-components';
import { AddRegular, AlertRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WatcherView } from '../../../../src/app/view/watcher.ts';
import type { TriggerDefinition } from '../../../../src/model/trigger.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { triggersQuery } from '../../api/queries/triggers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { BulkChange, BulkDelete } from '../../parts/bulk/definition-commands.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { EventHistory } from './event-history.tsx';
import { TriggerCatalogue } from './trigger-catalogue.tsx';

/** What waits for a trigger with its state, the six triggers, and what has happened. */
export function TriggersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ tab }] = useAddress('tab');
  const tabs = [
    { value: 'watchers', label: t('watcher.tab') },
    { value: 'catalogue', label: t('trigger.catalogue') },
    { value: 'events', label: t('trigger.events') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <Loaded query={useQuery(triggersQuery)}>
      {({ items }) => (
        <>
          <PageHead
            title={t('nav.triggers')}
            lead={t('watcher.lead')}
            actions={
              <Can who="contributor">
                <Button
                  appearance="primary"
                  icon={<AddRegular />}
                  onClick={() => void navigate({ to: '/triggers/new' })}
                >
                  {t('trigger.new')}
                </Button>
              </Can>
            }
          />
          <Tabs label={t('nav.triggers')} tabs={tabs} value={chosen} />
          {chosen === 'watchers' && <WatcherList watchers={items} />}
          {chosen === 'catalogue' && <TriggerCatalogue />}
          {chosen === 'events' && <EventHistory />}
        </>
      )}
    </Loaded>
  );
}

function WatcherList({ watchers }: { watchers: readonly WatcherView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const stateOf = ({ state }: WatcherView) => {
    if (state === 'off') return t('watcher.off');
    return state === 'listening' ? t('watcher.on') : t(`watcher.state.${state}`);
  };
  const mayChange = useCan('contributor');
  const ownerOf = ({ owner }: WatcherView) =>
    [t(`watcher.owner.${owner.kind}`), owner.kind === 'subscription' && owner.name].filter(Boolean).join(' · ');
  return (
    <ListView
      name="triggers"
      label={t('nav.triggers')}
      rows={watchers}
      keyOf={({ watcherId }) => watcherId}
      bulk={mayChange ? (chosen, onEnd) => <TriggerCommands watchers={chosen} onEnd={onEnd} /> : undefined}
      empty={
        <Empty
          icon={AlertRegular}
          title={t('watcher.empty')}
          text={t('watcher.emptyText')}
          action={
            <NextStep>
              <WayTo page="/triggers/new" label={t('trigger.new')} />
            </NextStep>
          }
        />
      }
      columns={[
        {
          key: 'name',
          title: t('entity.name'),
          value: ({ displayName }) => displayName,
          show: ({ watcherId, displayName }) => (
            <Anchor to="/triggers/$id" params={{ id: watcherId }}>
              {displayName}
            </Anchor>
          ),
        },
        {
          key: 'trigger',
          title: t('kind.trigger'),
          value: ({ trigger }) => t(`trigger.${trigger}`),
          show: ({ trigger }) => t(`trigger.${trigger}`),
        },
        { key: 'owner', title: t('watcher.owner'), value: ownerOf, show: ownerOf },
        {
          key: 'state',
          title: t('refresh.state'),
          value: stateOf,
          show: (watcher) => (
            <Chip {...(watcher.state === 'above' && { tone: 'brand' as const })}>{stateOf(watcher)}</Chip>
          ),
        },
        {
          key: 'value',
          title: t('threshold.value'),
          value: ({ value }) => value,
          show: ({ value }) => number(value),
          isNumber: true,
        },
        {
          key: 'threshold',
          title: t('threshold.title'),
          value: ({ threshold }) => threshold,
          show: ({ threshold }) => number(threshold),
          isNumber: true,
        },
        {
          key: 'fired',
          title: t('watcher.lastFired'),
          value: ({ lastFiredAt }) => lastFiredAt,
          show: ({ lastFiredAt }) => (lastFiredAt ? format.moment(lastFiredAt, now) : '–'),
          isNumber: true,
        },
      ]}
    />
  );
}

/** Only triggers of their own are changed here; those of flows and subscriptions are changed where they belong. */
function TriggerCommands({ watchers, onEnd }: { watchers: readonly WatcherView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const names = watchers.flatMap(({ owner }) => (owner.kind === 'definition' ? [owner.name] : []));
  const records = useQuery(definitionsQuery('trigger')).data?.items ?? [];
  const items = records
    .filter(({ name }) => names.includes(name))
    .map(({ name, definition }) => ({
      kind: 'trigger' as const,
      name,
      displayName: watchers.find(({ owner }) => owner.name === name)?.displayName ?? name,
      definition,
    }));
  const switched = (isEnabled: boolean) => ({
    items: items.filter(({ definition }) => ((definition as TriggerDefinition).isEnabled ?? true) !== isEnabled),
    change: (trigger: object) => ({ ...trigger, isEnabled }),
  });
  const [on, off] = [switched(true), switched(false)];
  return (
    <>
      <BulkChange {...on} label={t('flow.turnOn')} text={t('bulk.changed', { count: on.items.length })} onEnd={onEnd} />
      <BulkChange
        {...off}
        label={t('flow.turnOff')}
        text={t('bulk.changed', { count: off.items.length })}
        onEnd={onEnd}
      />
      <BulkDelete items={items} onEnd={onEnd} />
    </>
  );
}
