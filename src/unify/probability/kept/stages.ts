import { TABLES } from '../../../model/tables.ts';
import type { Dialect } from '../../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../../sql/stage.ts';
import { contractClusters } from '../../cluster/contraction.ts';
import { hasNeverMatch } from '../../match/rule.ts';
import type { UnifyPlan } from '../../plan/plan.ts';
import { CLUSTER_TABLE, LINK_TABLE, NAME_TABLE } from '../../tables.ts';
import { keptRules, MAX_BLOCK_SIZE } from '../block/choose.ts';
import { makeKeys, readsWords } from '../block/keys.ts';
import { allToldBlocks } from '../block/skipped.ts';
import { cutOf } from '../cut.ts';
import type { ProbabilityState } from '../run.ts';
import { KEY_TABLE, LARGE_BLOCK_TABLE, NEIGHBOURHOOD_TABLE, SCORE_TABLE } from '../tables.ts';

/** Keys, as people read them, of the blocks of which no records are compared: rule, hash, told. */
const TOLD_TABLE = 'probability_told_block';

/** Stages after those that match: what a later refresh needs to follow single records by the same model. */
export function keptStages(state: ProbabilityState): Stage[] {
  return [keyStage(state), toldStage(state), frequencyStage(state)];
}

/** The stage that writes the keys of every record; of none where a rule goes by the words of names. */
export function keyStage(state: ProbabilityState): Stage {
  return {
    name: 'probability:keys',
    summary: 'The keys of every record by which blocking finds it, hashed.',
    table: KEY_TABLE,
    run: async (session) => {
      const rules = rulesInUse(state);
      await makeKeys(session, rules.some(readsWords) ? [] : rules);
    },
  };
}

const rulesInUse = ({ columns, model }: ProbabilityState) => keptRules(columns, model?.basis?.blocking ?? []);

function toldStage(state: ProbabilityState): Stage {
  return {
    name: 'probability:told',
    summary: 'What the records of the largest blocks share.',
    table: TOLD_TABLE,
    run: async (session) => {
      const told = await allToldBlocks(session, rulesInUse(state), MAX_BLOCK_SIZE);
      await session.run(sql`create or replace table ${id(TOLD_TABLE)} as ${told}`);
    },
  };
}

function frequencyStage(state: ProbabilityState): Stage {
  return {
    name: 'probability:frequencies',
    summary: 'How common values were when the weights were learned.',
    table: TABLES.matchFrequency,
    outputOf: async () => sql`select * from ${state.frequencies}`,
  };
}

/** The stage that keeps all blocks of which no pairs are compared, so that a later refresh knows them without counting all. */
export function largeBlockStage(dialect: Dialect): Stage {
  return createOutputStage({
    name: 'merge:large-blocks',
    summary: 'Blocks of records that are too large to be compared, by blocking rule.',
    table: TABLES.largeBlock,
    query: sql`select large.rule as ${id('Rule')}, large.hash as ${id('Hash')}, cast(told.told as ${dialect.typeName('string')}) as ${id('Key')}, large.size as ${id('Size')}
      from ${id(LARGE_BLOCK_TABLE)} as large left join ${id(TOLD_TABLE)} as told on told.rule = large.rule and told.hash = large.hash`,
  });
}

/**
 * The stage that finds clusters which a link brings near others, one that is refused or does not hold: a change of one may
 * change which holds whom.
 */
export function neighbourhoodStage(plan: UnifyPlan): Stage {
  const links = [
    sql`select left_rid, right_rid from ${id(SCORE_TABLE)} where weight >= ${cutOf(plan)}`,
    ...(hasNeverMatch(plan) ? [sql`select left_rid, right_rid from ${id(LINK_TABLE)}`] : []),
  ];
  const linked = sql`select distinct least(a.cluster, b.cluster) as left_rid, greatest(a.cluster, b.cluster) as right_rid
    from (${join(links, ' union all ')}) as link
    join ${id(CLUSTER_TABLE)} as a on a.rid = link.left_rid join ${id(CLUSTER_TABLE)} as b on b.rid = link.right_rid where a.cluster <> b.cluster`;
  const near = id('probability_near');
  return {
    name: 'match:neighbourhood',
    summary: 'Clusters that links bring near each other, though they do not hold together.',
    table: NEIGHBOURHOOD_TABLE,
    run: async (session) => {
      await session.run(sql`create or replace table ${near} as ${linked}`);
      await contractClusters(session, {
        table: NEIGHBOURHOOD_TABLE,
        records: sql`select left_rid as rid from ${near} union select right_rid from ${near}`,
        links: sql`select left_rid, right_rid from ${near}`,
      });
    },
  };
}

/** Query of the neighbourhoods of named profiles that are near others: cluster, and the least hash of their CustomerIds. */
export function neighbourhoods(dialect: Dialect): Sql {
  const hoods = id(NEIGHBOURHOOD_TABLE);
  const least = sql`select hood.cluster as root, min(${dialect.hash([sql`name.${id('CustomerId')}`])}) as least
    from ${hoods} as hood join ${id(NAME_TABLE)} as name on name.cluster = hood.rid group by hood.cluster`;
  return sql`select hood.rid as cluster, named.least from ${hoods} as hood join (${least}) as named on named.root = hood.cluster`;
}
