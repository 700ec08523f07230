import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { createSeededRandom } from '../../base/random.ts';
import { compileFlow } from '../graph/compile.ts';
import type { ValueObject } from '../language/index.ts';
import { createMocks } from '../rehearsal/mocks.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { reportRehearsal } from '../rehearsal/report.ts';

const OUTCOMES = ['Succeeded', 'Failed', 'TimedOut'] as const;
const STATUSES = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'] as const;

/** One action: how it ends if it runs, what it waits for, and what stands inside of it when it is a scope. */
interface Action {
  readonly name: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly after: readonly { readonly index: number; readonly statuses: readonly string[] }[];
  readonly inside: readonly Action[] | undefined;
}

const edge = (index: number) =>
  fc.tuple(
    fc.nat({ max: Math.max(0, index - 1) }),
    fc.uniqueArray(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 3 }),
  );

const graph = (prefix: string, most: number, depth: number): fc.Arbitrary<readonly Action[]> =>
  fc.integer({ min: 1, max: most }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record({
          name: fc.constant(`${prefix}${index}`),
          outcome: fc.constantFrom(...OUTCOMES),
          after: index === 0 ? fc.constant([]) : afterOf(index),
          inside:
            depth === 0
              ? fc.constant(undefined)
              : fc.option(graph(`${prefix}${index}_`, 4, depth - 1), { nil: undefined, freq: 4 }),
        }),
      ),
    ),
  );

function afterOf(index: number) {
  return fc
    .uniqueArray(edge(index), { maxLength: 3, selector: ([predecessor]) => predecessor })
    .map((edges) => edges.map(([predecessor, statuses]) => ({ index: predecessor, statuses })));
}

/** The model: statuses by name, and whether the graph succeeds. Written from the documentation's tables. */
function judge(actions: readonly Action[], found: Record<string, string>): boolean {
  const statuses: string[] = [];
  for (const { name, outcome, after, inside } of actions) {
    const runs = after.every(({ index, statuses: wanted }) => wanted.includes(statuses[index] ?? ''));
    if (!runs && inside) skipAll(inside, found);
    const insideSucceeds = runs && inside ? judge(inside, found) : undefined;
    const own = insideSucceeds === undefined ? outcome : insideSucceeds ? 'Succeeded' : 'Failed';
    statuses.push(runs ? own : 'Skipped');
    found[name] = statuses.at(-1) ?? '';
  }
  const isLeaf = (index: number) => !actions.some(({ after }) => after.some((edge) => edge.index === index));
  const succeeds = (index: number): boolean => {
    const status = statuses[index];
    if (status !== 'Skipped') return status === 'Succeeded';
    return (actions[index]?.after ?? []).every((edge) => succeeds(edge.index));
  };
  return actions.every((_, index) => !isLeaf(index) || succeeds(index));
}

function skipAll(actions: readonly Action[], found: Record<string, string>): void {
  for (const { name, inside } of actions) {
    found[name] = 'Skipped';
    if (inside) skipAll(inside, found);
  }
}

function definitionOf(actions: readonly Action[]): ValueObject {
  return Object.fromEntries(
    actions.map(({ name, after, inside }) => [
      name,
      {
        ...(inside ? { type: 'Scope', actions: definitionOf(inside) } : { type: 'Http', inputs: {} }),
        runAfter: Object.fromEntries(after.map(({ index, statuses }) => [actions[index]?.name ?? '', statuses])),
      },
    ]),
  );
}

function mocksOf(actions: readonly Action[]): ValueObject {
  return Object.assign(
    {},
    ...actions.map(({ name, outcome, inside }) => (inside ? mocksOf(inside) : { [name]: { status: outcome } })),
  ) as ValueObject;
}

async function run(actions: readonly Action[]) {
  const program = compileFlow({ triggers: { manual: { type: 'Request' } }, actions: definitionOf(actions) }, 'version');
  const rehearsal = await rehearse({
    program,
    flow: 'Flow',
    runId: 'run',
    trigger: { name: 'manual', outputs: {} },
    clock: systemClock,
    random: createSeededRandom(1),
    effects: () => {
      throw new Error('everything is mocked');
    },
    substitute: createMocks(mocksOf(actions)),
  });
  return reportRehearsal(rehearsal, program);
}

function countActions(actions: readonly Action[]): number {
  return actions.reduce((total, { inside }) => total + 1 + (inside ? countActions(inside) : 0), 0);
}

describe('the status of a run', () => {
  it('follows the documented rules for any graph of up to 30 actions', async () => {
    await fc.assert(
      fc.asyncProperty(
        graph('A', 12, 2).filter((actions) => countActions(actions) <= 30),
        async (actions) => {
          const wanted: Record<string, string> = {};
          const status = judge(actions, wanted) ? 'Succeeded' : 'Failed';
          const report = await run(actions);
          const found = Object.fromEntries(
            Object.entries(report.actions).map(([name, action]) => [name, action.status]),
          );
          expect({ status: report.status, ...found }).toEqual({ status, ...wanted });
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'the last action succeeded after one that failed: handled',
      { A: 'Failed', B: ['A', 'Failed', 'Succeeded'] },
      'Succeeded',
    ],
    ['the last action was skipped because one failed', { A: 'Failed', B: ['A', 'Succeeded', 'Succeeded'] }, 'Failed'],
    ['a handler was skipped because all went well', { A: 'Succeeded', B: ['A', 'Failed', 'Succeeded'] }, 'Succeeded'],
    [
      'one branch handled the failure and the other did not',
      { A: 'Failed', B: ['A', 'Failed', 'Succeeded'], C: ['A', 'Succeeded', 'Succeeded'] },
      'Failed',
    ],
    ['an action timed out', { A: 'TimedOut' }, 'Failed'],
    [
      'an action ran after one that was skipped',
      { A: 'Failed', B: ['A', 'Succeeded', 'Succeeded'], C: ['B', 'Skipped', 'Succeeded'] },
      'Succeeded',
    ],
  ] as const)('%s', async (_title, table, status) => {
    const names = Object.keys(table);
    const actions = Object.entries(table).map(([name, row]): Action => {
      const [predecessor, wanted, outcome] = typeof row === 'string' ? [undefined, '', row] : row;
      const after = predecessor === undefined ? [] : [{ index: names.indexOf(predecessor), statuses: [wanted] }];
      return { name, outcome: outcome as Action['outcome'], after, inside: undefined };
    });
    expect((await run(actions)).status).toBe(status);
  });
});
