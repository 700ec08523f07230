/** The offset a cursor stands for; 0 without. A cursor that is none starts at the beginning. */
export function decodeOffset(cursor: string | undefined): number {
  const offset = Number(cursor ?? 0);
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
}

/** The cursor of the next page when one more than `limit` items was found; undefined on the last page. */
export function nextOffset(found: number, offset: number, limit: number): string | undefined {
  return found > limit ? String(offset + limit) : undefined;
}
