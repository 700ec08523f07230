import { parseMoment } from '../base/moment.ts';
import { validateSegment } from '../model/check/segment.ts';
import { createConditionNames } from '../model/condition-names.ts';
import { CUSTOMER_ID, findEntity, type InsightModel } from '../model/insight-model.ts';
import type { Segment, SegmentRule } from '../model/segment.ts';
import { segmentTableOf, TABLES } from '../model/tables.ts';
import { invalid } from '../model/validate.ts';
import { compileCondition, isTrue } from '../sql/condition/condition.ts';
import type { ConditionContext } from '../sql/condition/condition-tree.ts';
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

/** Working table of a segment with several rules: each customer, and whether each rule holds. */
export function ruleTableOf(segment: string): string {
  return `SegmentRules_${segment}`;
}

/** Column of a rule in that table. */
export function ruleColumnOf(index: number): string {
  return `rule ${index + 1}`;
}

/**
 * The stages that find a segment's members (`segment:<name>`, table `Segment_<name>`) and who entered and left since the
 * last published refresh (`segment:<name>:changes`). They read `Customer`, the entities on the paths, and the tables of
 * the measures and segments used.
 * @throws FLX_INVALID with every problem of the segment.
 */
export function createSegmentStages(options: SegmentStagesOptions): Stage[] {
  const { segment, model } = options;
  const problems = validateSegment(segment, model);
  if (problems.length > 0) throw invalid(problems, { object: `segment '${segment.name}'` });
  return [...memberStages(options), ...createChangeStages(segment.name)];
}

function memberStages({ segment, model, dialect, now }: SegmentStagesOptions): Stage[] {
  if (segment.kind === 'static') return createStaticStages(segment, findEntity(model, TABLES.customer));
  const context = { dialect, now: parseMoment(now)?.text ?? now, names: createConditionNames(model) };
  const rules = segment.rules ?? [];
  const [only, ...others] = rules;
  if (only && others.length === 0) return [membersStage(segment, singleQuery(only, context))];
  return [rulesStage(segment, rules, context), membersStage(segment, combinedQuery(segment, rules))];
}

function membersStage({ name }: Segment, query: Sql): Stage {
  return createTableStage({ name: `segment:${name}`, summary: 'Members.', table: segmentTableOf(name), query });
}

const ROWS = { entity: TABLES.customer, alias: 'r0', customerId: id('r0', CUSTOMER_ID) } as const;
const CUSTOMERS = sql`${id(TABLES.customer)} as r0`;

function singleQuery({ condition }: SegmentRule, context: ConditionContext): Sql {
  const tests = condition ? [compileCondition(condition, ROWS, context)] : [];
  return sql`select ${ROWS.customerId} from ${CUSTOMERS}${whereAll(tests)}`;
}

function rulesStage({ name }: Segment, rules: readonly SegmentRule[], context: ConditionContext): Stage {
  const columns = rules.map(({ condition }, index) => {
    const holds = condition ? isTrue(compileCondition(condition, ROWS, context)) : sql`true`;
    return sql`${holds} as ${id(ruleColumnOf(index))}`;
  });
  const query = sql`select ${join([ROWS.customerId, ...columns])} from ${CUSTOMERS}`;
  const summary = 'Which rule holds for which customer.';
  return createTableStage({ name: `segment:${name}:rules`, summary, table: ruleTableOf(name), query });
}

/** Rules join left to right: with a union b except c, who is in c is out whichever of the others holds. */
function combinedQuery({ name }: Segment, rules: readonly SegmentRule[]): Sql {
  const member = rules.reduce<Sql | undefined>((before, { operation }, index) => {
    const holds = id(ruleColumnOf(index));
    if (!before) return holds;
    if (operation === 'union') return sql`(${before} or ${holds})`;
    return operation === 'except' ? sql`(${before} and not ${holds})` : sql`(${before} and ${holds})`;
  }, undefined);
  return sql`select ${id(CUSTOMER_ID)} from ${id(ruleTableOf(name))} where ${member ?? sql`false`}`;
}
