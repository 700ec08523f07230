import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ChangeView } from '../../../src/app/view/change.ts';

/** Shortest time between two readings of the same list, so that a burst of changes is one request. */
const CALM_MILLISECONDS = 250;

/** Pause before a stream that ended for good is opened anew. */
const RECONNECT_MILLISECONDS = 3000;

/** Queries that a change of a topic makes stale. */
const STALE_BY_TOPIC: Readonly<Record<ChangeView['topic'], readonly string[]>> = {
  refresh: ['home', 'refreshes', 'entities', 'trends', 'previews', 'triggers', 'deliveries', 'bell', 'weights'],
  task: ['home', 'refreshes'],
  firing: ['home', 'triggers', 'deliveries', 'bell'],
  run: ['home', 'runs', 'flows', 'bell'],
  message: ['messages'],
  subscription: ['subscriptions', 'deliveries', 'bell'],
  definition: ['home', 'definitions', 'flows', 'triggers'],
};

/** Follows the server's changes and reads anew what they concern. Gives whether the connection stands. */
export function useLiveChanges(): boolean {
  const client = useQueryClient();
  const [isLive, setIsLive] = useState(true);
  useEffect(() => followWhileVisible(client, setIsLive), [client]);
  return isLive;
}

/**
 * Follows only while the page can be seen: a browser keeps six connections to a server at most, and a page in the
 * background must not hold one. What changed meanwhile is read when the page is seen again.
 */
function followWhileVisible(client: QueryClient, setIsLive: (isLive: boolean) => void): () => void {
  let stop = follow(client, setIsLive);
  let isFollowing = true;
  const onVisibility = () => {
    if (document.hidden === !isFollowing) return;
    isFollowing = !document.hidden;
    if (!isFollowing) return stop();
    stop = follow(client, setIsLive);
    void client.invalidateQueries();
  };
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    stop();
  };
}

/** Follows until it is stopped; a stream that the browser gave up (an answer that was none, no network) is opened anew. */
function follow(client: QueryClient, setIsLive: (isLive: boolean) => void): () => void {
  const refetcher = createRefetcher(client);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  const open = () => {
    source?.close();
    source = new EventSource('/api/events');
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const { topic } = JSON.parse(event.data) as ChangeView;
      for (const key of STALE_BY_TOPIC[topic]) refetcher.request(key);
    });
    source.addEventListener('reset', () => void client.invalidateQueries());
    source.addEventListener('open', () => setIsLive(true));
    source.addEventListener('error', () => {
      setIsLive(false);
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RECONNECT_MILLISECONDS);
    });
  };
  const onOffline = () => setIsLive(false);
  const onOnline = () => {
    open();
    void client.invalidateQueries();
  };
  open();
  addEventListener('offline', onOffline);
  addEventListener('online', onOnline);
  return () => {
    removeEventListener('offline', onOffline);
    removeEventListener('online', onOnline);
    clearTimeout(timer);
    source?.close();
    refetcher.stop();
  };
}

function createRefetcher(client: QueryClient) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const refetch = (key: string): void => {
    timers.delete(key);
    // What is under way may have been read before the change: it ends, then all is read anew.
    if (client.isFetching({ queryKey: [key] }) > 0) request(key);
    else void client.invalidateQueries({ queryKey: [key] }, { cancelRefetch: false });
  };
  const request = (key: string): void => {
    if (!timers.has(key)) timers.set(key, setTimeout(refetch, CALM_MILLISECONDS, key));
  };
  return {
    request,
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
