import type { AccountHierarchy } from '../model/audience.ts';
import { accountEntityOf, hierarchiesOf } from '../model/audience-model.ts';
import type { InsightModel } from '../model/insight-model.ts';
import { ancestorTableOf, TABLES } from '../model/tables.ts';
import type { Dialect } from '../sql/dialect.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { joinAccount, keyText } from './account-key.ts';

export interface HierarchyStagesRequest {
  readonly model: InsightModel;
  readonly dialect: Dialect;
}

/** Levels below the top that a hierarchy may have; what is deeper stands alone. */
export const MAX_LEVELS = 100;

/** Working tables of a hierarchy. */
export const hierarchyTables = {
  /** Its source rows with the accounts that their keys name. */
  rows: (hierarchy: string) => `${hierarchy}_rows`,
  /** One parent an account. */
  parents: (hierarchy: string) => `${hierarchy}_parents`,
  /** Accounts that are above themselves. */
  circles: (hierarchy: string) => `${hierarchy}_circles`,
} as const;

/**
 * The stages that make, for each hierarchy, the entity of its name (parent, top and level of every account) and the table
 * of all accounts above each. An account without a parent is the top of its own. Links between accounts that stand in a
 * circle are left out, so that every line ends.
 */
export function createHierarchyStages({ model, dialect }: HierarchyStagesRequest): Stage[] {
  return hierarchiesOf(model).flatMap((hierarchy) => {
    const { name } = hierarchy;
    const stage = (step: string, summary: string, table: string, query: Sql) =>
      createTableStage({ name: step ? `hierarchy:${name}:${step}` : `hierarchy:${name}`, summary, table, query });
    const { rows, parents, circles } = hierarchyTables;
    const accounts = accountEntityOf(hierarchy, model.unifiedEntities);
    return [
      stage(
        'rows',
        'Accounts and parents that the source names.',
        rows(name),
        rowsOf(hierarchy, { dialect, accounts }),
      ),
      stage('parents', 'One parent an account.', parents(name), parentsOf(name, dialect)),
      stage('circles', 'Accounts that are above themselves.', circles(name), circlesOf(name)),
      stage('', 'Parent, top and level of every account.', name, levelsOf(name, dialect)),
      stage('ancestors', 'Every account with all above it.', ancestorTableOf(name), ancestorsOf(name)),
    ];
  });
}

function rowsOf(
  { entity, account, parent }: AccountHierarchy,
  naming: { readonly dialect: Dialect; readonly accounts: string | undefined },
): Sql {
  const [own, above] = [id('r0', account), id('r0', parent)];
  const columns = sql`${keyText(own, naming.dialect)} as own, ${keyText(above, naming.dialect)} as above, a."CustomerId" as account, p."CustomerId" as parent`;
  const joins = sql`${joinAccount(own, 'a', naming)}${joinAccount(above, 'p', naming)}`;
  return sql`select ${columns} from ${id(entity)} as r0${joins} where ${own} is not null`;
}

/** Of several records of an account that name different parents, the one with the smallest keys decides. */
function parentsOf(name: string, dialect: Dialect): Sql {
  const parent = dialect.argMin(sql`parent`, sql`own || '|' || above`);
  return sql`select account, ${parent} as parent from ${id(hierarchyTables.rows(name))} where account is not null and parent is not null and account <> parent group by account`;
}

/** Accounts that no top leads down to are in a circle or below one; those that lead up to themselves are in it. */
function circlesOf(name: string): Sql {
  const parents = id(hierarchyTables.parents(name));
  const tops = sql`select "CustomerId", 0 from ${id(TABLES.customer)} where "CustomerId" not in (select account from ${parents})`;
  const down = sql`select p.account, r.level + 1 from reached as r join ${parents} as p on p.parent = r.account where r.level < ${MAX_LEVELS}`;
  const lost = sql`select account, parent, 1 from ${parents} where account not in (select account from reached)`;
  const up = sql`select c.start, p.parent, c.steps + 1 from climb as c join ${parents} as p on p.account = c.stand where c.steps < ${MAX_LEVELS} and c.stand <> c.start`;
  return sql`with recursive reached(account, level) as (${tops} union all ${down}), climb(start, stand, steps) as (${lost} union all ${up}) select distinct start as account from climb where stand = start`;
}

function levelsOf(name: string, dialect: Dialect): Sql {
  const { parents, circles } = hierarchyTables;
  const kept = sql`select account, parent from ${id(parents(name))} where account not in (select account from ${id(circles(name))})`;
  const alone = (reached: Sql) =>
    sql`select "CustomerId", cast(null as ${dialect.typeName('string')}), "CustomerId", 0 from ${id(TABLES.customer)} where "CustomerId" not in (${reached})`;
  const below = sql`select k.account, k.parent, l."RootCustomerId", l."Level" + 1 from line as l join kept as k on k.parent = l."CustomerId" where l."Level" < ${MAX_LEVELS}`;
  const line = sql`line("CustomerId", "ParentCustomerId", "RootCustomerId", "Level") as (${alone(sql`select account from kept`)} union all ${below})`;
  return sql`with recursive kept as (${kept}), ${line} select * from line union all ${alone(sql`select "CustomerId" from line`)}`;
}

function ancestorsOf(name: string): Sql {
  const own = sql`select "CustomerId", "CustomerId", 0 from ${id(name)}`;
  const above = sql`select l."CustomerId", h."ParentCustomerId", l."Distance" + 1 from line as l join ${id(name)} as h on h."CustomerId" = l."AncestorId" where h."ParentCustomerId" is not null`;
  return sql`with recursive line("CustomerId", "AncestorId", "Distance") as (${own} union all ${above}) select * from line`;
}
