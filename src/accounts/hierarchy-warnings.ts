import type { ErrorRecord, FluxuError } from '../base/errors.ts';
import { accountEntityOf, hierarchiesOf } from '../model/audience-model.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { accountError } from './catalogue.ts';
import { hierarchyTables, MAX_LEVELS } from './hierarchy.ts';

/** Keys that name no account, accounts with several parents, circles, and what is too deep, of every hierarchy. */
export async function readHierarchyWarnings(session: EngineSession, model: InsightModel): Promise<ErrorRecord[]> {
  const warnings: FluxuError[] = [];
  for (const [index, hierarchy] of hierarchiesOf(model).entries()) {
    const { name } = hierarchy;
    const at = { place: { object: 'audience', pointer: `/hierarchies/${index}` } };
    const accounts = accountEntityOf(hierarchy, model.unifiedEntities) ?? '';
    const count = async (keys: Sql) => {
      const [row = {}] = await session.rows(sql`select count(*) as n, min(own) as example from (${keys})`);
      return { hierarchy: name, count: Number(row['n']), example: String(row['example']) };
    };
    const unknown = await count(unknownKeys(name));
    const several = await count(severalParents(name));
    const circles = await count(inCircles(name));
    const deep = await count(tooDeep(name));
    warnings.push(
      ...(unknown.count > 0 ? [accountError('FLX_HIERARCHY_KEY_UNKNOWN', { ...unknown, accounts }, at)] : []),
      ...(several.count > 0 ? [accountError('FLX_HIERARCHY_PARENTS', several, at)] : []),
      ...(circles.count > 0 ? [accountError('FLX_HIERARCHY_CIRCLE', circles, at)] : []),
      ...(deep.count > 0 ? [accountError('FLX_HIERARCHY_DEPTH', { ...deep, levels: MAX_LEVELS }, at)] : []),
    );
  }
  return warnings.map((warning) => warning.toJSON());
}

function unknownKeys(name: string): Sql {
  const rows = id(hierarchyTables.rows(name));
  return sql`select own from ${rows} where account is null union select above from ${rows} where parent is null and above is not null`;
}

function severalParents(name: string): Sql {
  const rows = id(hierarchyTables.rows(name));
  return sql`select min(own) as own from ${rows} where account <> parent group by account having count(distinct parent) > 1`;
}

/** The smallest circle is a record that names itself; records unified with their parent are none. */
function inCircles(name: string): Sql {
  const { rows, circles } = hierarchyTables;
  return ownKeys(
    name,
    sql`select account from ${id(circles(name))} union select account from ${id(rows(name))} where own = above`,
  );
}

function tooDeep(name: string): Sql {
  const { parents, circles } = hierarchyTables;
  const alone = sql`select "CustomerId" from ${id(name)} where "ParentCustomerId" is null`;
  return ownKeys(
    name,
    sql`select account from ${id(parents(name))} where account in (${alone}) and account not in (select account from ${id(circles(name))})`,
  );
}

/** The smallest key of each account. */
function ownKeys(name: string, accounts: Sql): Sql {
  return sql`select min(own) as own from ${id(hierarchyTables.rows(name))} where account in (${accounts}) group by account`;
}
