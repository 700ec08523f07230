import {
  contactRecords,
  contactUnification,
  listedContactPairs,
  placeInAudience,
} from '../../accounts/contact-unification.ts';
import { CONTACT_OWNER_TABLE, CONTACT_RECORD_TABLE, RECORD } from '../../accounts/tables.ts';
import type { Clock } from '../../base/clock.ts';
import { type ContactMatching, contactMatchingOf, unifiesContacts } from '../../model/audience-model.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import { deduplicationTableOf, type Entity, previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { runIn } from '../../unify/incremental/part.ts';
import { LIST_COLUMNS } from '../../unify/match/pair-list.ts';
import { ID_HISTORY_TABLE } from '../../unify/naming/stage.ts';
import { createUnification, type UnificationRequest, type UnificationResult } from '../../unify/unification.ts';

/** Where the unification of contacts has its tables, which bear the names of those of customers. */
const AREA = 'contact';

/** The tables that it shares with the unification of customers, and those of contacts. */
const { customer, alternateKey, unifiedContact, contactKey, contactIdHistory } = TABLES;

/** Records of contacts with the rules that found them. */
export const CONTACT_DEDUPLICATION = deduplicationTableOf(contactRecords.name);

/** What was found of contacts who are one person. */
export type ContactUnificationResult = Pick<UnificationResult, 'statistics' | 'warnings'>;

export interface ContactUnificationRun extends StageRun {
  readonly onResult?: (result: ContactUnificationResult) => void;
}

/** The stage that tells whose each record of a contact is, by rules and lists of the audience; undefined without any. */
export function unifyContacts(model: InsightModel, run: ContactUnificationRun): Stage | undefined {
  if (!unifiesContacts(model)) return undefined;
  return {
    name: 'contact:unify',
    summary: 'Records of one person at one account become one contact, which keeps the id that most of them had.',
    table: CONTACT_OWNER_TABLE,
    run: async (session) => {
      await withContactUnification(session, { matching: contactMatchingOf(model), clock: run.clock }, (area, request) =>
        runUnification(area, request, run),
      );
      await keepResult(session);
    },
  };
}

async function runUnification(area: EngineSession, request: UnificationRequest, run: ContactUnificationRun) {
  const { stages, result } = createUnification(request);
  await runStages(area, [...stages.map, ...stages.match, ...stages.merge], runIn(AREA, run));
  const { statistics, warnings } = await result(area);
  const placed = warnings.map((warning) => ({ ...warning, place: placeInAudience(warning.place) }));
  run.onResult?.({ statistics, warnings: placed });
}

export interface ContactUnificationOptions {
  readonly matching: ContactMatching;
  readonly clock: Clock;
}

/** Works with the unification of contacts, in an area of the session that holds `CONTACT_RECORD_TABLE`. */
export async function withContactUnification<Result>(
  session: EngineSession,
  { matching, clock }: ContactUnificationOptions,
  work: (area: EngineSession, request: UnificationRequest) => Promise<Result>,
): Promise<Result> {
  const area = await session.area(AREA);
  try {
    await area.run(
      sql`create or replace view ${id(contactRecords.name)} as select * from ${area.outer(CONTACT_RECORD_TABLE)}`,
    );
    return await work(area, {
      unification: contactUnification(matching),
      entities: [contactRecords, ...(await showLists(area, matching))],
      previous: { hasAlternateKey: await previousAsOfCustomers(area) },
      dialect: area.dialect,
      clock,
    });
  } finally {
    await area.close();
  }
}

/** Shows the area the entities that list pairs, as pairs of its records. */
async function showLists(area: EngineSession, { contacts, alwaysMatch, neverMatch }: ContactMatching) {
  const names = [alwaysMatch, neverMatch].flatMap((list) => list?.entity ?? []);
  for (const name of names) {
    const pairs = listedContactPairs(area.outer(name), contacts, area.dialect);
    await area.run(sql`create or replace view ${id(name)} as ${pairs}`);
  }
  const attributes = LIST_COLUMNS.map((name) => ({ name, type: 'string' as const }));
  return names.map((name): Entity => ({ name, attributes }));
}

/** Shows the area the contacts as last published under the names of customers; false where there are none. */
async function previousAsOfCustomers(area: EngineSession): Promise<boolean> {
  const [contacts, keys, history] = [unifiedContact, contactKey, contactIdHistory].map((name) => previousTableOf(name));
  if (!contacts || !keys || !history || !(await area.columns(keys)) || !(await area.columns(contacts))) return false;
  const contactId = sql`${id('UnifiedContactId')} as ${id('CustomerId')}`;
  const record = sql`${id('EntityName')} || '|' || ${id('AlternateValue')} as ${id('AlternateValue')}`;
  const given = (await area.columns(history))
    ? sql`select ${contactId}, ${id('FirstRefresh')} from ${area.outer(history)}`
    : sql`select distinct ${contactId}, 1 as ${id('FirstRefresh')} from ${area.outer(keys)}`;
  const shown = {
    [alternateKey]: sql`select ${contactRecords.name} as ${id('EntityName')}, ${record}, ${contactId} from ${area.outer(keys)}`,
    [customer]: sql`select ${contactId}, ${id('PreviousContactId')} as ${id('PreviousCustomerId')} from ${area.outer(contacts)}`,
    [ID_HISTORY_TABLE]: given,
  };
  for (const [name, query] of Object.entries(shown))
    await area.run(sql`create or replace view ${id(previousTableOf(name))} as ${query}`);
  return true;
}

/** Takes over what the refresh goes on with: whose each record is, the ids ever given, and the rules that found them. */
async function keepResult(session: EngineSession): Promise<void> {
  const contactId = sql`${id('CustomerId')} as ${id('UnifiedContactId')}`;
  const [keys, profiles] = [id(AREA, alternateKey), id(AREA, customer)];
  const owner = sql`select k.${id('AlternateValue')} as ${id(RECORD.key)}, k.${contactId}, c.${id('PreviousCustomerId')} as ${id('PreviousContactId')} from ${keys} as k join ${profiles} as c using (${id('CustomerId')})`;
  await session.run(sql`create or replace table ${id(CONTACT_OWNER_TABLE)} as ${owner}`);
  const given = sql`select ${contactId}, ${id('FirstRefresh')} from ${id(AREA, ID_HISTORY_TABLE)}`;
  await session.run(sql`create or replace table ${id(contactIdHistory)} as ${given}`);
  const found = id(AREA, CONTACT_DEDUPLICATION);
  await session.run(sql`create or replace table ${id(CONTACT_DEDUPLICATION)} as select * from ${found}`);
}
