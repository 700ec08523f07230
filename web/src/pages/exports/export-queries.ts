import type { DeliveryView } from '../../../../src/app/view/delivery.ts';
import type { SubscriptionView } from '../../../../src/app/view/subscription.ts';
import { pagedQuery } from '../../api/queries.ts';

/** Receivers outside, newest first; all states when none is given. */
export function subscriptionsQuery(state: string) {
  return pagedQuery<SubscriptionView>(
    ['deliveries', 'subscriptions', state],
    '/api/subscriptions',
    state === '' ? [] : [['state', state]],
  );
}

/** Deliveries that fit, newest first. */
export function deliveriesQuery(filter: { readonly status: string; readonly targetKind: string }) {
  const given = Object.entries(filter).filter(([, value]) => value !== '') as [string, string][];
  return pagedQuery<DeliveryView>(['deliveries', 'list', filter], '/api/deliveries', given);
}
