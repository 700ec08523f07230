import { DISAGREED, type EvidenceComparison } from '../comparison/comparison.ts';
import { pairsAmong } from '../outsiders.ts';
import type { State } from './state.ts';

/** What training would end with where it settles on another class of pairs than those of one customer. */
export interface Astray {
  /** Pairs of one customer that it would expect, those who moved house aside. */
  readonly expectedMatches: number;
  /** Names of the comparisons that tell customers apart and whose full agreement would count against one customer. */
  readonly against: readonly string[];
}

/** Expected pairs of one customer for each record, beyond which customers would have over twenty records each on average. */
const MOST_MATCHES = 10;

/**
 * Says so where the class of a state is something else than one customer, such as people of one first name and town: among
 * pairs of one customer, agreement on what tells customers apart cannot be rarer than among strangers, nor can a customer
 * have so many records. The number of matches alone does not tell at ten records a customer. Undefined without such a sign.
 */
export function astrayOf(
  { kinds, u }: State,
  { comparisons, records }: { readonly comparisons: readonly EvidenceComparison[]; readonly records: number },
): Astray | undefined {
  const [match] = kinds;
  const expectedMatches = Math.round((match?.prior ?? 0) * pairsAmong(records));
  const against = comparisons
    .filter(({ tellsApart }, index) => tellsApart && (match?.chances[index]?.at(-1) ?? 1) < (u[index]?.at(-1) ?? 0))
    .map(({ name }) => name);
  const isLikely = against.length === 0 && expectedMatches <= MOST_MATCHES * records;
  return isLikely ? undefined : { expectedMatches, against };
}

/** Whether full agreement is the likeliest agreement among pairs of one customer, in all that tells customers apart. */
export function isSound({ kinds: [match] }: State, comparisons: readonly EvidenceComparison[]): boolean {
  return comparisons.every(({ tellsApart }, index) => {
    const agreements = match?.chances[index]?.slice(DISAGREED + 1) ?? [];
    return !tellsApart || Math.max(...agreements) === agreements.at(-1);
  });
}
