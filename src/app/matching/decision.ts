import type { PairList, Unification } from '../../model/unification.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { MatchDecision } from '../view/matching.ts';
import type { MatchSubject } from './subject.ts';

type KeyPair = NonNullable<PairList['pairs']>[number];
type Lists = Readonly<Record<string, PairList | undefined>>;

/** Writes a decision into the always or never match list of its definition, and out of the other one. */
export async function keepDecision(
  definitions: Pick<AppDefinitions, 'get' | 'put'>,
  { definition: kind, lists }: MatchSubject,
  { decision: { left, right, decision }, changedBy }: { readonly decision: MatchDecision; readonly changedBy: string },
): Promise<void> {
  const record = await definitions.get(kind, kind);
  const { [lists.always]: always, [lists.never]: never, ...rest } = record.definition as Lists;
  const pair: KeyPair = { entity1: left.entity, key1: left.key, entity2: right.entity, key2: right.key };
  const listWith = (list: PairList | undefined, isIn: boolean) => {
    const pairs = [...(list?.pairs ?? []).filter((other) => !isSamePair(other, pair)), ...(isIn ? [pair] : [])];
    return pairs.length > 0 || list?.entity !== undefined ? { ...list, pairs } : undefined;
  };
  const alwaysMatch = listWith(always, decision === 'always');
  const neverMatch = listWith(never, decision === 'never');
  await definitions.put({
    kind,
    name: kind,
    expectedVersion: record.version,
    changedBy,
    definition: {
      ...rest,
      ...(alwaysMatch && { [lists.always]: alwaysMatch }),
      ...(neverMatch && { [lists.never]: neverMatch }),
    },
  });
}

function isSamePair(a: KeyPair, b: KeyPair): boolean {
  const ends = ({ entity1, key1, entity2, key2 }: KeyPair) =>
    [`${entity1.toLowerCase()}:${key1}`, `${entity2.toLowerCase()}:${key2}`].sort().join('|');
  return ends(a) === ends(b);
}

/** What the lists of the user say, as labels. */
export function listedLabels({ alwaysMatch, neverMatch }: Unification) {
  const labels = (list: PairList | undefined, isMatch: boolean) =>
    (list?.pairs ?? []).map(({ entity1, key1, entity2, key2 }) => ({
      left: { entity: entity1, key: key1 },
      right: { entity: entity2, key: key2 },
      isMatch,
      mayBeGone: true,
    }));
  return [...labels(alwaysMatch, true), ...labels(neverMatch, false)];
}
