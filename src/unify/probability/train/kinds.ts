import type { EvidenceComparison } from '../comparison/comparison.ts';
import { LOOKALIKES, type Lookalike } from '../comparison/lookalike.ts';

/** What each kind is, for people. */
export const LOOKALIKE_TITLES: Readonly<Record<Lookalike, string>> = {
  household: 'different people of one household or building',
  namesakes: 'different people of one name, and of mail addresses made from it',
  branches: 'different places of one organisation',
};

/** The kinds that these comparisons can tell from one customer: two at least that they share, and one that they do not. */
export function lookalikesAmong(comparisons: readonly EvidenceComparison[]): readonly Lookalike[] {
  return LOOKALIKES.filter((kind) => {
    const shared = comparisons.filter(({ sharedBy }) => sharedBy.includes(kind)).length;
    const own = comparisons.filter(({ sharedBy, tellsApart }) => tellsApart && !sharedBy.includes(kind)).length;
    return shared >= 2 && own >= 1;
  });
}

/** Whether pairs of one person who moved house are told from those who did not: people move, places of organisations do not. */
export function movesAmong(comparisons: readonly EvidenceComparison[]): boolean {
  const moving = comparisons.filter(({ movesHouse }) => movesHouse === true).length;
  const staying = comparisons.filter(({ movesHouse, tellsApart }) => tellsApart && movesHouse !== true).length;
  return moving >= 2 && staying >= 2 && comparisons.every(({ name }) => name !== 'organization');
}
