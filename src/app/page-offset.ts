import { storeError } from '../store/catalogue.ts';
import type { PageRequest } from './view/page.ts';

/**
 * The offset a cursor stands for; 0 without.
 * @throws FLX_CURSOR_INVALID also when the cursor is one of another order
 */
export function decodeOffset({ cursor, sort = '' }: Pick<PageRequest, 'cursor' | 'sort'>): number {
  if (cursor === undefined) return 0;
  const [, digits, order] = /^(\d{1,15})(?::(.*))?$/.exec(cursor) ?? [];
  if (digits === undefined || (order ?? '') !== sort) throw storeError('FLX_CURSOR_INVALID', {});
  return Number(digits);
}

/** The cursor of the next page when one more than `limit` items was found; undefined on the last page. */
export function nextOffset(found: number, offset: number, { limit, sort }: PageRequest): string | undefined {
  return found > limit ? `${offset + limit}${sort ? `:${sort}` : ''}` : undefined;
}
