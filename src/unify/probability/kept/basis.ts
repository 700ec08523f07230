import { hashOf } from '../../../base/ids.ts';
import { canonicalJson } from '../../../base/json.ts';
import type { UnifyPlan } from '../../plan/plan.ts';
import type { KeptBlocking } from '../block/choose.ts';
import type { RoleColumn } from '../role.ts';

/** What the columns of an entity were taken for. */
export interface KeptSource {
  readonly entity: string;
  readonly columns: readonly RoleColumn[];
}

/**
 * How records were read, weighed and blocked when a model was learned. It is kept with the weights: only then does a record
 * that did not change agree with the others as it did before, however the others change.
 */
export interface ModelBasis {
  /** Records that were there. */
  readonly records: number;
  /** What could be compared, as a short text: attributes and their meanings. */
  readonly attributes: string;
  /** Lists by which values are read, as a short text. */
  readonly lists: string;
  readonly sources: readonly KeptSource[];
  /** Rules in use, in order. */
  readonly blocking: readonly KeptBlocking[];
  /** Half bits of surprise of a value that `MatchFrequency` does not hold. */
  readonly rareBits: number;
  /** The threshold in bits, and how near to it pairs are for a person to look at; absent where these are all pairs. */
  readonly cut: number;
  readonly reviewedWithin?: number | undefined;
}

/** The lists of a user by which values are read, as a short text. */
export function listsTextOf({ unification: { probabilities = {}, bypass = [] } }: UnifyPlan): string {
  const { languages, nicknames, replacesNicknames } = probabilities;
  return hashOf(canonicalJson({ languages, nicknames, replacesNicknames, bypass }));
}

/** Attributes that are mapped, with their meanings, as a short text. */
export function attributesOf({ entities }: UnifyPlan): string {
  return hashOf(
    canonicalJson(
      entities.map(({ name, primaryKey, mapped, phoneCountry }) => ({ name, primaryKey, mapped, phoneCountry })),
    ),
  );
}

/** Grown or shrunk by this much, data is other data, of which weights are learned anew. */
const MOST_GROWTH = 2;

/** Whether a model learned from so many records still is one of these. */
export function isOfItsTime({ records }: Pick<ModelBasis, 'records'>, now: number): boolean {
  return now <= records * MOST_GROWTH && now * MOST_GROWTH >= records;
}
