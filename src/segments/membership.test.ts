import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTables, modelOf, openSession, runAll } from '../../test/support/insight-fixture.ts';
import type { InsightModel } from '../model/insight-model.ts';
import { MEMBER_KINDS } from '../model/member-kind.ts';
import type { Segment } from '../model/segment.ts';
import type { EngineSession } from '../sql/engine.ts';
import { sql } from '../sql/sql.ts';
import { createCarriedSegmentStages, createMembershipStages } from './membership.ts';
import { readSegmentResult } from './result.ts';
import { createSegmentStages } from './stages.ts';

let session: EngineSession;
let model: InsightModel;

const high: Segment = {
  name: 'HighValue',
  rules: [{ condition: { operator: 'greaterThan', attribute: 'Score', value: 5 } }],
};
const low: Segment = {
  name: 'LowValue',
  rules: [{}, { operation: 'except', condition: { operator: 'inSegment', segment: 'HighValue' } }],
};

beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

async function load(customers: readonly (readonly [string, number])[]): Promise<void> {
  const entities = await loadTables(session, {
    Customer: { columns: { CustomerId: 'string', Score: 'integer' }, rows: customers },
  });
  model = modelOf(entities, { segments: [high, low] });
}

async function evaluate(segment: Segment) {
  await runAll(session, createSegmentStages({ segment, model, dialect: session.dialect, now: '2024-03-31T10:30:00Z' }));
  const { size, entered, left } = await readSegmentResult(session, segment);
  return [size, entered, left];
}

async function publish(refreshed: readonly Segment[], carried: readonly Segment[] = []) {
  const kind = MEMBER_KINDS.customers;
  await runAll(session, createMembershipStages({ kind, refreshed, carried }));
  const rows = await session.rows(
    sql`select "SegmentName" || ' ' || "CustomerId" || ' ' || "Change" as c from "SegmentMembershipChange" order by 1`,
  );
  const members = await session.rows(
    sql`select "SegmentName" || ' ' || "CustomerId" as m from "SegmentMembership" order by 1`,
  );
  await session.run(sql`create or replace table "previous_SegmentMembership" as from "SegmentMembership"`);
  return { members: members.map((row) => row['m']), changes: rows.map((row) => row['c']) };
}

describe('membership over refreshes', () => {
  it('begins with everyone entering', async () => {
    await load([
      ['A', 9],
      ['B', 9],
      ['C', 1],
    ]);
    expect(await evaluate(high)).toEqual([2, 2, 0]);
    expect(await evaluate(low)).toEqual([1, 1, 0]);
    expect(await publish([high, low])).toEqual({
      members: ['HighValue A', 'HighValue B', 'LowValue C'],
      changes: ['HighValue A entered', 'HighValue B entered', 'LowValue C entered'],
    });
  });

  it('tells by id who entered and left when profiles were merged and scores changed', async () => {
    await load([
      ['A', 9],
      ['C', 8],
      ['D', 1],
    ]);
    expect(await evaluate(high)).toEqual([2, 1, 1]);
    expect(await evaluate(low)).toEqual([1, 1, 1]);
    expect(await publish([high, low])).toEqual({
      members: ['HighValue A', 'HighValue C', 'LowValue D'],
      changes: ['HighValue B left', 'HighValue C entered', 'LowValue C left', 'LowValue D entered'],
    });
  });

  it('says nothing of a segment that did not change', async () => {
    expect(await evaluate(high)).toEqual([2, 0, 0]);
    expect((await publish([high], [low])).changes).toEqual([]);
  });

  it('keeps the members of a segment that is not evaluated, without those who are no customers any more', async () => {
    await load([
      ['C', 9],
      ['D', 9],
    ]);
    expect(await evaluate(low)).toEqual([1, 0, 0]);
    expect(await publish([low], [high])).toEqual({
      members: ['HighValue C', 'LowValue D'],
      changes: ['HighValue A left'],
    });
  });

  it('lets the members of a segment that is gone leave', async () => {
    expect(await publish([], [high])).toEqual({ members: ['HighValue C'], changes: ['LowValue D left'] });
  });

  it('lets others ask for membership in a segment that is not evaluated', async () => {
    await runAll(session, createCarriedSegmentStages({ segment: high }));
    expect(await session.rows(sql`select * from "Segment_HighValue"`)).toEqual([{ CustomerId: 'C' }]);
  });
});

describe('segments on sessions of their own', () => {
  it('are evaluated side by side, also before anything is published', async () => {
    await session.run(sql`drop table "previous_SegmentMembership"`);
    await load(Array.from({ length: 1000 }, (_, index) => [`C${index}`, index] as const));
    const segments = Array.from(
      { length: 6 },
      (_, index): Segment => ({
        name: `Part${index}`,
        rules: [{ condition: { operator: 'isBetween', attribute: 'Score', from: index * 100, to: index * 100 + 9 } }],
      }),
    );
    const sizes = segments.map(async (segment) => {
      const fork = await session.fork();
      await runAll(
        fork,
        createSegmentStages({ segment, model, dialect: session.dialect, now: '2024-03-31T10:30:00Z' }),
      );
      const { size } = await readSegmentResult(fork, segment);
      await fork.close();
      return size;
    });
    expect(await Promise.all(sizes)).toEqual([10, 10, 10, 10, 10, 10]);
  });
});
