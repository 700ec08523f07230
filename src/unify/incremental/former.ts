import { previousTableOf, TABLES } from '../../model/tables.ts';
import { type EngineSession, PLACE_COLUMN } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { derivedId, FRESH_TABLE } from '../naming/identifier.ts';
import { ID_HISTORY_TABLE } from '../naming/stage.ts';
import { AFFECTED_ID_TABLE, PART_KEY_TABLE } from './tables.ts';

const CUSTOMER_ID = id('CustomerId');
const CUSTOMER = id('Customer');
const HISTORY = previousTableOf(ID_HISTORY_TABLE);

/**
 * Leaves to naming the published rows of the affected profiles only, under the names that it reads: these profiles are
 * sought once, and their records are known.
 * @returns why everything must be unified anew, as a sentence; undefined when it is done.
 */
export async function limitPrevious(session: EngineSession, area: EngineSession): Promise<string | undefined> {
  const [customer, keys] = [previousTableOf(TABLES.customer), previousTableOf(TABLES.alternateKey)];
  const ids = area.outer(AFFECTED_ID_TABLE);
  const hash = session.dialect.hash([CUSTOMER_ID]);
  const isPart = sql`${hash} in (select ${CUSTOMER} from ${id(PART_KEY_TABLE)})`;
  const published = await session.rowsWhere(customer, isPart, { hasPlaces: true });
  await session.run(sql`create or replace table ${id(AFFECTED_ID_TABLE)} as
    select ${CUSTOMER_ID}, ${id('PreviousCustomerId')}, ${hash} as ${CUSTOMER}, ${id(PLACE_COLUMN)} from (${published})`);
  const hasTwins = await session.value(
    sql`select count(*) <> (select count(distinct ${CUSTOMER}) from ${id(PART_KEY_TABLE)}) from ${id(AFFECTED_ID_TABLE)}`,
  );
  if (hasTwins === true) return 'The hashes of two ids are the same.';
  await area.run(
    sql`create or replace table ${id(customer)} as select ${CUSTOMER_ID}, ${id('PreviousCustomerId')} from ${ids}`,
  );
  await area.run(sql`create or replace table ${id(keys)} as
    select part.${id('EntityName')}, part.${id('AlternateValue')}, own.${CUSTOMER_ID}
    from ${id(PART_KEY_TABLE)} as part join ${ids} as own on own.${CUSTOMER} = part.${CUSTOMER}`);
  return undefined;
}

/** How often an id is derived from itself before the record of ids is asked. */
const DERIVATIONS = 2;
/** Ids that the profiles of the part may be given, and how often each was derived: CustomerId, step. */
const CANDIDATE_TABLE = 'unify_id_candidate';

/**
 * The stage that leaves to naming the record of ids as far as it tells of this part: of the ids that its profiles had, and
 * of those that they may be given. It comes after the one that derives these.
 */
export const limitHistoryStage: Stage = {
  name: 'name:limit',
  summary: 'What is known of the ids that profiles of this part had or may be given.',
  table: previousTableOf(ID_HISTORY_TABLE),
  run: async (area) => {
    await area.run(
      sql`create or replace table ${id(CANDIDATE_TABLE)} as select ${CUSTOMER_ID}, 0 as step from ${id(FRESH_TABLE)}`,
    );
    let step = 0;
    do {
      await derive(area, step);
      step += DERIVATIONS;
      await limitHistory(area);
    } while (await isTaken(area, step));
  },
};

/** Derives further candidates from those of a step. */
async function derive(area: EngineSession, step: number): Promise<void> {
  const candidates = id(CANDIDATE_TABLE);
  for (let last = step; last < step + DERIVATIONS; last++)
    await area.run(sql`insert into ${candidates}
      select ${derivedId(CUSTOMER_ID)}, ${last + 1} from ${candidates} where step = ${last}`);
}

async function limitHistory(area: EngineSession): Promise<void> {
  const ids = sql`select ${CUSTOMER_ID} from ${id(CANDIDATE_TABLE)} union all select ${CUSTOMER_ID} from ${area.outer(AFFECTED_ID_TABLE)}`;
  await area.run(sql`create or replace table ${id(HISTORY)} as
    select * from ${area.outer(HISTORY)} where ${CUSTOMER_ID} in (${ids})`);
}

/** Whether one of the ids that were derived last was given to somebody, so that further ones may be tried. */
async function isTaken(area: EngineSession, step: number): Promise<boolean> {
  const last = sql`select ${CUSTOMER_ID} from ${id(CANDIDATE_TABLE)} where step = ${step}`;
  return Number(await area.value(sql`select count(*) from ${id(HISTORY)} where ${CUSTOMER_ID} in (${last})`)) > 0;
}
