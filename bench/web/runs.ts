import { systemClock } from '../../src/base/clock.ts';
import { createId } from '../../src/base/ids.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { inChunks } from '../../src/store/bulk.ts';
import { asJournalDatabase } from '../../src/store/journal/schema.ts';
import { openStore } from '../../src/store/store.ts';

const DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;
/** One run in this many has failed. */
const FAILED_EVERY = 20;
const RUNS_PER_TRANSACTION = 10_000;

/** Repeats the runs that a store has, spread over the days before, until it has `count`. */
export async function multiplyRuns(home: string, count: number): Promise<void> {
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const store = await openStore({ home, state: '', secretKey: '', clock, random, logger });
  const db = asJournalDatabase(store.db);
  const runs = await db.selectFrom('flow_run').selectAll().execute();
  const steps = Map.groupBy(await db.selectFrom('flow_step').selectAll().execute(), (step) => step.run_id);
  const now = clock.now().getTime();
  const missing = count - runs.length;
  for (let start = 0; start < missing; start += RUNS_PER_TRANSACTION) {
    const copies = Array.from({ length: Math.min(RUNS_PER_TRANSACTION, missing - start) }, (_, index) => {
      const original = runs[(start + index) % runs.length] as (typeof runs)[number];
      const moment = new Date(now - ((start + index) / missing) * DAYS * DAY_MILLISECONDS).toISOString();
      const status = (start + index) % FAILED_EVERY === 0 ? 'Failed' : 'Succeeded';
      const run_id = createId(clock, random);
      return {
        run: { ...original, run_id, status, client_tracking_id: run_id, started_at: moment, ended_at: moment },
        steps: (steps.get(original.run_id) ?? []).map((step) => ({ ...step, run_id, status, started_at: moment })),
      };
    });
    await db.transaction().execute(async (tx) => {
      for (const chunk of inChunks(copies.map(({ run }) => run)))
        await tx.insertInto('flow_run').values(chunk).execute();
      for (const chunk of inChunks(copies.flatMap((copy) => copy.steps)))
        await tx.insertInto('flow_step').values(chunk).execute();
    });
  }
  await store.close();
}
