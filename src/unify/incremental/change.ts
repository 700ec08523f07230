import { previousTableOf } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { writeRowChanges } from '../../sql/row-change.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { valuesOf } from '../map/normal.ts';
import { isKey } from '../map/records.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { publishedBasis } from '../probability/kept/followed.ts';
import { CHANGED_TABLE, changeTableOf, nowTableOf } from './tables.ts';

/**
 * Finds the records of every entity that differ from the published rows in what unification reads.
 * @returns why they cannot be followed, as a sentence; undefined when they can.
 */
export async function findChanges(session: EngineSession, plan: UnifyPlan): Promise<string | undefined> {
  for (const entity of plan.entities) {
    await writeChanges(session, plan, entity);
    if (await hasKeyFaults(session, entity)) return `Primary keys of ${entity.name} are missing or repeated.`;
  }
  const text = session.dialect.typeName('string');
  const changed = plan.entities.map(
    ({ name }) =>
      sql`select ${name} as entity, cast(key as ${text}) as value, is_relevant from ${id(changeTableOf(name))}`,
  );
  await session.run(sql`create or replace table ${id(CHANGED_TABLE)} as ${join(changed, ' union all ')}`);
  return (await hasLostListed(session, plan))
    ? 'A record that is listed with one that always or never matches is gone.'
    : undefined;
}

/** Whether a record of the always match or never match list is there no longer. */
async function hasLostListed(session: EngineSession, { unification, entities }: UnifyPlan): Promise<boolean> {
  const pairs = [unification.alwaysMatch, unification.neverMatch].flatMap((list) => list?.pairs ?? []);
  if (pairs.length === 0) return false;
  const listed = new Set(
    pairs.flatMap(({ entity1, key1, entity2, key2 }) => [listedKey(entity1, key1), listedKey(entity2, key2)]),
  );
  const text = session.dialect.typeName('string');
  for (const { name } of entities) {
    const gone = sql`select cast(key as ${text}) as key from ${id(changeTableOf(name))} where was_there and not is_there`;
    for (const { key } of await session.rows(gone)) if (listed.has(listedKey(name, String(key)))) return true;
  }
  return false;
}

/** A record as lists name it: the entity in any case. */
const listedKey = (entity: string, key: string) => JSON.stringify([entity.toLowerCase(), key]);

/** Of each entity the rows in which anything that unification reads differs, and whether rules compare it. */
async function writeChanges(session: EngineSession, plan: UnifyPlan, entity: PlannedEntity): Promise<void> {
  const { name, primaryKey, attributes } = entity;
  const previous = previousTableOf(name);
  const now = id(nowTableOf(name));
  const differing = await session.differingRows(name, previous);
  if (differing) await session.run(sql`create or replace table ${now} as ${differing.now}`);
  else await session.run(sql`create or replace view ${now} as select * from ${id(name)}`);
  await writeRowChanges(session, {
    table: name,
    previous,
    differing: differing && { ...differing, now: sql`select * from ${now}` },
    key: primaryKey.name,
    columns: attributes.map((attribute) => attribute.name),
    relevant: await comparedAttributes(session, plan, entity),
    into: changeTableOf(name),
  });
}

/** Attributes that rules or probabilities compare. */
async function comparedAttributes(session: EngineSession, plan: UnifyPlan, entity: PlannedEntity): Promise<string[]> {
  const byRules = valuesOf(plan, entity).map(({ attribute }) => attribute.name);
  const basis = await publishedBasis(session, plan);
  const weighed = basis?.sources.find((source) => source.entity === entity.name)?.columns ?? [];
  const country = basis && entity.phoneCountry.attribute;
  return [
    ...new Set([...byRules, ...weighed.map(({ column }) => column), ...(country === undefined ? [] : [country])]),
  ];
}

/**
 * The published rows have no such faults; so every fault shows in what changed, in the number of rows, or where a row that
 * stayed has the key of one that came: another attribute may tell the rows of the source apart.
 */
async function hasKeyFaults(session: EngineSession, { name, primaryKey }: PlannedEntity): Promise<boolean> {
  const [rows, before] = [await session.rowCount(name), await session.rowCount(previousTableOf(name))];
  const faults = await session.value(sql`select ${rows} <> ${before}
      + count(case when not was_there then 1 end) - count(case when not is_there then 1 end)
    or count(*) <> count(distinct key) or count(case when is_there and not ${isKey(primaryKey, sql`key`)} then 1 end) > 0
    or exists (select 1 from ${id(previousTableOf(name))}
      where ${id(primaryKey.name)} in (select key from ${id(changeTableOf(name))} where not was_there))
    from ${id(changeTableOf(name))}`);
  return faults === true;
}
