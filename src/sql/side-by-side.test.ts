import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../test/support/unify.ts';
import { systemClock } from '../base/clock.ts';
import type { EngineSession } from './engine.ts';
import { runSideBySide } from './side-by-side.ts';
import { id, type Sql, sql } from './sql.ts';
import { createTableStage, type Stage } from './stage.ts';

let sessions: EngineSession[];

beforeAll(async () => {
  const session = await openTestSession();
  sessions = [session, await session.fork()];
});
afterAll(async () => {
  for (const session of sessions.reverse()) await session.close();
});

const make = (table: string, query: Sql): Stage => createTableStage({ name: table, summary: '', table, query });

/** What ran, in the order in which it ended. */
async function run(stages: readonly Stage[]): Promise<string[]> {
  const ended: string[] = [];
  await runSideBySide(sessions, stages, { clock: systemClock, onStage: ({ name }) => ended.push(name) });
  return ended;
}

const numbers = async (table: string) =>
  (await sessions[0]?.rows(sql`select n from ${id(table)} order by n`))?.map(({ n }) => n);
/** A query that takes its time. */
const slow = sql`select max(a.range + b.range) % 2 as n from range(3000) as a, range(3000) as b`;

describe('stages side by side', () => {
  it('wait for the tables that they name', async () => {
    const ended = await run([
      make('slow', slow),
      make('quick', sql`select 1 as n`),
      make('both', sql`select n from ${id('slow')} union all select n from ${id('quick')}`),
    ]);
    expect(ended.toSorted()).toEqual(['both', 'quick', 'slow']);
    expect(ended.at(-1)).toBe('both');
    expect(await numbers('both')).toEqual([0, 1]);
  });

  it('leave a table as it is until those before have read it', async () => {
    const reads = sql`select n + (select n from (${slow})) as n from ${id('shared')}`;
    await run([make('shared', sql`select 1 as n`), make('reader', reads), make('shared', sql`select 2 as n`)]);
    expect([await numbers('reader'), await numbers('shared')]).toEqual([[1], [2]]);
  });

  it('wait for all before, and all after for them, where they do more than make one table', async () => {
    const count: Stage = {
      name: 'count',
      summary: '',
      run: async (session) =>
        void (await session.run(sql`create table counted as select count(*) as n from ${id('late')}`)),
    };
    const ended = await run([make('late', slow), count, make('after', sql`select 1 as n`)]);
    expect(ended).toEqual(['late', 'count', 'after']);
    expect(await numbers('counted')).toEqual([1]);
  });

  it('fail with the first that fails, and begin none after it', async () => {
    const fails = make('fails', sql`select n from ${id('nowhere')}`);
    const queued = make('never', sql`select 1 as n`);
    const alone = runSideBySide(sessions.slice(0, 1), [fails, queued], { clock: systemClock });
    await expect(alone).rejects.toMatchObject({ code: 'FLX_ENGINE' });
    expect(await sessions[0]?.columns('never')).toBeUndefined();
  });
});
