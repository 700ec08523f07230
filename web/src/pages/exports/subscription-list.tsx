import { Button } from '@fluentui/react-components';
import { AddRegular, SendRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionView } from '../../../../src/app/view/subscription.ts';
import { deleteJson, postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { Chip } from '../../parts/chip.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { subscriptionsQuery } from './export-queries.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

const STATES = ['active', 'paused', 'ended'] as const;

/** Receivers outside that are told when a trigger fires. */
export function SubscriptionList() {
  const { t } = useTranslation();
  const [{ state }, change] = useAddress('state');
  const [isAdding, setIsAdding] = useState(false);
  const sorting = useSorting('createdAt', 'displayName', 'host', 'trigger', 'state');
  const mayChange = useCan('contributor');
  return (
    <>
      <PagedView
        name="subscriptions"
        label={t('exports.subscriptions')}
        query={subscriptionsQuery({ state, sort: sorting.sort })}
        sorting={sorting}
        columns={useColumns()}
        keyOf={({ subscriptionId }) => subscriptionId}
        bulk={mayChange ? (chosen, onEnd) => <BulkCommands chosen={chosen} onEnd={onEnd} /> : undefined}
        commands={
          mayChange && (
            <Button icon={<AddRegular />} onClick={() => setIsAdding(true)}>
              {t('exports.newWebhook')}
            </Button>
          )
        }
        filters={
          <Choice
            label={t('refresh.state')}
            value={state}
            none={t('list.all')}
            options={STATES.map((value) => ({ value, label: t(`subscription.${value}`) }))}
            onChange={(value) => change({ state: value })}
          />
        }
        empty={
          <Empty
            icon={SendRegular}
            title={t('subscription.none')}
            text={t('subscription.noneText')}
            action={
              <NextStep>
                <WayTo page="/admin/exports/power-automate?door=tenant" label={t('powerAutomate.connect')} />
              </NextStep>
            }
          />
        }
      />
      {isAdding && <WebhookDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

/** Subscriptions with receiver, trigger, state and counts. */
export function SubscriptionTable({ items }: { items: readonly SubscriptionView[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('exports.subscriptions')}
      rows={items}
      keyOf={({ subscriptionId }) => subscriptionId}
      columns={useColumns()}
    />
  );
}

function useColumns(): readonly ListColumn<SubscriptionView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const triggerOf = ({ trigger }: SubscriptionView) => t(`trigger.${trigger}`);
  const countColumn = (key: 'delivered' | 'dead'): ListColumn<SubscriptionView> => ({
    key,
    title: t(`subscription.${key}`),
    value: ({ counts }) => counts[key],
    show: ({ counts }) => format.number(counts[key]),
    isNumber: true,
  });
  return [
    {
      key: 'displayName',
      title: t('app.name'),
      value: ({ displayName }) => displayName,
      show: ({ subscriptionId, displayName }) => (
        <Anchor to="/triggers/$id" params={{ id: subscriptionId }}>
          {displayName}
        </Anchor>
      ),
    },
    { key: 'host', title: t('subscription.receiver'), value: ({ host }) => host, show: ({ host }) => host },
    { key: 'trigger', title: t('kind.trigger'), value: triggerOf, show: triggerOf },
    {
      key: 'state',
      title: t('refresh.state'),
      value: ({ state }) => t(`subscription.${state}`),
      show: ({ state }) => (
        <Chip {...(state === 'active' && { tone: 'good' as const })}>{t(`subscription.${state}`)}</Chip>
      ),
    },
    countColumn('delivered'),
    countColumn('dead'),
    {
      key: 'createdAt',
      title: t('subscription.since'),
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => format.moment(createdAt, now),
    },
    { key: 'commands', title: t('subscription.commands'), show: (one) => <Commands subscription={one} /> },
  ];
}

const pathOf = ({ subscriptionId }: SubscriptionView) => `/api/subscriptions/${encodeURIComponent(subscriptionId)}`;
const pause = (subscription: SubscriptionView) => postJson(`${pathOf(subscription)}/pause`);
const resume = (subscription: SubscriptionView) => postJson(`${pathOf(subscription)}/resume`, { missed: 'all' });
const end = (subscription: SubscriptionView) => deleteJson(pathOf(subscription));

function BulkCommands({ chosen, onEnd }: { chosen: readonly SubscriptionView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulk<SubscriptionView>(onEnd);
  const active = chosen.filter(({ state }) => state === 'active');
  const paused = chosen.filter(({ state }) => state === 'paused');
  const open = [...active, ...paused];
  const run = (items: readonly SubscriptionView[], work: (item: SubscriptionView) => Promise<unknown>) =>
    bulk.mutate({ items, work, text: t('bulk.changed', { count: items.length }) });
  return (
    <>
      <Button disabledFocusable={active.length === 0 || bulk.isPending} onClick={() => run(active, pause)}>
        {t('subscription.pause')}
      </Button>
      <Button disabledFocusable={paused.length === 0 || bulk.isPending} onClick={() => run(paused, resume)}>
        {t('subscription.resume')}
      </Button>
      <ConfirmButton
        label={t('subscription.end')}
        question={t('subscription.endQuestion', { count: open.length })}
        isDisabled={open.length === 0 || bulk.isPending}
        onConfirm={() => run(open, end)}
      />
    </>
  );
}

function Commands({ subscription }: { subscription: SubscriptionView }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
    onError: (error) => showToast({ text: textOf(error).message, tone: 'bad' }),
  });
  if (subscription.state === 'ended') return null;
  return (
    <Can who="contributor">
      {subscription.state === 'active' ? (
        <Button size="small" onClick={() => run.mutate(() => pause(subscription))}>
          {t('subscription.pause')}
        </Button>
      ) : (
        <Button size="small" onClick={() => run.mutate(() => resume(subscription))}>
          {t('subscription.resume')}
        </Button>
      )}{' '}
      <ConfirmButton
        size="small"
        label={t('subscription.end')}
        question={t('subscription.endQuestion', { count: 1 })}
        onConfirm={() => run.mutate(() => end(subscription))}
      />
    </Can>
  );
}
