import { Button } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeliveryDetail, DeliveryView } from '../../../../src/app/view/delivery.ts';
import { getJson, postJson } from '../../api/client.ts';
import { triggersQuery } from '../../api/queries/triggers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTell } from '../../i18n/server-words.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { TextButton } from '../../parts/text-button.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { deliveriesQuery } from './export-queries.ts';

const STATUSES = ['pending', 'leased', 'delivered', 'dead', 'cancelled', 'dropped'] as const;

/** What went out: filtered by the server, each with its attempts, sent again on demand. */
export function DeliveryLog() {
  const { t } = useTranslation();
  const [{ status, targetKind, delivery }, change] = useAddress('status', 'targetKind', 'delivery');
  const sorting = useSorting('createdAt');
  const mayReplay = useCan('contributor');
  return (
    <>
      {delivery !== '' && <Detail deliveryId={delivery} />}
      <PagedView
        name="deliveries"
        label={t('exports.deliveries')}
        query={deliveriesQuery({ status, targetKind, sort: sorting.sort })}
        sorting={sorting}
        columns={useColumns((id) => change({ delivery: id }))}
        keyOf={({ deliveryId }) => deliveryId}
        bulk={mayReplay ? (chosen, onEnd) => <Replay deliveries={chosen} onEnd={onEnd} /> : undefined}
        filters={
          <>
            <Choice
              label={t('refresh.state')}
              value={status}
              none={t('list.all')}
              options={STATUSES.map((value) => ({ value, label: t(`delivery.${value}`) }))}
              onChange={(value) => change({ status: value })}
            />
            <Choice
              label={t('delivery.target')}
              value={targetKind}
              none={t('delivery.everyTarget')}
              options={[
                { value: 'flow', label: t('nav.flows') },
                { value: 'webhook', label: 'Webhook' },
              ]}
              onChange={(value) => change({ targetKind: value })}
            />
          </>
        }
        empty={
          <Empty
            icon={SendRegular}
            title={t('delivery.none')}
            text={t('delivery.noneText')}
            action={
              <NextStep>
                <WayTo page="/triggers" label={t('nav.triggers')} />
              </NextStep>
            }
          />
        }
      />
    </>
  );
}

function Replay({ deliveries, onEnd }: { deliveries: readonly DeliveryView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulk<DeliveryView>(onEnd);
  return (
    <Button
      disabledFocusable={bulk.isPending}
      onClick={() =>
        bulk.mutate({
          items: deliveries,
          work: ({ deliveryId }) => postJson(`/api/deliveries/${encodeURIComponent(deliveryId)}/replay`),
          text: t('delivery.replayed'),
        })
      }
    >
      {t('delivery.replay')}
    </Button>
  );
}

function useColumns(onOpen: (deliveryId: string) => void): readonly ListColumn<DeliveryView>[] {
  const { t } = useTranslation();
  const tell = useTell();
  const format = useFormat();
  const now = useNow();
  const text = useText();
  const watchers = useQuery(triggersQuery).data?.items ?? [];
  const kindOf = ({ target }: DeliveryView) => t(`delivery.to.${target.kind as 'flow'}`, { defaultValue: target.kind });
  const nameOf = ({ target, watcherId }: DeliveryView) =>
    watchers.find((each) => each.watcherId === watcherId)?.displayName ?? target.key;
  const triggerOf = ({ trigger }: DeliveryView) => t(`trigger.${trigger}`);
  const statusOf = ({ status }: DeliveryView) => t(`delivery.${status}`);
  const toneOf = ({ status }: DeliveryView) =>
    status === 'delivered' ? ('good' as const) : status === 'dead' ? ('bad' as const) : undefined;
  return [
    {
      key: 'createdAt',
      title: t('refresh.startedAt'),
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt, deliveryId }) => (
        <TextButton onClick={() => onOpen(deliveryId)}>{format.moment(createdAt, now)}</TextButton>
      ),
    },
    { key: 'trigger', title: t('kind.trigger'), value: triggerOf, show: triggerOf },
    {
      key: 'target',
      title: t('delivery.target'),
      value: (each) => `${kindOf(each)} ${nameOf(each)}`,
      show: (each) => (
        <>
          <Anchor to="/triggers/$id" params={{ id: each.watcherId }}>
            {nameOf(each)}
          </Anchor>{' '}
          <span className={text.quiet}>{kindOf(each)}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('refresh.state'),
      value: statusOf,
      show: (each) => {
        const tone = toneOf(each);
        return <Chip {...(tone && { tone })}>{statusOf(each)}</Chip>;
      },
    },
    {
      key: 'attempts',
      title: t('source.attempts'),
      value: ({ attempts }) => attempts,
      show: ({ attempts }) => format.number(attempts),
      isNumber: true,
    },
    {
      key: 'error',
      title: t('delivery.lastError'),
      value: ({ lastError }) => lastError,
      show: ({ lastError }) => (lastError ? tell(lastError) : '–'),
    },
  ];
}

function Detail({ deliveryId }: { deliveryId: string }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const path = `/api/deliveries/${encodeURIComponent(deliveryId)}`;
  const { data } = useQuery({
    queryKey: ['deliveries', 'one', deliveryId],
    queryFn: ({ signal }) => getJson<DeliveryDetail>(path, signal),
  });
  const replay = useMutation({
    mutationFn: () => postJson(`${path}/replay`),
    onSuccess: async () => {
      showToast({ text: t('delivery.replayed') });
      await client.invalidateQueries({ queryKey: ['deliveries'] });
    },
    onError: (error) => showToast({ text: textOf(error).message, tone: 'bad' }),
  });
  return (
    <Panel
      title={t('delivery.one')}
      aside={
        <Can who="contributor">
          <Button size="small" disabledFocusable={replay.isPending} onClick={() => replay.mutate()}>
            {t('delivery.replay')}
          </Button>
        </Can>
      }
    >
      {data && (
        <>
          <JsonView label={t('delivery.payload')} value={data.payload} />
          <JsonView label={t('source.attempts')} value={data.attempts} />
        </>
      )}
    </Panel>
  );
}
