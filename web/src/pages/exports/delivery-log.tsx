import { Button } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeliveryDetail, DeliveryView } from '../../../../src/app/view/delivery.ts';
import { getJson, postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { deliveriesQuery } from './export-queries.ts';

const STATUSES = ['pending', 'leased', 'delivered', 'dead', 'cancelled', 'dropped'] as const;

/** What went out: filtered by the server, each with its attempts, sent again on demand. */
export function DeliveryLog() {
  const { t } = useTranslation();
  const [{ status, targetKind, delivery }, change] = useAddress('status', 'targetKind', 'delivery');
  const query = useInfiniteQuery(deliveriesQuery({ status, targetKind }));
  const shown = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Toolbar end={<ExportButtons name="deliveries" rows={() => shown.map((each) => ({ ...each }))} />}>
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
      </Toolbar>
      {delivery !== '' && <Detail deliveryId={delivery} />}
      <PagedList
        query={query}
        empty={<Empty icon={SendRegular} title={t('delivery.none')} text={t('delivery.noneText')} />}
      >
        {(items) => <DeliveryTable items={items} onOpen={(id) => change({ delivery: id })} />}
      </PagedList>
    </>
  );
}

function DeliveryTable(props: { items: readonly DeliveryView[]; onOpen: (deliveryId: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const toneOf = ({ status }: DeliveryView) =>
    status === 'delivered' ? ('good' as const) : status === 'dead' ? ('bad' as const) : undefined;
  return (
    <DataTable
      label={t('exports.deliveries')}
      rows={props.items}
      keyOf={({ deliveryId }) => deliveryId}
      columns={[
        {
          key: 'when',
          title: t('refresh.startedAt'),
          show: ({ createdAt, deliveryId }) => (
            <Button size="small" appearance="transparent" onClick={() => props.onOpen(deliveryId)}>
              {format.moment(createdAt, now)}
            </Button>
          ),
        },
        { key: 'trigger', title: t('kind.trigger'), show: ({ trigger }) => t(`trigger.${trigger}`) },
        {
          key: 'target',
          title: t('delivery.target'),
          show: ({ target, watcherId }) => (
            <Anchor to="/triggers/$id" params={{ id: watcherId }}>
              {target.kind} {target.key}
            </Anchor>
          ),
        },
        {
          key: 'state',
          title: t('refresh.state'),
          show: (each) => {
            const tone = toneOf(each);
            return <Chip {...(tone && { tone })}>{t(`delivery.${each.status}`)}</Chip>;
          },
        },
        {
          key: 'attempts',
          title: t('source.attempts'),
          show: ({ attempts }) => format.number(attempts),
          isNumber: true,
        },
        { key: 'error', title: t('delivery.lastError'), show: ({ lastError }) => lastError ?? '–' },
      ]}
    />
  );
}

function Detail({ deliveryId }: { deliveryId: string }) {
  const { t } = useTranslation();
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
    onError: (error) => showToast({ text: error.message, isBad: true }),
  });
  return (
    <Panel
      title={t('delivery.one')}
      aside={
        <Can who="administrator">
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
