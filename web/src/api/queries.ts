import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { HomeView } from '../../../src/app/view/home.ts';
import type { MessageView } from '../../../src/app/view/message.ts';
import type { Page } from '../../../src/app/view/page.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { getJson } from './client.ts';

/** Everything the first page shows. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => getJson<HomeView>('/api/home', signal),
  placeholderData: keepPreviousData,
});

/** What the receivers built into the demo took in. */
export const messagesQuery = queryOptions({
  queryKey: ['messages'],
  queryFn: ({ signal }) => getJson<Page<MessageView>>('/api/messages?limit=20', signal),
});

/** All definitions of a kind, current versions. */
export function definitionsQuery(kind: DefinitionKind) {
  return queryOptions({
    queryKey: ['definitions', kind],
    queryFn: ({ signal }) => getJson<{ items: readonly DefinitionRecord[] }>(`/api/definitions/${kind}`, signal),
  });
}
