import { pointerOf } from '../../base/json.ts';
import type { Attribute } from '../../model/attribute.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { unifyError } from '../catalogue.ts';
import type { PlannedEntity, PlannedRule } from '../plan/plan.ts';
import { recordTableOf } from '../tables.ts';

/** A pair of attributes on which rows could be blocked, and what that would cost. */
interface BlockingSuggestion {
  readonly left: string;
  readonly right: string;
  /** Pairs of rows that would be compared. */
  readonly pairs: number;
  /** Rows of the largest block. */
  readonly largestBlock: number;
}

/** Suggestions told in an error. */
const MOST_TOLD = 3;

/** Pairs of attributes that could block a rule: same semantic type, or same name. */
export function blockingCandidates(left: readonly Attribute[], right: readonly Attribute[]): [Attribute, Attribute][] {
  return left.flatMap((own) => {
    const partner =
      right.find((other) => own.semanticType !== undefined && other.semanticType === own.semanticType) ??
      right.find((other) => other.name.toLowerCase() === own.name.toLowerCase());
    return partner ? [[own, partner] as [Attribute, Attribute]] : [];
  });
}

/**
 * Keys on which the rows of two entities could be blocked, best first: those that compare the fewest pairs while most rows
 * still have a partner. Needs the record stages of the map step to have run.
 */
async function suggestBlocking(
  session: EngineSession,
  { left, right }: { readonly left: PlannedEntity; readonly right: PlannedEntity },
): Promise<BlockingSuggestion[]> {
  const candidates = blockingCandidates(left.mapped, right.mapped).filter(
    ([own]) => own.name !== left.primaryKey.name || left !== right,
  );
  const suggestions: BlockingSuggestion[] = [];
  for (const [own, other] of candidates) {
    const suggestion = await measureBlocking(session, { left, right, own, other });
    if (suggestion.pairs > 0) suggestions.push(suggestion);
  }
  return suggestions.sort((a, b) => a.pairs - b.pairs || (a.left < b.left ? -1 : 1));
}

interface Candidate {
  readonly left: PlannedEntity;
  readonly right: PlannedEntity;
  readonly own: Attribute;
  readonly other: Attribute;
}

async function measureBlocking(
  session: EngineSession,
  { left, right, own, other }: Candidate,
): Promise<BlockingSuggestion> {
  const blocks = (entity: PlannedEntity, attribute: Attribute) => {
    const key = sql`lower(cast(${id(attribute.name)} as ${session.dialect.typeName('string')}))`;
    return sql`(select block_key, count(*) as size from (select ${key} as block_key from ${id(recordTableOf(entity.name))}) where trim(block_key) <> '' group by block_key)`;
  };
  const [row] =
    left === right
      ? await session.rows(
          sql`select sum(size * (size - 1) / 2) as pairs, max(size) as largest from ${blocks(left, own)}`,
        )
      : await session.rows(
          sql`select sum(a.size * b.size) as pairs, max(a.size + b.size) as largest from ${blocks(left, own)} as a join ${blocks(right, other)} as b using (block_key)`,
        );
  return {
    left: own.name,
    right: other.name,
    pairs: Number(row?.['pairs'] ?? 0),
    largestBlock: Number(row?.['largest'] ?? 0),
  };
}

/** `the best keys here are City (2 pairs, largest block 3 rows), …`: what would do best on this data. */
export async function tellSuggestions(session: EngineSession, rule: PlannedRule): Promise<string> {
  const suggestions = await suggestBlocking(session, rule);
  const told = suggestions
    .slice(0, MOST_TOLD)
    .map(
      ({ left, right, pairs, largestBlock }) =>
        `${sameOr(left, right)} (${pairs} pairs, largest block ${largestBlock} rows)`,
    );
  return told.length > 0 ? `the best keys here are ${told.join(', ')}` : 'no key is shared';
}

/** @throws FLX_UNIFY_NO_BLOCKING always, with the keys that would do best on this data. */
export async function refuseWithoutKeys(session: EngineSession, rule: PlannedRule): Promise<never> {
  throw unifyError(
    'FLX_UNIFY_NO_BLOCKING',
    { rule: rule.name, suggestion: await tellSuggestions(session, rule) },
    { place: { object: 'unification', pointer: rule.pointer + pointerOf('blocking') } },
  );
}

const sameOr = (left: string, right: string) => (left === right ? left : `${left}/${right}`);
