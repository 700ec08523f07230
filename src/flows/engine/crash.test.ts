import { describe, expect, it } from 'vitest';
import { crashFlows } from '../../../test/flow-crash/run.ts';
import { createTestDatabase } from '../../../test/support/postgres.ts';
import { createSeededRandom } from '../../base/random.ts';

describe('flows whose processes are killed at random moments', () => {
  it.each([
    ['one process on SQLite', 1, async (): Promise<string> => ''],
    ['two processes on PostgreSQL', 2, createTestDatabase],
  ] as const)('all end as they should, and repeat steps with the same key: %s', async (_title, processes, database) => {
    const { fraction: random } = createSeededRandom(7);
    const state: string = await database();
    const report = await crashFlows({ state, processes, runs: 30, kills: 3, longestMilliseconds: 2500, random });
    expect(report).toMatchObject({ killed: 3, succeeded: 30, problems: [] });
  });
});
