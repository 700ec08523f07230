import type { Segment } from '../model/segment.ts';
import { segmentChangeTableOf, segmentTableOf } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, sql } from '../sql/sql.ts';
import { ruleColumnOf, ruleTableOf } from './stages.ts';

/** What is told of a segment once it is evaluated. */
export interface SegmentResult {
  readonly size: number;
  readonly entered: number;
  readonly left: number;
  /** How many meet each rule by itself, in the order of the rules; none for a static segment. */
  readonly rules: readonly { readonly name: string; readonly size: number }[];
}

/** Sizes of a segment that was just evaluated. */
export async function readSegmentResult(session: EngineSession, segment: Segment): Promise<SegmentResult> {
  const isChange = (change: string) => sql`count(*) filter (where ${id('Change')} = ${change})`;
  const [changes] = await session.rows(
    sql`select ${isChange('entered')} as entered, ${isChange('left')} as gone from ${id(segmentChangeTableOf(segment.name))}`,
  );
  const size = await session.rowCount(segmentTableOf(segment.name));
  const rules = await readRules(session, segment, size);
  return { size, entered: Number(changes?.['entered'] ?? 0), left: Number(changes?.['gone'] ?? 0), rules };
}

async function readRules(session: EngineSession, segment: Segment, size: number): Promise<SegmentResult['rules']> {
  const rules = segment.kind === 'static' ? [] : (segment.rules ?? []);
  const named = (index: number, count: number) => ({ name: rules[index]?.name ?? `Rule ${index + 1}`, size: count });
  if (rules.length < 2) return rules.map((_rule, index) => named(index, size));
  const counts = rules.map((_rule, index) => {
    const column = id(ruleColumnOf(index));
    return sql`count(*) filter (where ${column}) as ${column}`;
  });
  const [row] = await session.rows(sql`select ${join(counts)} from ${id(ruleTableOf(segment.name))}`);
  return rules.map((_rule, index) => named(index, Number(row?.[ruleColumnOf(index)] ?? 0)));
}
