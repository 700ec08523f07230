import { headerOf } from '../../content/headers.ts';
import { isArray, isObject, type Value } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';
import type { Answer } from '../outcome.ts';
import { exchange, readExchange } from './exchange.ts';
import { followAddress, type HttpRequest, memberOf } from './request.ts';

const ITEM_LIMIT = 100_000;
const PAGE_LIMIT = 1000;

/** How many items the action wants at least (`paginationPolicy.minimumItemCount`); undefined without a policy. */
export function wantedItems(call: ActionCall): number | undefined {
  const policy = memberOf(call.node.definition['runtimeConfiguration'], 'paginationPolicy');
  const count = memberOf(policy, 'minimumItemCount');
  return count === undefined ? undefined : Math.min(Number(call.evaluate(count)), ITEM_LIMIT);
}

interface Paged {
  readonly request: HttpRequest;
  readonly call: ActionCall;
  readonly wanted: number;
}

/** An answer with the items of the pages behind it, until that many are there or no page follows. */
export async function gatherPages(first: Answer, { request, call, wanted }: Paged): Promise<Answer> {
  const items = itemsOf(first.body);
  if (!items) return first;
  const all = [...items];
  let page = first;
  for (let count = 1; all.length < wanted && count < PAGE_LIMIT; count++) {
    const address = nextAddress(page);
    const next = address === undefined ? undefined : followAddress(request, address);
    if (!next) break;
    page = readExchange(await exchange(next, call));
    if (page.statusCode >= 400) return page;
    all.push(...(itemsOf(page.body) ?? []));
  }
  return page === first ? first : { ...first, body: isArray(first.body) ? all : withItems(first.body, all) };
}

function itemsOf(body: Value | undefined): readonly Value[] | undefined {
  const listed = isObject(body) ? body['value'] : body;
  return isArray(listed) ? listed : undefined;
}

const LINKS = ['nextLink', '@odata.nextLink', 'odata.nextLink'];

function withItems(body: Value | undefined, items: readonly Value[]): Value {
  const rest = Object.entries(isObject(body) ? body : {}).filter(([name]) => !LINKS.includes(name));
  return { ...Object.fromEntries(rest), value: items };
}

/** The address of the next page: `nextLink` in the body, or a `Link` header (RFC 8288). */
function nextAddress({ headers, body }: Answer): string | undefined {
  for (const name of LINKS) {
    const link = isObject(body) ? body[name] : undefined;
    if (typeof link === 'string' && link !== '') return link;
  }
  return /<([^>]+)>\s*;[^,]*\brel\s*=\s*"?next\b/i.exec(headerOf(headers, 'link') ?? '')?.[1];
}
