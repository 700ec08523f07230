import type { Flow } from '../../src/model/flow.ts';

/** Turns of the loop. */
export const TURNS = 3;
/** Requests that one run makes when nothing repeats: a call a turn, a subscription, and one that is tried twice. */
export const CALLS = TURNS + 2;

/** A flow with a loop, a wait, a callback and a retry. Each request carries a guid that is made once for its step. */
export function crashFlow(url: string): Flow {
  const call = (path: string, rest: object = {}) => ({
    type: 'Http',
    inputs: {
      method: 'POST',
      uri: `${url}/${path}`,
      body: { run: "@workflow()?['run']?['name']", guid: '@guid()' },
      ...rest,
    },
  });
  return {
    name: 'Crash',
    definition: {
      triggers: { manual: { type: 'Request', kind: 'Http' } },
      actions: {
        Sum: { type: 'InitializeVariable', inputs: { variables: [{ name: 'sum', type: 'integer', value: 0 }] } },
        Each: {
          type: 'Foreach',
          foreach: `@range(1, ${TURNS})`,
          runAfter: { Sum: ['Succeeded'] },
          actions: {
            Turn: call('turn'),
            Add: {
              type: 'IncrementVariable',
              inputs: { name: 'sum', value: '@item()' },
              runAfter: { Turn: ['Succeeded'] },
            },
          },
        },
        Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Second' } }, runAfter: { Each: ['Succeeded'] } },
        Ask: {
          type: 'HttpWebhook',
          inputs: {
            subscribe: { method: 'POST', uri: `${url}/subscribe`, body: { run: "@workflow()?['run']?['name']" } },
            unsubscribe: {},
          },
          runAfter: { Wait: ['Succeeded'] },
        },
        Flaky: {
          ...call('flaky', { retryPolicy: { type: 'fixed', count: 4, interval: 'PT0.3S' } }),
          runAfter: { Ask: ['Succeeded'] },
        },
        Say: {
          type: 'Compose',
          inputs: "@{variables('sum')} @{body('Ask')}",
          runAfter: { Flaky: ['Succeeded'] },
        },
      },
    },
  };
}

/** What the last action of every run says. */
export const SAID = '"6 yes"';
