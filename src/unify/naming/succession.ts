/** Records of a cluster that had a certain CustomerId before. */
export interface Overlap {
  readonly cluster: number;
  readonly customerId: string;
  readonly records: number;
  /** Refresh in which the id was first given; smaller is older. */
  readonly age: number;
  /** Smallest row id among the records. */
  readonly firstRecord: number;
}

/**
 * Which cluster keeps which id: largest overlap first, then the oldest id, then the smallest record. An id goes to one
 * cluster, a cluster gets one id; what is left over gets none.
 */
export function inheritIds(overlaps: readonly Overlap[]): Map<number, string> {
  const inherited = new Map<number, string>();
  const taken = new Set<string>();
  for (const { cluster, customerId } of [...overlaps].sort(byClaim)) {
    if (inherited.has(cluster) || taken.has(customerId)) continue;
    inherited.set(cluster, customerId);
    taken.add(customerId);
  }
  return inherited;
}

function byClaim(a: Overlap, b: Overlap): number {
  return b.records - a.records || a.age - b.age || a.firstRecord - b.firstRecord || (a.customerId < b.customerId ? -1 : 1);
}

/** What a profile was called before, besides what it is called now. */
export interface Ancestry {
  readonly customerId: string;
  /** True when the id was one of the profile's records before. */
  readonly isInherited: boolean;
  /** Other ids that its records had. */
  readonly otherIds: readonly string[];
}

/**
 * Previous ids of a profile, sorted. One that kept its id names those that ended in it; one with a new id names all that
 * its records had, because it was split off or put together from them. What was noted before is carried on.
 */
export function previousIds(
  { customerId, isInherited, otherIds }: Ancestry,
  known: { readonly living: ReadonlySet<string>; readonly noted: ReadonlyMap<string, readonly string[]> },
): string[] {
  const ended = isInherited ? otherIds.filter((other) => !known.living.has(other)) : otherIds;
  const carried = [...(isInherited ? [customerId] : []), ...ended.filter((other) => !known.living.has(other))];
  const all = new Set([...ended, ...carried.flatMap((other) => known.noted.get(other) ?? [])]);
  all.delete(customerId);
  return [...all].sort();
}
