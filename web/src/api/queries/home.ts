import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { MessageView } from '../../../../src/app/view/message.ts';
import type { Page } from '../../../../src/app/view/page.ts';
import { getJson } from '../client.ts';

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
