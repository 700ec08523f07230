import { percent, type UnificationStatistics } from './statistics.ts';

/** Statistics of all records, of the affected ones as they were, and of the affected ones as they are. */
export interface PartStatistics {
  readonly whole: UnificationStatistics;
  readonly before: UnificationStatistics;
  readonly after: UnificationStatistics;
}

/** Statistics of all records after a change: no link leads from the affected records to others, so all counts add up. */
export function followStatistics(parts: PartStatistics): UnificationStatistics {
  const entities = parts.whole.entities.map((_, index) => {
    const counts = follow(parts, ({ entities: all }) => all[index], [
      'rows',
      'records',
      'uniqueRecords',
      'matchedRecords',
    ]);
    return { ...counts, matchedPercent: percent(counts.matchedRecords, counts.uniqueRecords) };
  });
  const records = new Map(entities.map((entity) => [entity.entity, entity.records]));
  const withPercents = <Sides extends Matched>(sides: Sides): Sides => ({
    ...sides,
    leftPercent: percent(sides.leftRecords, records.get(sides.left) ?? 0),
    rightPercent: percent(sides.rightRecords, records.get(sides.right) ?? 0),
  });
  const profiles = follow(parts, (all) => all, [
    'matchedAndNonMatchedRecords',
    'matchedRecordsOnly',
    'profilesWithPreviousId',
  ]);
  return {
    ...profiles,
    uniqueSourceRecords: entities.reduce((total, entity) => total + entity.uniqueRecords, 0),
    entities,
    pairs: parts.whole.pairs.map((_, index) =>
      withPercents(follow(parts, ({ pairs }) => pairs[index], ['leftRecords', 'rightRecords'])),
    ),
    rules: parts.whole.rules.map((_, index) =>
      withPercents(follow(parts, ({ rules }) => rules[index], ['links', 'leftRecords', 'rightRecords'])),
    ),
  };
}

interface Matched {
  readonly left: string;
  readonly right: string;
  readonly leftRecords: number;
  readonly rightRecords: number;
}

/** One row of the statistics with some of its counts followed: what there was, less what was affected, and what that is now. */
function follow<Counts extends object>(
  { whole, before, after }: PartStatistics,
  pick: (statistics: UnificationStatistics) => Counts | undefined,
  names: readonly (keyof Counts)[],
): Counts {
  const [old, less, more] = [pick(whole), pick(before), pick(after)];
  if (!old || !less || !more) throw new Error('Statistics of one unification have the same rows.');
  const counts = names.map((name) => [name, Number(old[name]) - Number(less[name]) + Number(more[name])] as const);
  return { ...old, ...Object.fromEntries(counts) };
}
