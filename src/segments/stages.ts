import { parseMoment } from '../base/moment.ts';
import { validateSegment } from '../model/check/segment.ts';
import { createConditionNames } from '../model/condition-names.ts';
import { CUSTOMER_ID, findEntity, type InsightModel, isCustomer } from '../model/insight-model.ts';
import { memberKindOf } from '../model/member-kind.ts';
import type { Segment, SegmentRule } from '../model/segment.ts';
import { segmentTableOf } from '../model/tables.ts';
import { invalid } from '../model/validate.ts';
import { compileCondition, isTrue } from '../sql/condition/condition.ts';
import type { ConditionContext, ConditionRows } from '../sql/condition/condition-tree.ts';
import type { Dialect } from '../sql/dialect.ts';
import { whereAll } from '../sql/path/hop.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { createChangeStages } from './change.ts';
import { createStaticStages } from './static.ts';

export interface SegmentStagesOptions {
  readonly segment: Segment;
  readonly model: InsightModel;
  readonly dialect: Dialect;
  /** The refresh's moment, ISO 8601; relative dates count from it. */
  readonly now: string;
}

/** Working table of a segment with several rules: everybody, and whether each rule holds. */
export function ruleTableOf(segment: string): string {
  return `SegmentRules_${segment}`;
}

/** Column of a rule in that table. */
export function ruleColumnOf(index: number): string {
  return `rule ${index + 1}`;
}

/**
 * The stages that find a segment's members (`segment:<name>`, table `Segment_<name>`) and who entered and left since the
 * last published refresh (`segment:<name>:changes`). They read the entity of the members, the entities on the paths, and the tables of
 * the measures and segments used.
 * @throws FLX_INVALID with every problem of the segment.
 */
export function createSegmentStages(options: SegmentStagesOptions): Stage[] {
  const { segment, model } = options;
  const problems = validateSegment(segment, model);
  if (problems.length > 0) throw invalid(problems, { object: `segment '${segment.name}'` });
  return [...memberStages(options), ...createChangeStages(segment)];
}

function memberStages({ segment, model, dialect, now }: SegmentStagesOptions): Stage[] {
  if (segment.kind === 'static') return createStaticStages(segment, findEntity(model, memberKindOf(segment).entity));
  const context = { dialect, now: parseMoment(now)?.text ?? now, names: createConditionNames(model) };
  const rules = segment.rules ?? [];
  const [only, ...others] = rules;
  if (only && others.length === 0) return [membersStage(segment, singleQuery(segment, only, context))];
  return [rulesStage(segment, rules, context), membersStage(segment, combinedQuery(segment, rules))];
}

function membersStage({ name }: Segment, query: Sql): Stage {
  return createTableStage({ name: `segment:${name}`, summary: 'Members.', table: segmentTableOf(name), query });
}

/** Everybody who can be a member, as row r0. */
function rowsOf(segment: Segment) {
  const { entity, key } = memberKindOf(segment);
  const alias = 'r0';
  const rows: ConditionRows = { entity, alias, customerId: isCustomer(entity) ? id(alias, CUSTOMER_ID) : undefined };
  return { rows, key: id(alias, key), from: sql`${id(entity)} as r0` };
}

function singleQuery(segment: Segment, { condition }: SegmentRule, context: ConditionContext): Sql {
  const { rows, key, from } = rowsOf(segment);
  const tests = condition ? [compileCondition(condition, rows, context)] : [];
  return sql`select ${key} from ${from}${whereAll(tests)}`;
}

function rulesStage(segment: Segment, rules: readonly SegmentRule[], context: ConditionContext): Stage {
  const { name } = segment;
  const { rows, key, from } = rowsOf(segment);
  const columns = rules.map(({ condition }, index) => {
    const holds = condition ? isTrue(compileCondition(condition, rows, context)) : sql`true`;
    return sql`${holds} as ${id(ruleColumnOf(index))}`;
  });
  const query = sql`select ${join([key, ...columns])} from ${from}`;
  const summary = 'Which rule holds for whom.';
  return createTableStage({ name: `segment:${name}:rules`, summary, table: ruleTableOf(name), query });
}

/** Rules join left to right: with a union b except c, who is in c is out whichever of the others holds. */
function combinedQuery(segment: Segment, rules: readonly SegmentRule[]): Sql {
  const { key } = memberKindOf(segment);
  const member = rules.reduce<Sql | undefined>((before, { operation }, index) => {
    const holds = id(ruleColumnOf(index));
    if (!before) return holds;
    if (operation === 'union') return sql`(${before} or ${holds})`;
    return operation === 'except' ? sql`(${before} and not ${holds})` : sql`(${before} and ${holds})`;
  }, undefined);
  return sql`select ${id(key)} from ${id(ruleTableOf(segment.name))} where ${member ?? sql`false`}`;
}
