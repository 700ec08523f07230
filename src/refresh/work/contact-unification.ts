import { contactRecords, contactUnification, placeInAudience } from '../../accounts/contact-unification.ts';
import { CONTACT_OWNER_TABLE, CONTACT_RECORD_TABLE, RECORD } from '../../accounts/tables.ts';
import type { ErrorRecord } from '../../base/errors.ts';
import { contactRulesOf } from '../../model/audience-model.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { runIn } from '../../unify/incremental/part.ts';
import { ID_HISTORY_TABLE } from '../../unify/naming/stage.ts';
import { createUnification } from '../../unify/unification.ts';

/** Where the unification of contacts has its tables, which bear the names of those of customers. */
const AREA = 'contact';

/** The tables that it shares with the unification of customers, and those of contacts. */
const { customer, alternateKey, unifiedContact, contactKey, contactIdHistory } = TABLES;

export interface ContactUnificationRun extends StageRun {
  readonly onWarnings?: (warnings: readonly ErrorRecord[]) => void;
}

/** The stage that tells whose each record of a contact is, by the rules of the audience; undefined without rules. */
export function unifyContacts(model: InsightModel, run: ContactUnificationRun): Stage | undefined {
  const rules = contactRulesOf(model);
  if (rules.length === 0) return undefined;
  return {
    name: 'contact:unify',
    summary: 'Records of one person at one account become one contact, which keeps the id that most of them had.',
    table: CONTACT_OWNER_TABLE,
    run: async (session) => {
      const area = await session.area(AREA);
      try {
        await area.run(
          sql`create or replace view ${id(contactRecords.name)} as select * from ${area.outer(CONTACT_RECORD_TABLE)}`,
        );
        const { stages, result } = createUnification({
          unification: contactUnification(rules),
          entities: [contactRecords],
          previous: { hasAlternateKey: await previousAsOfCustomers(area) },
          dialect: area.dialect,
          clock: run.clock,
        });
        await runStages(area, [...stages.map, ...stages.match, ...stages.merge], runIn(AREA, run));
        const { warnings } = await result(area);
        run.onWarnings?.(warnings.map((warning) => ({ ...warning, place: placeInAudience(warning.place) })));
      } finally {
        await area.close();
      }
      await keepResult(session);
    },
  };
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

/** Takes over what the refresh goes on with: whose each record is, and the ids ever given. */
async function keepResult(session: EngineSession): Promise<void> {
  const contactId = sql`${id('CustomerId')} as ${id('UnifiedContactId')}`;
  const [keys, profiles] = [id(AREA, alternateKey), id(AREA, customer)];
  const owner = sql`select k.${id('AlternateValue')} as ${id(RECORD.key)}, k.${contactId}, c.${id('PreviousCustomerId')} as ${id('PreviousContactId')} from ${keys} as k join ${profiles} as c using (${id('CustomerId')})`;
  await session.run(sql`create or replace table ${id(CONTACT_OWNER_TABLE)} as ${owner}`);
  const given = sql`select ${contactId}, ${id('FirstRefresh')} from ${id(AREA, ID_HISTORY_TABLE)}`;
  await session.run(sql`create or replace table ${id(contactIdHistory)} as ${given}`);
}
