import type { ErrorRecord, FluxuError } from '../base/errors.ts';
import type { Attribute } from '../model/attribute.ts';
import { checkCondition } from '../model/check/condition.ts';
import type { Condition } from '../model/condition.ts';
import { createConditionNames } from '../model/condition-names.ts';
import type { SourceEntity } from '../model/data-source.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { QualityRule } from '../model/quality-rule.ts';
import { invalid } from '../model/validate.ts';
import { compileCondition, isTrue } from '../sql/condition/condition.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { sourceError } from './catalogue.ts';

/** Rows of an entity that were just loaded, to be held against its rules. */
export interface QualityRequest {
  readonly session: EngineSession;
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly attributes: readonly Attribute[];
  readonly rowCount: number;
  /** Rows of the last load; undefined when there was none. */
  readonly previousRowCount: number | undefined;
  /** The moment that relative dates count from, ISO 8601. */
  readonly now: string;
}

/** Values of a broken row that are shown as an example. */
const EXAMPLE_VALUES = 3;

/**
 * Holds loaded rows against the entity's quality rules; what breaks a rule that only warns is the answer.
 * @throws FLX_SOURCE_QUALITY, FLX_SOURCE_ROWS_FEW or FLX_SOURCE_ROWS_LOST for a rule that stops; FLX_INVALID for a condition
 * on what is not there
 */
export async function checkQuality(request: QualityRequest): Promise<ErrorRecord[]> {
  const warnings: ErrorRecord[] = [];
  for (const rule of request.entity.quality ?? [])
    for (const problem of await breachesOf(rule, request)) {
      if (rule.onFailure === 'stop') throw problem;
      warnings.push(problem.toJSON());
    }
  return warnings;
}

async function breachesOf(rule: QualityRule, request: QualityRequest): Promise<FluxuError[]> {
  const { entityName: entity, rowCount, previousRowCount: before } = request;
  const { name, minimumRows: least, largestLoss } = rule;
  const breaches: FluxuError[] = [];
  if (least !== undefined && rowCount < least)
    breaches.push(sourceError('FLX_SOURCE_ROWS_FEW', { entity, rule: name, rows: rowCount, least }));
  if (largestLoss !== undefined && before !== undefined && rowCount < before * (1 - largestLoss))
    breaches.push(sourceError('FLX_SOURCE_ROWS_LOST', { entity, rule: name, rows: rowCount, before }));
  if (rule.condition) breaches.push(...(await conditionBreach(rule, rule.condition as Condition, request)));
  return breaches;
}

async function conditionBreach(
  rule: QualityRule,
  condition: Condition,
  { session, entityName, attributes, rowCount, now }: QualityRequest,
): Promise<FluxuError[]> {
  const model = modelOf(entityName, attributes);
  const place = { object: `quality rule '${rule.name}' of '${entityName}'`, pointer: '' };
  const problems = checkCondition(condition, { model, entity: entityName, hasCustomer: false, place });
  if (problems.length > 0) throw invalid(problems, place);
  const names = createConditionNames(model);
  const { dialect } = session;
  const keeps = isTrue(compileCondition(condition, { entity: entityName, alias: 'r0' }, { dialect, names, now }));
  const broken = sql`from ${id(entityName)} as ${id('r0')} where not ${keeps}`;
  const count = Number(await session.value(sql`select count(*) ${broken}`));
  if (count <= rowCount * (rule.allowedShare ?? 0)) return [];
  const [row = {}] = await session.rows(sql`select ${id('r0')}.* ${broken} limit 1`);
  const values = Object.entries(row).slice(0, EXAMPLE_VALUES);
  const example = values.map(([attribute, value]) => `${attribute} ${JSON.stringify(value)}`).join(', ');
  return [sourceError('FLX_SOURCE_QUALITY', { entity: entityName, rule: rule.name, count, total: rowCount, example })];
}

/** Problems of the conditions of an entity's rules, as far as its declared attributes tell. */
export function findQualityProblems(
  entity: SourceEntity,
  place: { readonly entityName: string; readonly attributes: readonly Attribute[]; readonly pointer: string },
): FluxuError[] {
  const model = modelOf(place.entityName, place.attributes);
  return (entity.quality ?? []).flatMap(({ condition }, index) => {
    const at = { pointer: `${place.pointer}/quality/${index}/condition` };
    if (!condition) return [];
    const rows = { model, entity: place.entityName, hasCustomer: false, place: at };
    return checkCondition(condition as Condition, rows);
  });
}

function modelOf(name: string, attributes: readonly Attribute[]): InsightModel {
  return { entities: [{ name, attributes }], relationships: [], measures: [], segments: [], unifiedEntities: [] };
}
