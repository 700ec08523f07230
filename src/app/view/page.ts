import Type from 'typebox';
import { oneOf } from '../../model/name.ts';

/** Which part of a list is wanted. */
export interface PageRequest {
  /** Most items to give; the server allows 1 to 500. */
  readonly limit: number;
  /** `nextCursor` of the page before; the first page without. */
  readonly cursor?: string | undefined;
  /** Field that orders the list, with `-` before it from the largest down; newest first without. */
  readonly sort?: string | undefined;
}

/** One part of a list; `nextCursor` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** Schema of a page of items. */
export function pageOf<Item extends Type.TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });
}

/** Schema of the order of a list, by the names of its orders. */
export function sortOf(orders: Readonly<Record<string, unknown>>) {
  const names = Object.keys(orders).flatMap((name) => [name, `-${name}`]);
  return Type.Optional(oneOf(names, 'Order: a field, with - before it from the largest down. Default: newest first.'));
}
