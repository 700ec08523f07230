import type { EngineSession } from '../../../src/sql/engine.ts';
import { id, sql } from '../../../src/sql/sql.ts';
import { usesSounds } from '../../../src/unify/probability/block/key.ts';
import { blockingRules, type EvidenceBlocking } from '../../../src/unify/probability/block/rules.ts';
import { makeSounds } from '../../../src/unify/probability/block/sound.ts';
import { comparisonsOver } from '../../../src/unify/probability/comparison/index.ts';
import { codesOf } from '../../../src/unify/probability/train/levels.ts';
import { blockedPairs, INPUT_TABLE, makeInput } from './blocking.ts';
import { connectComponents } from './components.ts';
import { oddsSql } from './model.ts';
import { learnChances, priorOf } from './training.ts';

/** Rules whose pairs are nearly all of one customer: the prior follows from them, and each is trained on. */
const STRICT = ['identifier', 'email', 'birth + last'];

export const PREDICT_TABLE = 'splink_predict';

/**
 * Writes the match probabilities of the pairs that the named rules give, from the standard table with these columns:
 * statement by statement what Splink 4 runs on DuckDB, https://github.com/moj-analytical-services/splink.
 */
export async function predictPairs(
  session: EngineSession,
  columns: readonly string[],
  { rules: names, randomPairs }: { readonly rules: readonly string[]; readonly randomPairs: number },
): Promise<void> {
  const rules = blockingRules(columns).filter(({ name }) => names.includes(name));
  const hasSounds = rules.some(usesSounds);
  if (hasSounds) await makeSounds(session, columns);
  await makeInput(session, columns, hasSounds);
  await weighPairs(session, columns, { rules, randomPairs });
}

async function weighPairs(
  session: EngineSession,
  columns: readonly string[],
  { rules, randomPairs }: { readonly rules: readonly EvidenceBlocking[]; readonly randomPairs: number },
): Promise<void> {
  const compared = { comparisons: comparisonsOver(columns), columns, session };
  const strict = rules.filter(({ name }) => STRICT.includes(name));
  const prior = await priorOf(session, strict);
  const chances = await learnChances(session, strict, { compared, prior, randomPairs });
  await session.run(sql`create or replace table splink_pair as ${blockedPairs(rules, session)}`);
  const odds = oddsSql(compared.comparisons, chances, { prior, isByFrequency: true });
  const coded = codesOf(sql`select * from splink_pair`, compared);
  await session.run(
    sql`create or replace table ${id(PREDICT_TABLE)} as select *, odds / (1 + odds) as match_probability from (select *, ${odds} as odds from (${coded}) as coded) as weighed`,
  );
}

/** Clusters of the records whose pairs reach a match probability. */
export async function clusterPairs(session: EngineSession, threshold: number): Promise<void> {
  await session.run(
    sql`create or replace table splink_edge as select left_rid, right_rid from ${id(PREDICT_TABLE)} where match_probability >= ${threshold}`,
  );
  await connectComponents(session, INPUT_TABLE, 'splink_edge');
}
