import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { PlannedEntity, PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { PROBABILITY_LINK_TABLE } from '../probability/tables.ts';
import { ALWAYS_TABLE, keyTableOf, LINK_TABLE, linkTableOf, normalTableOf } from '../tables.ts';

/**
 * The order in which links are taken where some are refused: pairs of one entity that always match, deduplication rules,
 * pairs of two entities that always match, match rules.
 */
export interface LinkSource {
  readonly sequence: number;
  /** For people: the rule, the always match list, or the probability. */
  readonly name: string;
  readonly rule?: PlannedRule;
  readonly links: Sql;
}

/** Names, for people, of the sources of links that are no rules. */
export const LINKED_BY_LIST = 'AlwaysMatch';
export const LINKED_BY_PROBABILITY = 'Probability';

/** Every source of links, in order. */
export function linkSources(plan: UnifyPlan): LinkSource[] {
  const sources = [...sourcesOf(plan, true), ...sourcesOf(plan, false)];
  return sources.map((source, sequence) => ({ ...source, sequence }));
}

/** The sources that join records of one entity. */
export function deduplicationSources(plan: UnifyPlan): LinkSource[] {
  return linkSources(plan).slice(0, sourcesOf(plan, true).length);
}

function sourcesOf(plan: UnifyPlan, isWithinEntity: boolean): Omit<LinkSource, 'sequence'>[] {
  const rules = isWithinEntity ? plan.deduplications : plan.matches;
  const from = (table: string) =>
    linksOfPart(plan, sql`select left_rid, right_rid, score from ${id(table)}`, isWithinEntity);
  return [
    ...(plan.unification.alwaysMatch === undefined
      ? []
      : [{ name: LINKED_BY_LIST, links: linksOfPart(plan, alwaysLinks(), isWithinEntity) }]),
    ...rules.map((rule) => ({ name: rule.name, rule, links: ruleLinks(rule) })),
    ...(plan.mode === 'rules' ? [] : [{ name: LINKED_BY_PROBABILITY, links: from(PROBABILITY_LINK_TABLE) }]),
  ];
}

/** All links of some sources: sequence, left_rid, right_rid, score. */
export function allLinks(sources: readonly LinkSource[]): Sql {
  if (sources.length === 0)
    return sql`select 0 as sequence, cast(0 as integer) as left_rid, cast(0 as integer) as right_rid, 1.0e0 as score where false`;
  const parts = sources.map(
    ({ sequence, links }) => sql`select ${sequence} as sequence, left_rid, right_rid, score from (${links})`,
  );
  return join(parts, ' union all ');
}

/** The stage that frees the compared values: no later stage reads them, and memory is better spent on profiles. */
export function releaseStage(plan: UnifyPlan): Stage {
  return {
    name: 'match:release',
    summary: 'Frees the values as they were compared.',
    statements: plan.entities.map(({ name }) => sql`drop table if exists ${id(normalTableOf(name))}`),
  };
}

/** Name of the stage that brings the links together. */
export const LINK_STAGE = 'match:links';

/** The stage that brings the links of all rules together. */
export function linkStage(plan: UnifyPlan): Stage {
  return createTableStage({
    name: LINK_STAGE,
    summary: 'The links of all rules and lists.',
    table: LINK_TABLE,
    query: allLinks(linkSources(plan)),
  });
}

function ruleLinks(rule: PlannedRule): Sql {
  return sql`select left_rid, right_rid, score from ${id(linkTableOf(rule.key))}`;
}

function alwaysLinks(): Sql {
  return sql`select left_rid, right_rid, 1.0e0 as score from ${id(ALWAYS_TABLE)}`;
}

/** Those links that join records of one entity, or those that join records of two. */
function linksOfPart(plan: UnifyPlan, links: Sql, isWithinEntity: boolean): Sql {
  const same = plan.entities.map((entity) => sql`(left_rid in ${ridsOf(entity)} and right_rid in ${ridsOf(entity)})`);
  const within = sql`(${join(same, ' or ')})`;
  return sql`select left_rid, right_rid, score from (${links}) where ${isWithinEntity ? within : sql`not ${within}`}`;
}

const ridsOf = (entity: PlannedEntity) => sql`(select rid from ${id(keyTableOf(entity.name))})`;
