import type { FluxuError, Place } from '../../base/errors.ts';
import type { RecordKey } from '../../unify/explain.ts';
import { appError } from '../catalogue.ts';

/** A label as it was given. */
export interface PlacedLabel {
  readonly left: RecordKey;
  readonly right: RecordKey;
  readonly isMatch: boolean;
  readonly place: Place;
}

/**
 * Refuses labels that say nothing, or two things: a record paired with itself, and a pair that is named before, in either
 * order. @throws FLX_MATCH_LABEL_ITSELF, FLX_MATCH_LABEL_TWICE, FLX_MATCH_LABEL_CONTRARY
 */
export function refuseFaultyLabels(labels: readonly PlacedLabel[]): void {
  const answers = new Map<string, boolean>();
  for (const { left, right, isMatch, place } of labels) {
    const [one = '', other = ''] = [left, right].map(nameOf);
    if (labelKey(left) === labelKey(right)) throw appError('FLX_MATCH_LABEL_ITSELF', { record: one }, { place });
    const pair = [left, right].map(labelKey).sort().join('\n');
    const before = answers.get(pair);
    if (before !== undefined) throw faultOf(before === isMatch, { one, other, place });
    answers.set(pair, isMatch);
  }
}

function faultOf(
  isSame: boolean,
  { place, ...pair }: { readonly one: string; readonly other: string; readonly place: Place },
): FluxuError {
  return isSame
    ? appError('FLX_MATCH_LABEL_TWICE', pair, { place })
    : appError('FLX_MATCH_LABEL_CONTRARY', pair, { place });
}

/** The same for what are two writings of one record: names of entities have no case, blanks around keys do not count. */
export const labelKey = ({ entity, key }: RecordKey) => `${entity.toLowerCase()}:${key.trim()}`;

const nameOf = ({ entity, key }: RecordKey) => `${entity}:${key}`;
