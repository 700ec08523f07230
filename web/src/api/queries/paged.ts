import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Page } from '../../../../src/app/view/page.ts';
import { getJson } from '../client.ts';

/** What of a filter was given. */
export function givenOf(filter: object): [string, string][] {
  return Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** A list that comes page by page. */
export function pagedQuery<Item>(
  queryKey: readonly unknown[],
  path: string,
  parameters: readonly [string, string][] = [],
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => getJson<Page<Item>>(addressOfPage(path, parameters, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    meta: { path, parameters },
  });
}

export type PagedQuery<Item> = ReturnType<typeof pagedQuery<Item>>;

/** Every item of a list that comes page by page, up to as many as a file is for. */
export async function readAllPages<Item>({ meta }: PagedQuery<Item>): Promise<readonly Item[]> {
  const { path, parameters } = meta as { readonly path: string; readonly parameters: readonly [string, string][] };
  const items: Item[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined && items.length < MOST_EXPORTED; ) {
    const page: Page<Item> = await getJson<Page<Item>>(addressOfPage(path, [...parameters, ['limit', '500']], cursor));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Beyond this a list is read through the API or the command line. */
const MOST_EXPORTED = 50_000;

function addressOfPage(path: string, parameters: readonly [string, string][], cursor: string): string {
  const query = new URLSearchParams([...parameters, ...(cursor === '' ? [] : [['cursor', cursor]])]);
  return `${path}?${query.toString()}`;
}
