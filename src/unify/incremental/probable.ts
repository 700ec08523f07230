import { previousTableOf, TABLES } from '../../model/tables.ts';
import { type EngineSession, PLACE_COLUMN } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { countRecords } from '../plan/records.ts';
import { keptRules, MAX_BLOCK_SIZE } from '../probability/block/choose.ts';
import { usesSounds } from '../probability/block/key.ts';
import { keyColumn, makeKeys } from '../probability/block/keys.ts';
import { tellLargest } from '../probability/block/skipped.ts';
import { makeSounds } from '../probability/block/sound.ts';
import { cutOf } from '../probability/cut.ts';
import type { ModelBasis } from '../probability/kept/basis.ts';
import { keepModel, readPublishedModel } from '../probability/kept/model.ts';
import { closestFirst, isReviewed, reviewRows } from '../probability/review.ts';
import { modelOf, type ProbabilityState } from '../probability/run.ts';
import { KEY_TABLE, PAIR_TABLE, SCORE_TABLE } from '../probability/tables.ts';
import { unifyPartByProbability } from '../probability/unify.ts';
import { keyTableOf } from '../tables.ts';
import { isCompared, noteKnownLarge } from './blocks.ts';
import { AREAS, MOVED_TABLE, RECOUNTED_TABLE, REVIEWED_TABLE } from './tables.ts';

/** The stages of the probabilistic mode over a part of the records. */
export function partStages(plan: UnifyPlan): readonly Stage[] {
  return unifyPartByProbability(plan, gatherPairs).stages;
}

/** The pairs among the records of a part that share a block which is compared. */
function gatherPairs(session: EngineSession, state: ProbabilityState): Promise<void> {
  return pairsOfKeys(session, state, [[id(KEY_TABLE), id(KEY_TABLE)]]);
}

/** Makes the keys of all records and writes the pairs of records, one of either relation of a choice, that share a block which is compared. */
export async function pairsOfKeys(
  session: EngineSession,
  state: ProbabilityState,
  choices: readonly (readonly [Sql, Sql])[],
): Promise<void> {
  const basis = requiredBasis(state);
  const rules = keptRules(state.columns, basis.blocking);
  if (rules.some(usesSounds)) await makeSounds(session, state.columns);
  await makeKeys(session, rules);
  await noteKnownLarge(session, basis);
  const pairs = rules.flatMap((_, place) =>
    choices.map(([left, right]) => {
      const column = keyColumn(place);
      const keyed = sql`(select rid, ${column} from ${left} where ${column} is not null and ${isCompared(basis, place)})`;
      return sql`select a.rid as left_rid, b.rid as right_rid from ${keyed} as a join ${right} as b on a.${column} = b.${column} and a.rid < b.rid`;
    }),
  );
  await session.run(
    sql`create or replace table ${id(PAIR_TABLE)} as select distinct left_rid, right_rid from (${join(pairs, ' union all ')})`,
  );
}

function requiredBasis(state: ProbabilityState): ModelBasis {
  const { basis } = modelOf(state);
  if (!basis) throw new Error('A part of the records is unified by a model that is kept.');
  return basis;
}

/** Adds to the pairs for a person to look at those that came because their block is no longer too large, or lost only that one. */
export async function noteReviewed(session: EngineSession, plan: UnifyPlan, basis: ModelBasis): Promise<void> {
  const area = await session.area(AREAS.after);
  const text = session.dialect.typeName('string');
  try {
    const moved = plan.entities.map(
      ({ name }) => sql`select rid from ${id(keyTableOf(name))} where cast(key as ${text}) in (
        select ${id('AlternateValue')} from ${area.outer(MOVED_TABLE)} where ${id('EntityName')} = ${name} and not is_changed)`,
    );
    const isMoved = (rid: Sql) => sql`${rid} in (${join(moved, ' union all ')})`;
    const pairs = sql`select left_rid, right_rid, weight, false as is_matched from ${id(SCORE_TABLE)}
      where (${isReviewed(cutOf(plan), basis.reviewedWithin)}) and ${isMoved(sql`left_rid`)} and ${isMoved(sql`right_rid`)}`;
    await area.run(sql`insert into ${area.outer(REVIEWED_TABLE)} ${reviewRows(plan, session.dialect, pairs)}`);
  } finally {
    await area.close();
  }
}

/** Stages that bring the tables of the probabilistic mode up to date, the one that is warned of first. */
export function probableSplices(plan: UnifyPlan): Readonly<Record<'told' | 'others', Stage[]>> {
  return { told: [keepModelStage(plan), spliceLargeBlocks()], others: [spliceReview(plan), spliceFrequencies()] };
}

function keepModelStage(plan: UnifyPlan): Stage {
  return {
    name: 'merge:model',
    summary: 'The model that is kept, with the number of records there are now.',
    table: TABLES.matchModel,
    run: async (session) => keepModel(session, await countRecords(session, plan)),
  };
}

function spliceLargeBlocks(): Stage {
  const [rule, hash] = [id('Rule'), id('Hash')];
  return {
    name: `merge:splice:${TABLES.largeBlock}`,
    summary: 'Blocks that are too large to be compared, those counted anew with their new size.',
    table: TABLES.largeBlock,
    run: async (session) => {
      await session.createChangedTable(TABLES.largeBlock, {
        previous: previousTableOf(TABLES.largeBlock),
        keys: ['Rule', 'Hash'],
        gone: sql`select ${rule}, ${hash} from ${id(RECOUNTED_TABLE)}`,
        rows: sql`select ${rule}, ${hash}, ${id('Key')}, ${id('Size')} from ${id(RECOUNTED_TABLE)} where is_large`,
      });
      const model = await readPublishedModel(session);
      await tellLargest(session, model?.basis?.blocking ?? [], MAX_BLOCK_SIZE);
    },
  };
}

/** Whether a pair may be another than before, over the marks of its records in `MOVED_TABLE`, null of those that did not move. */
const isOther = (left: Sql, right: Sql) =>
  sql`(coalesce(${left}, false) or coalesce(${right}, false) or (${left} is not null and ${right} is not null))`;

function spliceReview(plan: UnifyPlan): Stage {
  const joined = (table: Sql, name: (side: string) => string) =>
    join(
      ['1', '2'].map(
        (
          side,
        ) => sql`left join ${table} as ${id(name(side))} on ${id(name(side), 'EntityName')} = pair.${id(`Entity${side}`)}
          and ${id(name(side), 'AlternateValue')} = pair.${id(`Entity${side}Key`)}`,
      ),
      ' ',
    );
  const marks = ['moved1', 'moved2'].map((name) => id(name, 'is_changed')) as [Sql, Sql];
  const kept = sql`select pair.* from ${id(previousTableOf(TABLES.matchReview))} as pair ${joined(id(MOVED_TABLE), (side) => `moved${side}`)} where not ${isOther(...marks)}`;
  const columns = ['Entity1', 'Entity1Key', 'Entity2', 'Entity2Key', 'Probability'].map((name) => id(name));
  const isMatched = sql`coalesce(${id('end1', 'CustomerId')} = ${id('end2', 'CustomerId')}, pair.${id('IsMatched')}) as ${id('IsMatched')}`;
  return {
    name: `merge:splice:${TABLES.matchReview}`,
    summary: 'Pairs for a person to decide, those with a record that moved anew.',
    table: TABLES.matchReview,
    output: closestFirst(
      plan,
      sql`select ${join(columns)}, ${isMatched} from (${kept} union all select * from ${id(REVIEWED_TABLE)}) as pair ${joined(id(AREAS.after, TABLES.alternateKey), (side) => `end${side}`)}`,
    ),
  };
}

function spliceFrequencies(): Stage {
  const previous = previousTableOf(TABLES.matchFrequency);
  return {
    name: `merge:splice:${TABLES.matchFrequency}`,
    summary: 'How common values were when the weights were learned, as published.',
    table: TABLES.matchFrequency,
    run: (session) =>
      session.createChangedTable(TABLES.matchFrequency, {
        previous,
        keys: ['Column', 'Hash'],
        gone: sql`select ${id('Column')}, ${id('Hash')} from ${id(previous)} where false`,
        gonePlaces: sql`select 0 as ${id(PLACE_COLUMN)} where false`,
        rows: sql`select * from ${id(previous)} where false`,
      }),
  };
}
