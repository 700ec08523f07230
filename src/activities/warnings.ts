import type { ErrorRecord } from '../base/errors.ts';
import type { Activity } from '../model/activity.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { activityError } from './catalogue.ts';

/** Rows of every activity that are left out because what should tell when they happened is no time. */
export async function readActivityWarnings(
  session: EngineSession,
  activities: readonly Activity[],
): Promise<ErrorRecord[]> {
  const warnings: ErrorRecord[] = [];
  for (const { name, entity, timestamp: attribute } of activities) {
    const time = session.dialect.tryCast(id(attribute), 'dateTime');
    const [row = {}] = await session.rows(
      sql`select count(*) as n, min(cast(${id(attribute)} as ${session.dialect.typeName('string')})) as example from ${id(entity)} where ${time} is null and ${id(attribute)} is not null`,
    );
    const fault = { count: Number(row['n']), entity, attribute, example: String(row['example']) };
    const at = { place: { object: `activity '${name}'`, pointer: '/timestamp' } };
    if (fault.count > 0) warnings.push(activityError('FLX_ACTIVITY_TIME_UNREADABLE', fault, at).toJSON());
  }
  return warnings;
}
