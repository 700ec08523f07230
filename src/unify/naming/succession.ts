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
  return (
    b.records - a.records || a.age - b.age || a.firstRecord - b.firstRecord || (a.customerId < b.customerId ? -1 : 1)
  );
}

/** An id that records of a profile had before, besides the one it has now. */
interface FormerId {
  readonly customerId: string;
  /** True while another profile bears it. */
  readonly isLiving: boolean;
}

/** How a profile came by its id. */
export interface Ancestry {
  readonly customerId: string;
  /** True when some of its records had the id before. */
  readonly isInherited: boolean;
  readonly formerIds: readonly FormerId[];
}

/**
 * Previous ids of a profile, sorted. One that kept its id names those that ended in it; one with a new id names all that
 * its records had, because it was split off or put together from them. What any of these noted is carried on.
 */
export function previousIds(
  { customerId, isInherited, formerIds }: Ancestry,
  noted: ReadonlyMap<string, readonly string[]>,
): string[] {
  const ended = formerIds.filter((former) => !former.isLiving).map((former) => former.customerId);
  const origins = isInherited ? ended : formerIds.map((former) => former.customerId);
  const carried = [customerId, ...ended].flatMap((id) => noted.get(id) ?? []);
  const all = new Set([...origins, ...carried]);
  all.delete(customerId);
  return [...all].sort();
}
