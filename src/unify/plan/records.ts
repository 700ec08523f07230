import type { EngineSession } from '../../sql/engine.ts';
import type { UnifyPlan } from './plan.ts';

/** How many rows there are in all entities that take part. */
export async function countRecords(session: EngineSession, { entities }: UnifyPlan): Promise<number> {
  const counts = await Promise.all(entities.map(({ name }) => session.rowCount(name)));
  return counts.reduce((total, count) => total + count, 0);
}
