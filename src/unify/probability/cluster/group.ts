import { id, type Sql, sql } from '../../../sql/sql.ts';
import { weightSql } from '../score.ts';
import { SCORE_TABLE } from '../tables.ts';
import type { ProbabilityModel } from '../train/expectation.ts';
import { type ComparedColumns, codesOf } from '../train/levels.ts';
import type { CohesionOptions } from './cohesion.ts';

/** Records of groups that may have to be parted: rid, grp. */
export const GROUP_TABLE = 'probability_group';
/** Every pair of records within a group: left_rid < right_rid, steps. */
export const GROUP_PAIR_TABLE = 'probability_group_pair';
/** Weights travel as integers: this many steps a bit. */
export const STEPS = 64;
/** Groups of more records are parted at stronger links first. */
export const LARGEST_GROUP = 150;
/** The cut is raised by so many bits at a time, up to so many, until no group is larger. */
export const RAISES = { bits: 2, most: 40 } as const;

export interface ClusterOptions extends CohesionOptions {
  /** Least match weight of a link. */
  readonly threshold: number;
}

/** What clusters are made from. */
export interface ClusterInput {
  readonly records: number;
  readonly model: ProbabilityModel;
  readonly compared: ComparedColumns;
  /** Pairs that must not come together: left_rid < right_rid. */
  readonly never?: Sql | undefined;
}

/** Weight of a pair that must not come together: no number of good pairs makes up for it. */
export const NEVER_WEIGHT = -1_000_000;

/** A match weight as steps. */
export const stepsOf = (weight: Sql) => sql`cast(round(${STEPS} * (${weight})) as integer)`;

const INSIDE = 'probability_inside';
const UNSCORED = 'probability_unscored';

/** Weighs every pair within the groups: most have a score already, the others are compared. */
export async function weighGroups({ model, compared, never }: ClusterInput): Promise<void> {
  const { session } = compared;
  const [group, inside, unscored] = [id(GROUP_TABLE), id(INSIDE), id(UNSCORED)];
  const learned = weightSql(compared.comparisons, model, session.dialect);
  const weight = never
    ? sql`case when (left_rid, right_rid) in (${never}) then ${NEVER_WEIGHT} else ${learned} end`
    : learned;
  await session.run(
    sql`create or replace table ${inside} as select pair.left_rid, pair.right_rid, score.weight
      from (select a.rid as left_rid, b.rid as right_rid from ${group} as a join ${group} as b on a.grp = b.grp and a.rid < b.rid) as pair
      left join ${id(SCORE_TABLE)} as score on score.left_rid = pair.left_rid and score.right_rid = pair.right_rid`,
  );
  // As a table of its own the engine knows how few these pairs are, and does not hash the records to find them.
  await session.run(
    sql`create or replace table ${unscored} as select left_rid, right_rid from ${inside} where weight is null`,
  );
  const codes = codesOf(sql`select * from ${unscored}`, compared);
  await session.run(
    sql`create or replace table ${id(GROUP_PAIR_TABLE)} as
      select left_rid, right_rid, ${stepsOf(sql`weight`)} as steps from ${inside} where weight is not null
      union all select left_rid, right_rid, ${stepsOf(weight)} as steps from (${codes})`,
  );
  for (const table of [INSIDE, UNSCORED]) await session.drop(table);
}
