import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { keyTableOf, MEMBER_TABLE, NAME_TABLE, OVERLAP_TABLE, PROFILE_TABLE } from '../tables.ts';
import { derivedId, FIELD_ID_TABLE, FRESH_TABLE, fieldIdStage, freshIdStage } from './identifier.ts';
import { inheritIdsInEngine } from './inherit.ts';
import { PREVIOUS_IDS_TABLE, RETURNING_TABLE, writePreviousIds } from './previous-ids.ts';
import { inheritIds } from './succession.ts';

/** Every CustomerId ever given and the refresh that gave it, so that none is given to somebody else. */
export const ID_HISTORY_TABLE = 'CustomerIdHistory';

/** Name of the stage that makes it. */
export const HISTORY_STAGE = 'name:history';

const CLAIM_TABLE = 'unify_claim';
const CONTESTED_TABLE = 'unify_contested';
const INHERITED_TABLE = 'unify_inherited';
const TAKEN_TABLE = 'unify_taken_id';
const CUSTOMER_ID = id('CustomerId');
const PREVIOUS_CUSTOMER_ID = id('PreviousCustomerId');

/** What is known of the last published refresh. */
export interface PreviousTables {
  readonly hasAlternateKey: boolean;
}

/** Stages that name every profile: its old id where its records had one, a derived one otherwise. */
export function nameStages(plan: UnifyPlan, previous: PreviousTables, dialect: Dialect): Stage[] {
  const hasFields = (plan.unification.customerIdKeys ?? []).length > 0;
  const inherit = previous.hasAlternateKey
    ? [
        takenStage(),
        overlapStage(plan, dialect),
        ...claimStages(hasFields),
        inheritStage(hasFields),
        untakenStage(hasFields),
      ]
    : [];
  return [
    freshIdStage(plan, dialect),
    ...fieldIdStage(plan, dialect),
    ...inherit,
    nameStage({ hasPrevious: previous.hasAlternateKey, hasFields }, dialect),
    historyStage(previous.hasAlternateKey),
  ];
}

const previousKeys = id(previousTableOf(TABLES.alternateKey));

/** Ids that were ever given: CustomerId, age. The record of ids has each once; without it, those in use count. */
function takenStage(): Stage {
  return {
    name: 'name:taken',
    summary: 'Every CustomerId that was ever given, and when.',
    table: TAKEN_TABLE,
    run: async (session) => {
      const history = previousTableOf(ID_HISTORY_TABLE);
      const isKnown = (await session.columns(history)) !== undefined;
      const ids = isKnown
        ? sql`select ${CUSTOMER_ID}, ${id('FirstRefresh')} as age from ${id(history)}`
        : sql`select distinct ${CUSTOMER_ID}, ${Number.MAX_SAFE_INTEGER} as age from ${previousKeys}`;
      await session.run(sql`create or replace view ${id(TAKEN_TABLE)} as ${ids}`);
    },
  };
}

/** How many records of each cluster had which id. */
function overlapStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const text = dialect.typeName('string');
  const records = plan.entities.map(
    ({ name }) => sql`select keys.rid, previous.${CUSTOMER_ID} from ${id(keyTableOf(name))} as keys
      join (select ${id('AlternateValue')}, ${CUSTOMER_ID} from ${previousKeys} where ${id('EntityName')} = ${name}) as previous
      on previous.${id('AlternateValue')} = cast(keys.key as ${text})`,
  );
  return createTableStage({
    name: 'name:overlap',
    summary: 'How many records of each profile had which CustomerId.',
    table: OVERLAP_TABLE,
    query: sql`select cluster, ${CUSTOMER_ID}, count(*) as records, min(rid) as first_rid, max(taken.age) as age
      from (${join(records, ' union all ')}) join ${id(MEMBER_TABLE)} using (rid) join ${id(TAKEN_TABLE)} as taken using (${CUSTOMER_ID}) group by cluster, ${CUSTOMER_ID}`,
  });
}

/** Where ids pass from profile to profile; those that have theirs from a field take no part. */
const claimTable = (hasFields: boolean) => id(hasFields ? CLAIM_TABLE : OVERLAP_TABLE);

function claimStages(hasFields: boolean): Stage[] {
  const fields = id(FIELD_ID_TABLE);
  const claims = createTableStage({
    name: 'name:claim',
    summary: 'Overlaps of the profiles that do not have their id from a field.',
    table: CLAIM_TABLE,
    query: sql`select * from ${id(OVERLAP_TABLE)}
      where cluster not in (select cluster from ${fields}) and ${CUSTOMER_ID} not in (select ${CUSTOMER_ID} from ${fields})`,
  });
  const several = (column: Sql) =>
    sql`${column} in (select ${column} from ${claimTable(hasFields)} group by ${column} having count(*) > 1)`;
  const contested = createTableStage({
    name: 'name:contested',
    summary: 'Profiles that had several ids, and ids that lie in several profiles.',
    table: CONTESTED_TABLE,
    query: sql`select * from ${claimTable(hasFields)} where ${several(sql`cluster`)} or ${several(CUSTOMER_ID)}`,
  });
  return hasFields ? [claims, contested] : [contested];
}

function inheritStage(hasFields: boolean): Stage {
  return {
    name: 'name:inherit',
    summary: 'Which profile keeps which CustomerId.',
    table: INHERITED_TABLE,
    run: async (session) => {
      const overlaps = sql`select * from ${id(CONTESTED_TABLE)}`;
      if (session.dialect.supportsIntegerPairs) await inheritHere(session, overlaps);
      else await inheritIdsInEngine(session, { table: INHERITED_TABLE, overlaps });
      await session.run(sql`insert into ${id(INHERITED_TABLE)} select cluster, ${CUSTOMER_ID} from ${claimTable(hasFields)}
        where cluster not in (select cluster from ${id(CONTESTED_TABLE)})`);
    },
  };
}

async function inheritHere(session: EngineSession, overlaps: Sql): Promise<void> {
  const rows = await session.rows(overlaps);
  const inherited = inheritIds(
    rows.map((row) => ({
      cluster: Number(row['cluster']),
      customerId: String(row['CustomerId']),
      records: Number(row['records']),
      age: Number(row['age']),
      firstRecord: Number(row['first_rid']),
    })),
  );
  const columns = [
    { name: 'cluster', type: 'integer' },
    { name: 'CustomerId', type: 'string' },
  ] as const;
  await session.insert(INHERITED_TABLE, columns, [
    [...inherited].map(([cluster, customerId]) => ({ cluster, CustomerId: customerId })),
  ]);
}

/**
 * Derives again, from itself, every fresh id that somebody had before, until none is left; profiles that have another id
 * need none. One that ended in the profile from which its records come now is given back: the same record gave it, so it is
 * the id of this customer.
 */
function untakenStage(hasFields: boolean): Stage {
  const tables = hasFields ? [INHERITED_TABLE, FIELD_ID_TABLE] : [INHERITED_TABLE];
  const named = join(
    tables.map((table) => sql`select cluster from ${id(table)}`),
    ' union all ',
  );
  return {
    name: 'name:untaken',
    summary: 'Fresh ids that nobody had before, or that ended in the profile from which they part again.',
    table: FRESH_TABLE,
    run: async (session) => {
      const fresh = id(FRESH_TABLE);
      const taken = id('unify_clashing_id');
      await session.run(
        sql`create or replace table ${fresh} as select * from ${fresh} where cluster not in (${named})`,
      );
      const returning = await returningIds(session);
      await session.run(
        sql`create or replace view ${taken} as select ${CUSTOMER_ID} from ${id(TAKEN_TABLE)} where ${CUSTOMER_ID} not in (${returning})`,
      );
      const clashes = sql`select count(*) from ${fresh} join ${taken} using (${CUSTOMER_ID})`;
      while (Number(await session.value(clashes)) > 0)
        await session.run(sql`create or replace table ${fresh} as select fresh.cluster,
          case when taken.${CUSTOMER_ID} is null then fresh.${CUSTOMER_ID} else ${derivedId(sql`fresh.${CUSTOMER_ID}`)} end as ${CUSTOMER_ID}
          from ${fresh} as fresh left join ${taken} as taken on taken.${CUSTOMER_ID} = fresh.${CUSTOMER_ID}`);
    },
  };
}

/** Query of the fresh ids that `PreviousCustomerId` of a profile notes from which their records come. */
async function returningIds(session: EngineSession): Promise<Sql> {
  const customers = previousTableOf(TABLES.customer);
  const columns = (await session.columns(customers)) ?? [];
  const isNoted = columns.some(({ name }) => name === 'PreviousCustomerId');
  const noted = sql`';' || former.${PREVIOUS_CUSTOMER_ID} || ';' like '%;' || fresh.${CUSTOMER_ID} || ';%'`;
  const query = isNoted
    ? sql`select fresh.${CUSTOMER_ID} from ${id(FRESH_TABLE)} as fresh join ${id(OVERLAP_TABLE)} as overlap using (cluster)
        join ${id(customers)} as former on former.${CUSTOMER_ID} = overlap.${CUSTOMER_ID}
        where former.${PREVIOUS_CUSTOMER_ID} is not null and ${noted} and fresh.${CUSTOMER_ID} not in (select ${CUSTOMER_ID} from ${id(customers)})`
    : sql`select ${CUSTOMER_ID} from ${id(FRESH_TABLE)} where false`;
  await session.run(sql`create or replace table ${id(RETURNING_TABLE)} as ${query}`);
  return sql`select ${CUSTOMER_ID} from ${id(RETURNING_TABLE)}`;
}

function nameStage({ hasPrevious, hasFields }: { hasPrevious: boolean; hasFields: boolean }, dialect: Dialect): Stage {
  const sources = [...(hasFields ? [FIELD_ID_TABLE] : []), ...(hasPrevious ? [INHERITED_TABLE] : []), FRESH_TABLE];
  const names = sources.map((_, index) => sql`${id(`source${index}`)}.${CUSTOMER_ID}`);
  const joins = sources.map((table, index) => {
    const name = id(`source${index}`);
    return sql`left join ${id(table)} as ${name} on ${name}.cluster = profile.cluster`;
  });
  const named = (previous: Sql, further: Sql) =>
    sql`create or replace table ${id(NAME_TABLE)} as select profile.cluster, profile.is_matched, coalesce(${join(names)}) as ${CUSTOMER_ID}, ${previous} as ${PREVIOUS_CUSTOMER_ID}
      from ${id(PROFILE_TABLE)} as profile ${join(joins, '\n')} ${further}`;
  const nothing = sql`cast(null as ${dialect.typeName('string')})`;
  return {
    name: 'name',
    summary: 'CustomerId of every profile, and the ids it went by before.',
    table: NAME_TABLE,
    run: async (session) => {
      await session.run(named(nothing, sql``));
      if (!hasPrevious) return;
      await writePreviousIds(session);
      const previous = id(PREVIOUS_IDS_TABLE);
      await session.run(
        named(
          sql`previous.${PREVIOUS_CUSTOMER_ID}`,
          sql`left join ${previous} as previous on previous.cluster = profile.cluster`,
        ),
      );
    },
  };
}

/** The record of ids grows by those given for the first time. */
function historyStage(hasPrevious: boolean): Stage {
  return {
    name: HISTORY_STAGE,
    summary: 'Every CustomerId ever given, with the number of the refresh that gave it first.',
    table: ID_HISTORY_TABLE,
    run: async (session) => {
      const previous = previousTableOf(ID_HISTORY_TABLE);
      const known = hasPrevious && (await session.columns(previous)) ? id(previous) : undefined;
      const first = sql`select ${CUSTOMER_ID}, 1 as ${id('FirstRefresh')} from ${id(NAME_TABLE)}`;
      const query = known
        ? sql`select ${CUSTOMER_ID}, ${id('FirstRefresh')} from ${known}
          union all select name.${CUSTOMER_ID}, (select coalesce(max(${id('FirstRefresh')}), 0) + 1 from ${known}) from ${id(NAME_TABLE)} as name
          where name.${CUSTOMER_ID} not in (select ${CUSTOMER_ID} from ${known})`
        : first;
      await session.createFileTable(ID_HISTORY_TABLE, query);
    },
  };
}
