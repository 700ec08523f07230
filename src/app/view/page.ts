import Type from 'typebox';

/** Which part of a list is wanted. */
export interface PageRequest {
  /** Most items to give; the server allows 1 to 500. */
  readonly limit: number;
  /** `nextCursor` of the page before; the first page without. */
  readonly cursor?: string | undefined;
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
