import { storeError } from './catalogue.ts';

/** One piece of a long list; `next` is the cursor of the piece that follows, undefined at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

export interface PageRequest {
  /** Default 100, at most 1000. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** How many items a list gives for a request. */
export function limitOf({ limit = DEFAULT_LIMIT }: PageRequest): number {
  return Math.min(Math.max(1, Math.trunc(limit)), MAX_LIMIT);
}

type CursorKey = readonly (string | number)[];

/** The key after which a list goes on; undefined at its start. @throws FLX_CURSOR_INVALID when it is none, or not one of this list */
export function readCursor(
  { cursor }: PageRequest,
  isOwn: (key: CursorKey) => boolean = () => true,
): CursorKey | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.every((part) => ['string', 'number'].includes(typeof part)) && isOwn(key)) return key;
  } catch {}
  throw storeError('FLX_CURSOR_INVALID', {});
}

/** Makes a page from rows of which one more than the limit was asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  request: PageRequest,
  { keyOf, itemOf }: { readonly keyOf: (row: Row) => CursorKey; readonly itemOf: (row: Row) => Item },
): Page<Item> {
  const kept = rows.slice(0, limitOf(request));
  const last = kept.at(-1);
  const hasMore = rows.length > kept.length && last !== undefined;
  const next = hasMore ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : undefined;
  return { items: kept.map(itemOf), next };
}
