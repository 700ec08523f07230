import { existsThrough, nextAlias } from '../path/exists.ts';
import { keyOf } from '../path/hop.ts';
import { id, join, type Sql, sql } from '../sql.ts';
import { compileComparison } from './comparison.ts';
import type { ComparisonNode, ConditionContext, ConditionRows, ConditionTree } from './condition-tree.ts';

/**
 * A condition tree as SQL on one row. Logic has two values: a comparison of what is missing does not hold, and `not`
 * turns that round. The SQL may be null where the condition does not hold, so `where` takes it as it is.
 */
export function compileCondition(tree: ConditionTree, rows: ConditionRows, context: ConditionContext): Sql {
  switch (tree.operator) {
    case 'and':
    case 'or':
      return sql`(${join(
        tree.conditions.map((inner) => compileCondition(inner, rows, context)),
        tree.operator === 'and' ? ' and ' : ' or ',
      )})`;
    case 'not':
      return sql`not ${isTrue(compileCondition(tree.condition, rows, context))}`;
    case 'any':
    case 'all':
      return compileRelated(tree, rows, context);
    case 'inSegment':
      return compileMembership(tree.segment, rows, context);
    case 'notInSegment':
      return sql`not ${compileMembership(tree.segment, rows, context)}`;
    default:
      return compileLeaf(tree, rows, context);
  }
}

/** A condition that is false, not null, where it does not hold. */
export function isTrue(condition: Sql): Sql {
  return sql`coalesce(${condition}, false)`;
}

function compileRelated(
  tree: { readonly operator: 'any' | 'all'; readonly path: readonly string[]; readonly condition?: ConditionTree },
  rows: ConditionRows,
  context: ConditionContext,
): Sql {
  const { hops, entity, customerId } = context.names.follow(rows.entity, tree.path);
  const test = (alias: string): Sql | undefined => {
    const reached = { entity, alias, customerId: customerId === undefined ? undefined : id(alias, customerId) };
    return tree.condition && compileCondition(tree.condition, reached, context);
  };
  const fails = (alias: string): Sql => sql`not ${isTrue(test(alias) ?? sql`true`)}`;
  if (tree.operator === 'any' || !tree.condition) return existsThrough(hops, rows.alias, test, context.dialect);
  const some = existsThrough(hops, rows.alias, () => undefined, context.dialect);
  const failing = existsThrough(hops, rows.alias, fails, context.dialect);
  return sql`(${some} and not ${isTrue(failing)})`;
}

function compileMembership(segment: string, rows: ConditionRows, { names }: ConditionContext): Sql {
  const { table, key } = names.segment(segment);
  const member = key === 'CustomerId' ? customerOf(rows) : id(rows.alias, key);
  return sql`${member} in (select ${id(key)} from ${id(table)})`;
}

function customerOf({ customerId, entity }: ConditionRows): Sql {
  if (!customerId) throw new Error(`Rows of ${entity} have no customer; the condition was not validated.`);
  return customerId;
}

function compileLeaf(node: ComparisonNode, rows: ConditionRows, context: ConditionContext): Sql {
  if (node.operator === 'childOf' || node.operator === 'parentOf') {
    const ancestors = context.names.ancestorTable(node.hierarchy ?? '');
    return ancestors === undefined
      ? compileHierarchy(node, rows, context)
      : compileAncestors(node, rows, { ...context, ancestors });
  }
  if (node.measure !== undefined) return compileMeasure(node, node.measure, rows, context);
  const attribute = node.attribute ?? '';
  const { dialect, now, names } = context;
  const type = names.typeOf(rows.entity, attribute);
  return compileComparison({ column: id(rows.alias, attribute), type, node, dialect, now });
}

function compileMeasure(node: ComparisonNode, measure: string, rows: ConditionRows, context: ConditionContext): Sql {
  const { dialect, now, names } = context;
  const { table, column, type } = names.measureColumn(measure);
  const alias = nextAlias(rows.alias);
  const test = compileComparison({ column: id(alias, column), type, node, dialect, now });
  return sql`${customerOf(rows)} in (select ${id(alias, 'CustomerId')} from ${id(table)} as ${id(alias)} where ${test})`;
}

/** Descendants (or ancestors) of the rows with the value, at any depth; a circle in the data ends by itself. */
function compileHierarchy(node: ComparisonNode, rows: ConditionRows, context: ConditionContext): Sql {
  const { dialect, now, names } = context;
  const { table, parent, key } = names.hierarchy(node.hierarchy ?? '');
  const [step, line] = node.operator === 'childOf' ? [key, parent] : [parent, key];
  const alias = nextAlias(rows.alias);
  const attribute = node.attribute ?? key.name;
  const column = id(alias, attribute);
  const start = compileComparison({ column, type: names.typeOf(rows.entity, attribute), node, dialect, now });
  const from = sql`${id(table)} as ${id(alias)}`;
  const reached = sql`select ${keyOf(alias, step, dialect)}`;
  return sql`${keyOf(rows.alias, line, dialect)} in (with recursive line(k) as (${reached} from ${from} where ${start} union ${reached} from ${from} join line on ${keyOf(alias, line, dialect)} = line.k) select k from line)`;
}

/** Accounts below (or above) those with the value, at any depth, by the table that knows every pair of them. */
function compileAncestors(
  node: ComparisonNode,
  rows: ConditionRows,
  { dialect, now, names, ancestors }: ConditionContext & { readonly ancestors: string },
): Sql {
  const pair = nextAlias(rows.alias);
  const account = nextAlias(pair);
  const attribute = node.attribute ?? 'CustomerId';
  const type = names.typeOf(rows.entity, attribute);
  const test = compileComparison({ column: id(account, attribute), type, node, dialect, now });
  const [own, other] = node.operator === 'childOf' ? ['CustomerId', 'AncestorId'] : ['AncestorId', 'CustomerId'];
  const accounts = sql`select ${id(account, 'CustomerId')} from ${id(rows.entity)} as ${id(account)} where ${test}`;
  return sql`${customerOf(rows)} in (select ${id(pair, own)} from ${id(ancestors)} as ${id(pair)} where ${id(pair, 'Distance')} > 0 and ${id(pair, other)} in (${accounts}))`;
}
