import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOf, openSession, runAll } from '../../test/support/insight-fixture.ts';
import { loadCompany } from '../../test/support/sample-company.ts';
import type { Condition } from '../model/condition.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { Segment, SegmentRule } from '../model/segment.ts';
import type { EngineSession } from '../sql/engine.ts';
import { render, sql } from '../sql/sql.ts';
import { readSegmentResult } from './result.ts';
import { createSegmentStages } from './stages.ts';

const NOW = '2024-03-31T10:30:00Z';

let session: EngineSession;
let company: InsightModel;

beforeAll(async () => {
  session = await openSession();
  company = await loadCompany(session);
});
afterAll(() => session.close());

function stagesOf(segment: Segment, model = company) {
  return createSegmentStages({ segment, model, dialect: session.dialect, now: NOW });
}

async function membersOf(segment: Segment, model = company): Promise<string> {
  await runAll(session, stagesOf(segment, model));
  return (await listOf(session, sql`select * from "Segment_Test"`)).join(' ');
}

function segmentOf(...rules: SegmentRule[]): Segment {
  return { name: 'Test', rules };
}

const city = (value: string): Condition => ({ operator: 'equals', attribute: 'City', value });
const paid: Condition = { operator: 'equals', attribute: 'Status', value: 'paid' };
const any = (path: readonly string[], condition?: Condition): Condition => ({
  operator: 'any',
  path,
  ...(condition && { condition }),
});

describe('a segment over paths', () => {
  const cases: readonly [string, Condition, string][] = [
    ['an attribute of the profile', city('Bilbao'), 'C1'],
    ['records that lost in unification count too', any(['Shop_Contact'], city('Getxo')), 'C1'],
    ['customers with any record of an entity', any(['Loyal_Member']), 'C1 C3'],
    [
      'keys that are numbers are joined as text',
      any(['Loyal_Member'], { operator: 'equals', attribute: 'Tier', value: 'silver' }),
      'C3',
    ],
    ['a relationship of a source entity may come first', any(['OrderContact']), 'C1 C2'],
    [
      'any order that meets the condition',
      any(['OrderContact'], { operator: 'greaterThan', attribute: 'Amount', value: 15 }),
      'C1',
    ],
    ['every order meets the condition', { operator: 'all', path: ['OrderContact'], condition: paid }, 'C1'],
    [
      'an order whose value is missing fails what is asked of all',
      {
        operator: 'all',
        path: ['OrderContact'],
        condition: { operator: 'greaterThan', attribute: 'Amount', value: 0 },
      },
      'C1',
    ],
    ['no order at all meets nothing, not even for all', { operator: 'not', condition: any(['OrderContact']) }, 'C3'],
    [
      'three hops: orders, lines, products',
      any(['OrderContact', 'LineOrder', 'LineProduct'], { operator: 'equals', attribute: 'Category', value: 'tea' }),
      'C1 C2',
    ],
    [
      'an entity is reached by the only shortest way',
      any(['Shop_Product'], { operator: 'equals', attribute: 'Category', value: 'coffee' }),
      'C1',
    ],
    [
      'conditions inside one any are about the same row',
      any(['OrderContact'], {
        operator: 'and',
        conditions: [paid, any(['LineOrder'], { operator: 'greaterThan', attribute: 'Quantity', value: 3 })],
      }),
      '',
    ],
    [
      'conditions in two any may be about two rows',
      {
        operator: 'and',
        conditions: [
          any(['OrderContact'], paid),
          any(['OrderContact', 'LineOrder'], { operator: 'greaterThan', attribute: 'Quantity', value: 3 }),
        ],
      },
      'C2',
    ],
    [
      'a path may come back to customers',
      any(['OrderContact', 'Shop_Contact', 'Customer'], { operator: 'contains', attribute: 'City', value: 'ost' }),
      'C2',
    ],
    [
      'descendants in a hierarchy at the end of a path',
      any(['Shop_Product'], { operator: 'childOf', hierarchy: 'ProductParent', value: 'p0' }),
      'C1 C2',
    ],
    [
      'a relationship to itself is followed along the key, whatever the types',
      any(['Loyal_Member', 'MemberReferrer'], { operator: 'equals', attribute: 'Tier', value: 'silver' }),
      'C1',
    ],
    [
      'days of orders in a leap year',
      any(['OrderContact'], { operator: 'equals', attribute: 'OrderedAt', value: '2024-02-29' }),
      'C1 C2',
    ],
  ];
  it.each(cases)('%s', async (_title, condition, expected) => {
    expect(await membersOf(segmentOf({ condition }))).toBe(expected);
  });

  it('joins keys exactly as they are written, so that K1 is not k1', async () => {
    expect(
      await membersOf(
        segmentOf({ condition: any(['OrderContact'], { operator: 'equals', attribute: 'Amount', value: 99 }) }),
      ),
    ).toBe('');
  });

  it('is one semi-join a hop, and leaves out a source entity that is passed only by its key', () => {
    const [stage] = stagesOf(segmentOf({ condition: any(['OrderContact', 'LineOrder']) }));
    const [statement] = stage?.statements ?? [];
    expect(statement && render(statement, session.dialect)).toBe(
      `create or replace table "Segment_Test" as select "r0"."CustomerId" from "Customer" as r0 where "r0"."CustomerId" in (select "r1"."CustomerId" from "AlternateKey" as "r1" where "r1"."EntityName" = 'Shop_Contact' and "r1"."AlternateValue" in (select "r2"."Contact" from "Shop_Order" as "r2" where "r2"."OrderId" in (select "r3"."Order" from "Shop_Line" as "r3")))`,
    );
  });
});

describe('rules of a segment', () => {
  const [bilbao, donostia, member] = [city('Bilbao'), city('Donostia'), any(['Loyal_Member'])];
  it.each([
    ['union adds', [{ condition: bilbao }, { operation: 'union', condition: donostia }], 'C1 C2'],
    ['intersect keeps what is in both', [{ condition: bilbao }, { operation: 'intersect', condition: member }], 'C1'],
    ['except takes away', [{}, { operation: 'except', condition: bilbao }], 'C2 C3'],
    [
      'rules join left to right: what comes last has the last word',
      [{ condition: bilbao }, { operation: 'except', condition: member }, { operation: 'union', condition: member }],
      'C1 C3',
    ],
    [
      'and the other way round',
      [{ condition: bilbao }, { operation: 'union', condition: member }, { operation: 'except', condition: bilbao }],
      'C3',
    ],
    [
      'a missing value meets no rule, but stays for except',
      [{}, { operation: 'except', condition: donostia }],
      'C1 C3',
    ],
  ] as readonly [string, SegmentRule[], string][])('%s', async (_title, rules, expected) => {
    expect(await membersOf(segmentOf(...rules))).toBe(expected);
  });

  it('are counted one by one', async () => {
    const segment = segmentOf({ name: 'Members', condition: member }, { operation: 'except', condition: bilbao });
    await membersOf(segment);
    expect(await readSegmentResult(session, segment)).toEqual({
      size: 1,
      entered: 1,
      left: 0,
      rules: [
        { name: 'Members', size: 2 },
        { name: 'Rule 2', size: 1 },
      ],
    });
  });
});

describe('a segment that builds on others', () => {
  it('asks for membership and its opposite', async () => {
    const base: Segment = { name: 'Loyal', rules: [{ condition: any(['Loyal_Member']) }] };
    const model = { ...company, segments: [base] };
    await runAll(session, createSegmentStages({ segment: base, model, dialect: session.dialect, now: NOW }));
    expect(await membersOf(segmentOf({ condition: { operator: 'inSegment', segment: 'Loyal' } }), model)).toBe('C1 C3');
    expect(await membersOf(segmentOf({ condition: { operator: 'notInSegment', segment: 'Loyal' } }), model)).toBe('C2');
  });
});

describe('a static segment', () => {
  it('has the customers of its list, and those into whom one of the list was merged', async () => {
    const segment: Segment = { name: 'Test', kind: 'static', members: ['C1', 'C1', 'C9', 'C77'] };
    expect(await membersOf(segment)).toBe('C1 C2');
    expect(await readSegmentResult(session, segment)).toMatchObject({ size: 2, rules: [] });
  });

  it('keeps its list where profiles do not tell what was merged into them', async () => {
    const entities = company.entities.map((entity) =>
      entity.name === 'Customer' ? { ...entity, attributes: entity.attributes.slice(0, 3) } : entity,
    );
    const segment: Segment = { name: 'Test', kind: 'static', members: ['C3', 'C9'] };
    expect(await membersOf(segment, { ...company, entities })).toBe('C3');
  });
});
