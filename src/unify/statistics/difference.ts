import { percent, type UnificationStatistics } from './statistics.ts';

const PROFILE_COUNTS = ['matchedAndNonMatchedRecords', 'matchedRecordsOnly', 'profilesWithPreviousId'] as const;
const ENTITY_COUNTS = ['rows', 'records', 'uniqueRecords', 'matchedRecords'] as const;
const PAIR_COUNTS = ['leftRecords', 'rightRecords'] as const;
const RULE_COUNTS = ['links', ...PAIR_COUNTS] as const;

type Counts<Names extends readonly string[]> = Readonly<Record<Names[number], number>>;

/** What adds up over parts of the records: entities, pairs and rules in the order of the statistics of all of them. */
export interface PartCounts extends Counts<typeof PROFILE_COUNTS> {
  readonly entities: readonly Counts<typeof ENTITY_COUNTS>[];
  readonly pairs: readonly Counts<typeof PAIR_COUNTS>[];
  readonly rules: readonly Counts<typeof RULE_COUNTS>[];
}

/** Statistics of all records, and what they count of the affected ones as they were and as they are. */
export interface PartStatistics {
  readonly whole: UnificationStatistics;
  readonly before: PartCounts;
  readonly after: PartCounts;
}

/** Statistics of all records after a change: no link leads from the affected records to others, so all counts add up. */
export function followStatistics({ whole, before, after }: PartStatistics): UnificationStatistics {
  const entities = whole.entities.map((entity, index) => {
    const counts = follow(entity, before.entities[index], after.entities[index], ENTITY_COUNTS);
    return { ...counts, matchedPercent: percent(counts.matchedRecords, counts.uniqueRecords) };
  });
  const records = new Map(entities.map((entity) => [entity.entity, entity.records]));
  const withPercents = <Sides extends Matched>(sides: Sides): Sides => ({
    ...sides,
    leftPercent: percent(sides.leftRecords, records.get(sides.left) ?? 0),
    rightPercent: percent(sides.rightRecords, records.get(sides.right) ?? 0),
  });
  return {
    ...follow(whole, before, after, PROFILE_COUNTS),
    uniqueSourceRecords: entities.reduce((total, entity) => total + entity.uniqueRecords, 0),
    entities,
    pairs: whole.pairs.map((pair, index) =>
      withPercents(follow(pair, before.pairs[index], after.pairs[index], PAIR_COUNTS)),
    ),
    rules: whole.rules.map((rule, index) =>
      withPercents(follow(rule, before.rules[index], after.rules[index], RULE_COUNTS)),
    ),
  };
}

interface Matched {
  readonly left: string;
  readonly right: string;
  readonly leftRecords: number;
  readonly rightRecords: number;
}

/** A row of the statistics with some of its counts followed: what there was, less what was affected, and what that is now. */
function follow<Name extends string, Whole extends Counts<Name[]>>(
  whole: Whole,
  before: Counts<Name[]> | undefined,
  after: Counts<Name[]> | undefined,
  names: readonly Name[],
): Whole {
  if (!before || !after) throw new Error('Statistics of one unification have the same rows.');
  const counts = names.map((name) => [name, whole[name] - before[name] + after[name]] as const);
  return { ...whole, ...Object.fromEntries(counts) };
}
