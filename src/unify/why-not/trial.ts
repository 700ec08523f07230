import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { keyedRows, sameKeys } from '../blocking/key.ts';
import { similarity } from '../comparison/similarity.ts';
import { pairedName } from '../comparison/told.ts';
import type { ComparedValue } from '../comparison/value.ts';
import { type BlockKey, comparesPairs, type PlannedComparison, type PlannedRule } from '../plan/plan.ts';
import { normalTableOf, RID, recordTableOf, skippedTableOf } from '../tables.ts';

/** A part of a rule that keeps it from finding two records. */
export interface FailedPart {
  /** A condition that does not hold, a blocking key that is not shared, or an exception that parts the two. */
  readonly part: 'condition' | 'blocking' | 'exception';
  /** `left / right` where the attributes bear two names. */
  readonly attribute: string;
  /** Values as they are in the sources. */
  readonly left: string | null;
  readonly right: string | null;
  /** How alike they are as they are compared, in [0, 1]; null where one of them counts as no value. */
  readonly similarity: number | null;
  /** Least similarity that counts. */
  readonly precision: number;
}

/** How a rule fares on two records. */
export interface RuleTrial {
  readonly rule: PlannedRule;
  /** Similarity of the least similar condition, 1 where all are exact. */
  readonly score: number;
  /** Nothing where the rule finds the two. */
  readonly failed: readonly FailedPart[];
  /** Rows of the block of the two, where it is too large to be compared. */
  readonly skippedRows?: number;
}

/** Whether a rule finds the two. */
export const isFound = ({ failed, skippedRows }: RuleTrial): boolean =>
  failed.length === 0 && skippedRows === undefined;

/**
 * Tries a rule on a record of each of its sides, all parts of it. The record and normal tables hold both, and
 * `blockCheckStage` has run.
 */
export async function tryRule(
  session: EngineSession,
  rule: PlannedRule,
  [left, right]: readonly [number, number],
): Promise<RuleTrial> {
  const parts = partsOf(rule);
  const compared = parts.flatMap(({ own, other, alike }, index) => [
    sql`${shown('lr', own, session)} as ${id(`left${index}`)}`,
    sql`${shown('rr', other, session)} as ${id(`right${index}`)}`,
    sql`${alike(session)} as ${id(`alike${index}`)}`,
  ]);
  const tableOf = (side: 'left' | 'right', of: (entity: string) => string) => id(of(rule[side].name));
  const rows = await session.rows(sql`select ${join(compared)}
    from ${tableOf('left', normalTableOf)} as l join ${tableOf('left', recordTableOf)} as lr on lr.${id(RID)} = l.${id(RID)},
      ${tableOf('right', normalTableOf)} as r join ${tableOf('right', recordTableOf)} as rr on rr.${id(RID)} = r.${id(RID)}
    where l.${id(RID)} = ${left} and r.${id(RID)} = ${right}`);
  const told = parts.map((part, index) => toldPart(part, rows[0] ?? {}, index));
  const failed = told.filter(fails);
  const scores = told.filter(({ part }) => part === 'condition').map(({ similarity: alike }) => alike ?? 0);
  const skippedRows = failed.length === 0 && comparesPairs(rule) ? await skipped(session, rule, left) : undefined;
  return { rule, score: Math.min(1, ...scores), failed, ...(skippedRows !== undefined && { skippedRows }) };
}

interface TriedPart extends Pick<FailedPart, 'part' | 'precision'> {
  readonly own: ComparedValue;
  readonly other: ComparedValue;
  readonly alike: (session: EngineSession) => Sql;
}

function partsOf({ exact, fuzzy, exceptions, blocking }: PlannedRule): TriedPart[] {
  const comparison = (part: 'condition' | 'exception') => (compared: PlannedComparison) => ({
    part,
    precision: compared.precision,
    own: compared.left,
    other: compared.right,
    alike: (session: EngineSession) => alikeOf(compared, session),
  });
  const key = (blockKey: BlockKey) => ({
    part: 'blocking' as const,
    precision: 1,
    own: blockKey.left,
    other: blockKey.right,
    alike: (session: EngineSession) => sharedKey(blockKey, session),
  });
  return [
    ...[...exact, ...fuzzy].map(comparison('condition')),
    ...blocking.map(key),
    ...exceptions.map(comparison('exception')),
  ];
}

const normal = (side: 'l' | 'r', { column }: ComparedValue) => sql`${id(side)}.${id(column)}`;

const isSame = (own: Sql, other: Sql) =>
  sql`case when ${own} is not null and ${other} is not null then case when ${own} = ${other} then 1.0e0 else 0.0e0 end end`;

function alikeOf({ left, right }: PlannedComparison, { dialect }: EngineSession): Sql {
  const [own, other] = [normal('l', left), normal('r', right)];
  return left.compareAs === 'string' ? similarity(own, other, { least: 0, dialect }) : isSame(own, other);
}

function sharedKey({ left, right, firstCharacters }: BlockKey, { dialect }: EngineSession): Sql {
  const [own, other] = [normal('l', left), normal('r', right)];
  return firstCharacters === undefined
    ? isSame(own, other)
    : isSame(dialect.prefix(own, firstCharacters), dialect.prefix(other, firstCharacters));
}

const shown = (record: 'lr' | 'rr', { attribute }: ComparedValue, { dialect }: EngineSession) =>
  sql`cast(${id(record)}.${id(attribute.name)} as ${dialect.typeName('string')})`;

function toldPart({ part, precision, own, other }: TriedPart, row: Row, index: number): FailedPart {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  const alike = row[`alike${index}`];
  return {
    part,
    attribute: pairedName(own.attribute.name, other.attribute.name),
    left: text(row[`left${index}`]),
    right: text(row[`right${index}`]),
    similarity: alike === null || alike === undefined ? null : Number(alike),
    precision,
  };
}

function fails({ part, similarity: alike, precision }: FailedPart): boolean {
  if (part === 'exception') return alike !== null && alike < precision;
  return alike === null || alike < precision;
}

/** Rows of the block of a record, where the rule skips it. */
async function skipped(session: EngineSession, rule: PlannedRule, left: number): Promise<number | undefined> {
  const size = await session.value(sql`select max(skipped.size) from ${id(skippedTableOf(rule.key))} as skipped
    join (${keyedRows(rule, 'left', session.dialect)}) as keyed on ${sameKeys(rule, 'skipped', 'keyed')} where keyed.rid = ${left}`);
  return size === null ? undefined : Number(size);
}
