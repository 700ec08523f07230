import type { Clock } from '../base/clock.ts';
import type { Database } from './schema.ts';

/** A value the application keeps under a name, such as when the schedule last ran; undefined when there is none. */
export async function readSetting<Value>(db: Database, name: string): Promise<Value | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row && (JSON.parse(row.value) as Value);
}

export interface SettingToWrite {
  readonly name: string;
  /** Any JSON value. */
  readonly value: unknown;
  readonly clock: Clock;
}

/** Forgets a value. */
export async function removeSetting(db: Database, name: string): Promise<void> {
  await db.deleteFrom('setting').where('name', '=', name).execute();
}

/** Keeps a value under a name, replacing the one before. */
export async function writeSetting(db: Database, { name, value, clock }: SettingToWrite): Promise<void> {
  const row = { value: JSON.stringify(value), changed_at: clock.now().toISOString() };
  await db
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/** Keeps a moment under a name unless a later one is there, whoever writes at the same time. */
export async function raiseMoment(
  db: Database,
  { name, moment, clock }: { readonly name: string; readonly moment: Date; readonly clock: Clock },
): Promise<void> {
  const row = { value: JSON.stringify(moment), changed_at: clock.now().toISOString() };
  await db
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row).where('setting.value', '<', row.value))
    .execute();
}
