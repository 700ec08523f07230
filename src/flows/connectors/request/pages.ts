import { isPlainObject } from '../../../base/json.ts';
import { permanent } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { Operation } from '../definition/operation.ts';
import { type RequestDraft, urlOf, withHeader } from './draft.ts';

/** Most pages that are read for one call. */
const MAX_PAGES = 1000;

/** The same request for another address: GET, no body. @throws FLX_CALL_FOREIGN_LINK when it leads to another host */
export function nextDraft(draft: RequestDraft, link: string): RequestDraft {
  const from = urlOf(draft);
  if (!URL.canParse(link, from)) throw foreign(draft);
  const address = new URL(link, from);
  if (address.origin !== new URL(from).origin) throw foreign(draft);
  const contentless = Object.entries(draft.headers).filter(([name]) => !/^content-/i.test(name));
  const headers = contentless.reduce((all, [name, value]) => withHeader(all, name, value), {});
  return { ...draft, method: 'GET', body: { kind: 'none' }, headers, address: address.href };
}

function foreign(draft: RequestDraft) {
  return permanent(flowConnectorError('FLX_CALL_FOREIGN_LINK', { host: new URL(urlOf(draft)).host }));
}

interface Paging {
  readonly draft: RequestDraft;
  readonly operation: Operation;
  readonly minimumItemCount?: number | undefined;
}

/**
 * The answer with the items of the following pages (`x-ms-pageable`), as many as asked for. Without a count, or where the
 * operation has no pages, the first answer as it is. A page that fails is the answer.
 */
export async function followPages(
  first: CallResult,
  { draft, operation, minimumItemCount }: Paging,
  send: (draft: RequestDraft) => Promise<CallResult>,
): Promise<CallResult> {
  const name = operation.nextLinkName;
  if (minimumItemCount === undefined || name === undefined || first.statusCode >= 400) return first;
  let items = itemsOf(first.body) ?? [];
  let page = first;
  for (let count = 1; count < MAX_PAGES && items.length < minimumItemCount; count++) {
    const link = isPlainObject(page.body) ? page.body[name] : undefined;
    if (typeof link !== 'string' || link === '') break;
    page = await send(nextDraft(draft, link));
    if (page.statusCode >= 400) return page;
    items = [...items, ...(itemsOf(page.body) ?? [])];
  }
  return page === first ? first : { ...page, body: withItems(first.body, items) };
}

function itemsOf(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  const name = collectionOf(body);
  const items: unknown = isPlainObject(body) && name !== undefined ? body[name] : undefined;
  return Array.isArray(items) ? items : undefined;
}

/** Where a page keeps its items: `value`, or its only list. */
function collectionOf(body: unknown): string | undefined {
  if (!isPlainObject(body)) return undefined;
  if (Array.isArray(body['value'])) return 'value';
  const lists = Object.keys(body).filter((name) => Array.isArray(body[name]));
  return lists.length === 1 ? lists[0] : undefined;
}

function withItems(body: unknown, items: readonly unknown[]): unknown {
  const name = collectionOf(body);
  return isPlainObject(body) && name !== undefined ? { ...body, [name]: items } : items;
}
