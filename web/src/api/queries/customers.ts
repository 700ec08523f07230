import { queryOptions } from '@tanstack/react-query';
import type {
  ContactView,
  CustomerView,
  MergeChange,
  TimelineEntry,
  TimelineFilter,
} from '../../../../src/app/view/customer.ts';
import { getJson } from '../client.ts';
import { pagedQuery } from './paged.ts';

/** One customer with sources, matches, measures and segments. */
export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: ['entities', 'Customer', 'one', customerId],
    queryFn: ({ signal }) => getJson<CustomerView>(`/api/customers/${encodeURIComponent(customerId)}`, signal),
  });
}

/** When records came to a customer and left it. */
export function mergeHistoryQuery(customerId: string) {
  const path = `/api/customers/${encodeURIComponent(customerId)}/history`;
  return queryOptions({
    queryKey: ['entities', 'Customer', 'history', customerId],
    queryFn: ({ signal }) => getJson<{ items: readonly MergeChange[] }>(path, signal),
  });
}

/** A contact at a business account. */
export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ['entities', 'UnifiedContact', 'one', contactId],
    queryFn: ({ signal }) => getJson<ContactView>(`/api/contacts/${encodeURIComponent(contactId)}`, signal),
  });
}

/** What a customer did, newest first; only what fits the filter, of which empty parts mean all. */
export function timelineQuery(customerId: string, filter: { readonly [Part in keyof TimelineFilter]: string }) {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  const path = `/api/customers/${encodeURIComponent(customerId)}/timeline`;
  return pagedQuery<TimelineEntry>(['entities', 'Customer', 'timeline', customerId, filter], path, given);
}
