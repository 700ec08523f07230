import Type from 'typebox';
import { MEMBERS } from '../../model/vocabulary.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const RecordKeyView = Type.Object({ entity: Type.String(), key: Type.String() }, { additionalProperties: false });

/** Two source records. */
export const RecordPair = Type.Object(
  { left: RecordKeyView, right: RecordKeyView },
  { additionalProperties: false, description: 'Two records of source entities.' },
);
export type RecordPair = Plain<typeof RecordPair>;

/** Conditions of a rule, all of which must hold. */
export const RuleConditions = Type.Array(
  Type.Object({
    attribute: Type.String({ description: 'left / right where the attributes bear two names.' }),
    precision: Type.Number({ description: 'Least similarity that counts, 0 to 1; 1 demands equality.' }),
  }),
  { description: 'Conditions of the rule, all of which must hold.' },
);
export type RuleConditions = Plain<typeof RuleConditions>;

const FailedPart = Type.Object({
  part: Type.Enum(['condition', 'blocking', 'exception']),
  attribute: Type.String(),
  left: Type.Union([Type.String(), Type.Null()]),
  right: Type.Union([Type.String(), Type.Null()]),
  similarity: Type.Union([Type.Number(), Type.Null()], {
    description: 'How alike the values are as they are compared, 0 to 1; null where one counts as no value.',
  }),
  precision: Type.Number({ description: 'Least similarity that counts.' }),
});

/** Why two records are two customers; what else there is depends on the reason. */
export const ReasonAgainst = Type.Object({
  reason: Type.Enum([
    'neverList',
    'separateRule',
    'apart',
    'leftOut',
    'noRule',
    'notCompared',
    'matchedEarlier',
    'belowThreshold',
    'lookalikes',
    'cohesion',
    'notFound',
    'nextRefresh',
  ]),
  rule: Type.Optional(Type.String()),
  left: Type.Optional(RecordKeyView),
  right: Type.Optional(RecordKeyView),
  probability: Type.Optional(Type.Number()),
  threshold: Type.Optional(Type.Number()),
  bits: Type.Optional(Type.Number({ description: 'Bits that lookalikes take away.' })),
  pairs: Type.Optional(Type.Integer({ description: 'Pairs of records between the two groups.' })),
  average: Type.Optional(Type.Number({ description: 'Average match weight between the groups, in bits.' })),
  least: Type.Optional(Type.Number({ description: 'Least average of groups that are joined.' })),
});
export type ReasonAgainst = Plain<typeof ReasonAgainst>;

/** Whose records: those of customers, or of contacts at business accounts. */
export const MatchedOf = Type.Optional(
  Type.Enum([...MEMBERS], { description: 'Whose records they are. Default customers.' }),
);

const UnifiedId = Type.Union([Type.String(), Type.Null()], {
  description: 'Whose record it is: CustomerId, of contacts UnifiedContactId; null before it is unified.',
});

/** Why two records are, or are not, one customer or contact. */
export const MatchExplanation = Type.Object({
  left: RecordKeyView,
  right: RecordKeyView,
  leftId: UnifiedId,
  rightId: UnifiedId,
  isOne: Type.Boolean({ description: 'They are one customer, or contact.' }),
  rules: Type.Array(Type.Object({ rule: Type.String(), effect: Type.String(), score: Type.Number() })),
  missed: Type.Array(
    Type.Object({
      rule: Type.String(),
      failed: Type.Array(FailedPart),
      skippedRows: Type.Optional(
        Type.Integer({ description: 'Rows of their block, where all holds and the block is too large.' }),
      ),
    }),
    { description: 'Match rules of the two entities that do not find them, with what does not hold.' },
  ),
  conditions: Type.Record(Type.String(), RuleConditions, { description: 'Of the rules named here, by their name.' }),
  lists: Type.Array(Type.String({ description: 'always or never.' })),
  reasons: Type.Array(ReasonAgainst, { description: 'Why they are two customers; empty where they are one.' }),
  weights: Type.Optional(
    Type.Object({
      start: Type.Number({ description: 'Bits before anything is compared.' }),
      steps: Type.Array(
        Type.Object({
          comparison: Type.String(),
          title: Type.String(),
          level: Type.String(),
          left: Type.Union([Type.String(), Type.Null()]),
          right: Type.Union([Type.String(), Type.Null()]),
          weight: Type.Number({ description: 'Bits for or against one customer.' }),
        }),
      ),
      lookalikes: Type.Number({ description: 'Bits that the chance of lookalikes takes away.' }),
      weight: Type.Number(),
      probability: Type.Number(),
    }),
  ),
});
export type MatchExplanation = Plain<typeof MatchExplanation>;

/** A pair near the threshold, or, where rules alone match, one that a rule nearly matches. */
export const ReviewPair = Type.Object({
  left: RecordKeyView,
  right: RecordKeyView,
  probability: Type.Optional(Type.Number({ description: 'Match probability; absent where rules alone match.' })),
  nearMiss: Type.Optional(
    Type.Object(
      {
        rule: Type.String(),
        condition: Type.String({ description: 'Attribute whose condition does not hold.' }),
        similarity: Type.Union([Type.Number(), Type.Null()], {
          description: 'How alike its values are, 0 to 1; null where one is missing.',
        }),
      },
      { description: 'The rule that all but one condition of hold; only where rules alone match.' },
    ),
  ),
  isMatched: Type.Boolean(),
});
export type ReviewPair = Plain<typeof ReviewPair>;

/** Pairs for a person to decide about, and what was not looked at to find them. */
export const MatchReview = Type.Object({
  items: Type.Array(ReviewPair),
  bounds: Type.Optional(
    Type.Array(
      Type.Object({
        rule: Type.String(),
        condition: Type.String({ description: 'Attribute without whose condition the rule was looked at.' }),
        largestBlock: Type.Integer({ description: 'Rows of the largest block that was looked at; 0 for none.' }),
      }),
      { description: 'Rules of which larger blocks were left out; absent where all was looked at.' },
    ),
  ),
});
export type MatchReview = Plain<typeof MatchReview>;

/** What a person decides about two records; `forget` takes an earlier decision back. */
export const MatchDecision = Type.Object(
  {
    left: RecordKeyView,
    right: RecordKeyView,
    of: MatchedOf,
    decision: Type.Enum(['always', 'never', 'forget'], {
      description: 'always, never, or forget an earlier decision.',
    }),
  },
  { additionalProperties: false },
);
export type MatchDecision = Plain<typeof MatchDecision>;

/** Pairs of which it is known whether they are one customer. */
export const MatchLabels = Type.Object(
  {
    labels: Type.Optional(
      Type.Array(
        Type.Object(
          { left: RecordKeyView, right: RecordKeyView, isMatch: Type.Boolean() },
          { additionalProperties: false },
        ),
        { maxItems: 100_000 },
      ),
    ),
  },
  { additionalProperties: false, description: 'Further labels; the always and never match lists count as labels too.' },
);
export type MatchLabels = Plain<typeof MatchLabels>;

/** Precision and recall by threshold, and the threshold that does best. */
export const MatchThresholds = Type.Object({
  labels: Type.Integer(),
  points: Type.Array(
    Type.Object({ threshold: Type.Number(), precision: Type.Number(), recall: Type.Number(), f1: Type.Number() }),
  ),
  suggested: Type.Optional(Type.Number()),
});
export type MatchThresholds = Plain<typeof MatchThresholds>;

/** The weights of probabilities that are published; absent where rules alone match, or nothing is published. */
export const LearnedWeights = Type.Object({
  weights: Type.Optional(
    Type.Object({
      version: Type.String({ description: 'The same weights have the same version.' }),
      trainedOn: Moment,
      learnedFrom: Type.Optional(
        Type.Integer({
          description: 'Records they were learned from; absent where they are learned at every refresh.',
        }),
      ),
      records: Type.Integer({ description: 'Records that the last refresh matched.' }),
    }),
  ),
});
export type LearnedWeights = Plain<typeof LearnedWeights>;
