import { Button } from '@fluentui/react-components';
import { AddRegular, SendRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionView } from '../../../../src/app/view/subscription.ts';
import { deleteJson, postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { subscriptionsQuery } from './export-queries.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

const STATES = ['active', 'paused', 'ended'] as const;

/** Receivers outside that are told when a trigger fires. */
export function SubscriptionList() {
  const { t } = useTranslation();
  const [{ state }, change] = useAddress('state');
  const [isAdding, setIsAdding] = useState(false);
  const query = useInfiniteQuery(subscriptionsQuery(state));
  return (
    <>
      <Toolbar
        end={
          <Can who="administrator">
            <Button icon={<AddRegular />} onClick={() => setIsAdding(true)}>
              {t('exports.newWebhook')}
            </Button>
          </Can>
        }
      >
        <Choice
          label={t('refresh.state')}
          value={state}
          none={t('list.all')}
          options={STATES.map((value) => ({ value, label: t(`subscription.${value}`) }))}
          onChange={(value) => change({ state: value })}
        />
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={SendRegular} title={t('subscription.none')} text={t('subscription.noneText')} />}
      >
        {(items) => <SubscriptionTable items={items} />}
      </PagedList>
      {isAdding && <WebhookDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

/** Subscriptions with receiver, trigger, state and counts. */
export function SubscriptionTable({ items }: { items: readonly SubscriptionView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <DataTable
      label={t('exports.subscriptions')}
      rows={items}
      keyOf={({ subscriptionId }) => subscriptionId}
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          show: ({ subscriptionId, displayName }) => (
            <Anchor to="/triggers/$id" params={{ id: subscriptionId }}>
              {displayName}
            </Anchor>
          ),
        },
        { key: 'host', title: t('subscription.receiver'), show: ({ host }) => host },
        { key: 'trigger', title: t('kind.trigger'), show: ({ trigger }) => t(`trigger.${trigger}`) },
        {
          key: 'state',
          title: t('refresh.state'),
          show: ({ state }) => (
            <Chip {...(state === 'active' && { tone: 'good' as const })}>{t(`subscription.${state}`)}</Chip>
          ),
        },
        {
          key: 'delivered',
          title: t('subscription.delivered'),
          show: ({ counts }) => format.number(counts.delivered),
          isNumber: true,
        },
        {
          key: 'dead',
          title: t('subscription.dead'),
          show: ({ counts }) => format.number(counts.dead),
          isNumber: true,
        },
        { key: 'created', title: t('subscription.since'), show: ({ createdAt }) => format.moment(createdAt, now) },
        { key: 'commands', title: t('subscription.commands'), show: (one) => <Commands subscription={one} /> },
      ]}
    />
  );
}

function Commands({ subscription }: { subscription: SubscriptionView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const path = `/api/subscriptions/${encodeURIComponent(subscription.subscriptionId)}`;
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
    onError: (error) => showToast({ text: error.message, isBad: true }),
  });
  if (subscription.state === 'ended') return null;
  return (
    <Can who="administrator">
      {subscription.state === 'active' ? (
        <Button size="small" onClick={() => run.mutate(() => postJson(`${path}/pause`))}>
          {t('subscription.pause')}
        </Button>
      ) : (
        <Button size="small" onClick={() => run.mutate(() => postJson(`${path}/resume`, { missed: 'all' }))}>
          {t('subscription.resume')}
        </Button>
      )}{' '}
      <Button size="small" onClick={() => run.mutate(() => deleteJson(path))}>
        {t('subscription.end')}
      </Button>
    </Can>
  );
}
