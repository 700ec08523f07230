import Type from 'typebox';
import { AttributeName, EntityName, Name, oneOf, strict } from './name.ts';
import { MATCH_MODES, NORMALIZATIONS, PRECISIONS, type PrecisionLevel, TRAININGS } from './vocabulary.ts';

const Precision = Type.Union(
  [
    oneOf(Object.keys(PRECISIONS) as PrecisionLevel[], 'Low 30 %, medium 60 %, high 80 %, exact 100 %.'),
    Type.Number({ minimum: 0, maximum: 1 }),
  ],
  { description: 'Least similarity. Default exact.' },
);

const PhoneCountry = Type.String({
  pattern: '^[A-Z]{2}$',
  description:
    'Country of telephone numbers that are written without a calling code, as ISO 3166 alpha-2; with it the normalization phone compares them as E.164.',
});

const comparison = {
  normalize: Type.Optional(Type.Array(oneOf(NORMALIZATIONS, 'Applied in the documented order.'), { maxItems: 11 })),
  precision: Type.Optional(Precision),
};

/** Key that two rows must share before a fuzzy rule compares them. */
const blocking = (fields: Record<string, Type.TSchema>) =>
  Type.Array(
    Type.Object(
      {
        ...fields,
        normalize: comparison.normalize,
        firstCharacters: Type.Optional(Type.Integer({ minimum: 1, maximum: 32 })),
      },
      strict,
    ),
    { minItems: 1, maxItems: 5, description: 'Rows are compared only when all of these keys agree.' },
  );

/** What it means when a rule finds two rows. */
const RuleEffect = oneOf(
  ['match', 'separate'],
  'match: they are one customer. separate: they never are, whatever else says so. Default match.',
);

const RowComparison = Type.Object({ attribute: AttributeName, ...comparison }, strict);
const PairComparison = Type.Object({ left: AttributeName, right: AttributeName, ...comparison }, strict);

export const DeduplicationRule = Type.Object(
  {
    name: Name,
    conditions: Type.Array(RowComparison, { minItems: 1, maxItems: 20 }),
    exceptions: Type.Optional(Type.Array(RowComparison, { maxItems: 20 })),
    blocking: Type.Optional(blocking({ attribute: AttributeName })),
    isActive: Type.Optional(Type.Boolean()),
    effect: Type.Optional(RuleEffect),
  },
  {
    ...strict,
    description:
      'Rows of one entity that agree on every condition are one record. All rules run; groups are transitive.',
  },
);
export type DeduplicationRule = Type.Static<typeof DeduplicationRule>;

export const MatchRule = Type.Object(
  {
    name: Name,
    left: EntityName,
    right: EntityName,
    conditions: Type.Array(PairComparison, { minItems: 1, maxItems: 20 }),
    exceptions: Type.Optional(Type.Array(PairComparison, { maxItems: 20 })),
    blocking: Type.Optional(blocking({ left: AttributeName, right: AttributeName })),
    isActive: Type.Optional(Type.Boolean()),
    effect: Type.Optional(RuleEffect),
  },
  {
    ...strict,
    description:
      'Rows of two entities that agree on every condition are one customer. Rules are tried in order, for records no earlier rule of the pair matched.',
  },
);
export type MatchRule = Type.Static<typeof MatchRule>;

const WinnerPolicy = Type.Object(
  {
    policy: oneOf(['mostFilled', 'mostRecent', 'leastRecent'], 'Which row of a group wins.'),
    attribute: Type.Optional(AttributeName),
  },
  { ...strict, description: 'attribute: date or number that orders the rows, needed for mostRecent and leastRecent.' },
);

export const UnifiedEntity = Type.Object(
  {
    entity: EntityName,
    primaryKey: AttributeName,
    attributes: Type.Optional(
      Type.Array(Type.Object({ attribute: AttributeName, semanticType: Type.Optional(Type.String()) }, strict), {
        description: 'Mapped attributes; all when left out.',
      }),
    ),
    phoneCountry: Type.Optional(PhoneCountry),
    phoneCountryAttribute: Type.Optional(AttributeName),
    includeAllRecords: Type.Optional(
      Type.Boolean({ description: 'Keep rows that matched nothing as profiles of their own. Default true.' }),
    ),
    deduplicate: Type.Optional(
      Type.Object(
        {
          rules: Type.Optional(Type.Array(DeduplicationRule, { maxItems: 50 })),
          winner: Type.Optional(WinnerPolicy),
          attributes: Type.Optional(
            Type.Record(Type.String(), WinnerPolicy, { description: 'Preference of single attributes.' }),
          ),
        },
        strict,
      ),
    ),
  },
  { ...strict, description: 'A source entity that takes part in unification.' },
);
export type UnifiedEntity = Type.Static<typeof UnifiedEntity>;

const KeyPair = Type.Object(
  { entity1: EntityName, key1: Type.String(), entity2: EntityName, key2: Type.String() },
  strict,
);
/** Pairs of records that always, or never, match. */
export const PairList = Type.Object(
  { pairs: Type.Optional(Type.Array(KeyPair, { maxItems: 100_000 })), entity: Type.Optional(EntityName) },
  {
    ...strict,
    description: 'Pairs written here, and rows of an entity with columns Entity1, Entity1Key, Entity2, Entity2Key.',
  },
);
export type PairList = Type.Static<typeof PairList>;

const FieldSource = Type.Object({ entity: EntityName, attribute: AttributeName }, strict);
const mergePolicy = {
  policy: Type.Optional(
    oneOf(
      ['importance', 'mostRecent', 'leastRecent'],
      'importance takes the first value that is there, in the order of sources. Default importance.',
    ),
  ),
  recency: Type.Optional(
    Type.Record(Type.String(), AttributeName, {
      description: 'Entity to the attribute that dates its rows; needed for mostRecent and leastRecent.',
    }),
  ),
};

/** Languages of the built-in lists of values that stand for a missing one. */
export const LIST_LANGUAGES = ['en', 'es', 'eu', 'de', 'fr'] as const;
export type ListLanguage = (typeof LIST_LANGUAGES)[number];

/** How the probabilistic mode works; all of it has defaults. */
export const Probabilities = Type.Object(
  {
    threshold: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        description: 'Match probability from which two records are linked. Default 0.5.',
      }),
    ),
    training: Type.Optional(
      oneOf(
        TRAININGS,
        'once: weights are kept, as long as the same things are compared and until there are twice or half as many records, so that refreshes follow the rows that changed. Default once.',
      ),
    ),
    languages: Type.Optional(
      Type.Array(oneOf(LIST_LANGUAGES, 'Language of built-in lists.'), {
        description: 'Languages whose lists of empty values are used. Default all.',
      }),
    ),
    nicknames: Type.Optional(
      Type.Array(Type.Tuple([Type.String(), Type.String()]), {
        maxItems: 100_000,
        description: 'First name as written, and the formal name it stands for.',
      }),
    ),
    replacesNicknames: Type.Optional(
      Type.Boolean({ description: 'Use only the nicknames written here, not the built-in list. Default false.' }),
    ),
  },
  { ...strict, description: 'The probabilistic mode.' },
);
export type Probabilities = Type.Static<typeof Probabilities>;

/** How source records become unified customer profiles. Entities are in match order: the first is the primary. */
export const Unification = Type.Object(
  {
    entities: Type.Array(UnifiedEntity, { minItems: 1, maxItems: 50 }),
    rules: Type.Optional(Type.Array(MatchRule, { maxItems: 200 })),
    mode: Type.Optional(
      oneOf(MATCH_MODES, 'By rules, by probabilities learned from the data, or by both together. Default rules.'),
    ),
    probabilities: Type.Optional(Probabilities),
    alwaysMatch: Type.Optional(PairList),
    neverMatch: Type.Optional(PairList),
    bypass: Type.Optional(
      Type.Array(Type.String(), { maxItems: 10_000, description: 'Values that are ignored in comparisons.' }),
    ),
    alias: Type.Optional(
      Type.Array(Type.Tuple([Type.String(), Type.String()]), {
        maxItems: 10_000,
        description: 'Values that count as equal.',
      }),
    ),
    merge: Type.Optional(
      Type.Object(
        {
          fields: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  name: AttributeName,
                  displayName: Type.Optional(Type.String()),
                  sources: Type.Array(FieldSource, { minItems: 1, maxItems: 50 }),
                  ...mergePolicy,
                },
                strict,
              ),
              { maxItems: 1000 },
            ),
          ),
          groups: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  name: Name,
                  fields: Type.Array(AttributeName, { minItems: 2, maxItems: 10 }),
                  sources: Type.Array(
                    Type.Object({ entity: EntityName, attributes: Type.Record(Type.String(), AttributeName) }, strict),
                    { minItems: 1, maxItems: 15 },
                  ),
                  ...mergePolicy,
                },
                strict,
              ),
              { maxItems: 100 },
            ),
          ),
          exclude: Type.Optional(Type.Array(AttributeName, { maxItems: 1000 })),
          rename: Type.Optional(
            Type.Record(AttributeName, AttributeName, { description: 'Unified attribute to its display name.' }),
          ),
        },
        {
          ...strict,
          description:
            'Attributes of one semantic type (or one name) are combined automatically; what is written here wins.',
        },
      ),
    ),
    customerIdKeys: Type.Optional(
      Type.Array(FieldSource, { maxItems: 5, description: 'Stable fields from which CustomerId is derived.' }),
    ),
    phoneCountry: Type.Optional(PhoneCountry),
    maxBlockSize: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 100_000,
        description: 'Blocks with more rows are skipped by fuzzy rules and reported. Default 1000.',
      }),
    ),
    maxPairs: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000_000,
        description:
          'A rule that would compare more pairs of rows stops the refresh before anything is compared. Default 100000000.',
      }),
    ),
  },
  { ...strict, $id: 'unification', description: 'How source records become unified profiles.' },
);
export type Unification = Type.Static<typeof Unification>;
