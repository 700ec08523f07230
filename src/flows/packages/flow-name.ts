/** Longest name of a flow, and shortest. */
const LONGEST = 64;
const SHORTEST = 3;

/** A name that definitions may have, made from a title such as `When a deal closes - v2`. */
export function flowNameOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}+/gu, '');
  const words = plain.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const named = /^[A-Za-z]/.test(words) ? words : `Flow_${words}`.replace(/_$/, '');
  return named.slice(0, LONGEST).replace(/_+$/, '').padEnd(SHORTEST, '_');
}

/** The name itself, or with the first number that makes it differ from those taken; case does not count. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let count = 2; ; count++) {
    const candidate = `${name.slice(0, LONGEST - String(count).length - 1)}_${count}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
