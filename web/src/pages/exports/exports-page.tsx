import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useIsGuest } from '../../session/use-session.ts';
import { ConnectionList } from './connection-list.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { DestinationTiles } from './destination-tiles.tsx';
import { SubscriptionList } from './subscription-list.tsx';

/** Services that events go to: what can be set up, what is connected, what was delivered. */
export function ExportsPage() {
  const { t } = useTranslation();
  const [{ tab }] = useAddress('tab');
  const tabs = [
    { value: 'discover', label: t('exports.discover') },
    { value: 'connections', label: t('exports.connections') },
    { value: 'subscriptions', label: t('exports.subscriptions') },
    { value: 'deliveries', label: t('exports.deliveries') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  const isGuest = useIsGuest();
  return (
    <Page>
      <PageHead title={t('nav.exports')} lead={t('exports.lead')} />
      {!isGuest && <Tabs label={t('nav.exports')} tabs={tabs} value={chosen} />}
      {chosen === 'discover' && <DestinationTiles />}
      {chosen === 'connections' && <ConnectionList />}
      {chosen === 'subscriptions' && <SubscriptionList />}
      {chosen === 'deliveries' && <DeliveryLog />}
    </Page>
  );
}
