import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDraw, csvLine } from '../people/seeded.ts';
import { FIRST_NAMES } from '../people/words.ts';

const TOWNS = ['Bilbao', 'Donostia', 'Gasteiz', 'Iruñea', 'Baiona'];
const ROWS_PER_WRITE = 5000;

/** Name of the flow with many actions. */
export const BIG_FLOW = 'Big';

/** Writes the one source of the bench: customers who need no match. */
export function writeCustomers(folder: string, count: number): Promise<void> {
  return pipeline(Readable.from(customerLines(count)), createWriteStream(join(folder, 'customers.csv')));
}

function* customerLines(count: number): Iterable<string> {
  const draw = createDraw(11);
  yield csvLine(['Id', 'FirstName', 'LastName', 'Mail', 'Town', 'Spend', 'JoinedOn']);
  for (let start = 0; start < count; start += ROWS_PER_WRITE) {
    let lines = '';
    for (let id = start; id < Math.min(count, start + ROWS_PER_WRITE); id++) {
      const first = draw.common(FIRST_NAMES, 2);
      const last = `${draw.pick(FIRST_NAMES)}son`;
      const joined = `20${10 + draw.below(15)}-${String(1 + draw.below(12)).padStart(2, '0')}-01`;
      lines += csvLine([id, first, last, `${first}.${id}@example.org`, draw.pick(TOWNS), draw.below(2000), joined]);
    }
    yield lines;
  }
}

/** One source, a segment, a measure, many small flows and one of many actions. */
export function webWorkspace(flows: number, actions: number) {
  return {
    dataSources: [
      {
        name: 'Shop',
        kind: 'csv',
        options: { folder: '.' },
        entities: [{ name: 'Person', options: { path: 'customers.csv' }, primaryKey: 'Id' }],
      },
    ],
    unification: { entities: [{ entity: 'Shop_Person', primaryKey: 'Id' }], rules: [] },
    segments: [{ name: 'Big', rules: [{ condition: { attribute: 'Spend', operator: 'greaterThan', value: 1500 } }] }],
    measures: [
      {
        name: 'TotalSpend',
        kind: 'business',
        entity: 'Customer',
        calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } }],
      },
    ],
    flows: [
      ...Array.from({ length: flows - 1 }, (_, index) =>
        flow(`Flow${index}`, { Say: say({}), Log: say({ Say: DONE }) }),
      ),
      flow(BIG_FLOW, manyActions(actions)),
    ],
  };
}

const DONE = ['Succeeded'];

function flow(name: string, actions: object) {
  const triggers = { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } };
  return { name, displayName: `The flow ${name}`, definition: { triggers, actions } };
}

function say(runAfter: object) {
  return {
    type: 'Compose',
    inputs: "@{triggerBody()?['name']} has @{length(string(triggerBody()))} letters",
    runAfter,
  };
}

/** Actions one after the other; every tenth is a condition with four in each branch. */
function manyActions(count: number): object {
  const all: Record<string, object> = {};
  let last: string | undefined;
  for (let made = 0; made < count; ) {
    const left = count - made;
    const runAfter = last === undefined ? {} : { [last]: DONE };
    last = `Step_${made}`;
    if (made % 10 === 0 && left >= 9) {
      const branch = (side: string) =>
        Object.fromEntries(
          [1, 2, 3, 4].map((place) => [
            `${last}_${side}_${place}`,
            say(place > 1 ? { [`${last}_${side}_${place - 1}`]: DONE } : {}),
          ]),
        );
      all[last] = {
        type: 'If',
        expression: { greater: ['@length(string(triggerBody()))', made] },
        actions: branch('yes'),
        else: { actions: branch('no') },
        runAfter,
      };
      made += 9;
    } else {
      all[last] = say(runAfter);
      made += 1;
    }
  }
  return all;
}
