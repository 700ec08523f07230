import { queryOptions } from '@tanstack/react-query';
import type { DeliveryView } from '../../../../src/app/view/delivery.ts';
import type { SubscriptionView } from '../../../../src/app/view/subscription.ts';
import { givenOf, pagedQuery, readAllPages } from '../../api/queries/paged.ts';

/** Receivers outside, usually newest first; all states when none is given. */
export function subscriptionsQuery(filter: { readonly state: string; readonly sort: string }) {
  return pagedQuery<SubscriptionView>(['deliveries', 'subscriptions', filter], '/api/subscriptions', givenOf(filter));
}

/** Every receiver outside that is told at present. */
export const activeSubscriptionsQuery = queryOptions({
  queryKey: ['deliveries', 'subscriptions', 'allActive'],
  queryFn: () => readAllPages(subscriptionsQuery({ state: 'active', sort: '' })),
});

/** Deliveries that fit. */
export function deliveriesQuery(filter: {
  readonly status: string;
  readonly targetKind: string;
  readonly sort: string;
}) {
  return pagedQuery<DeliveryView>(['deliveries', 'list', filter], '/api/deliveries', givenOf(filter));
}
