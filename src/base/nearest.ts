/** The candidate most like `name` (case ignored), or undefined when none is close enough to be a slip of the pen. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (!best || distance < best.distance) best = { candidate, distance };
  }
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

/** A mend that names the nearest candidate, or lists what there is (at most eight). */
export function suggestName(name: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const nearest = nearestName(name, known);
  if (nearest) return `Did you mean '${nearest}'?`;
  if (known.length === 0) return 'There is none yet; create one first.';
  return `Use one of: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`;
}

/** Edits between two texts: insertions, deletions, substitutions, and swaps of two neighbours (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
}
