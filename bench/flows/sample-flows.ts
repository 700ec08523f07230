import type { Flow } from '../../src/model/flow.ts';

function flow(name: string, actions: Flow['definition']): Flow {
  return { name, definition: { triggers: { manual: { type: 'Request', kind: 'Http' } }, actions } };
}

function chain(count: number, action: (index: number) => Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Step_${index}`,
      { ...action(index), runAfter: index === 0 ? {} : { [`Step_${index - 1}`]: ['Succeeded'] } },
    ]),
  );
}

/** Five calls of a connector: each is durable before the call is made, and its answer before the next one. */
export const callsFlow = flow(
  'Calls',
  chain(5, () => ({
    type: 'OpenApiConnection',
    inputs: {
      host: { connectionName: 'instant', operationId: 'Answer' },
      parameters: { id: "@triggerBody()?['customer']" },
    },
  })),
);

/** Five actions that stay inside of the run: all durable when it ends. */
export const dataFlow = flow(
  'Data',
  chain(5, (index) => ({ type: 'Compose', inputs: { index, text: "@triggerBody()?['text']" } })),
);

/** A loop over many elements, one durable record each. */
export function loopFlow(count: number): Flow {
  return flow('Loop', {
    Each: {
      type: 'Foreach',
      foreach: `@range(0, ${count})`,
      actions: { Say: { type: 'Compose', inputs: "@concat('item ', string(item()))" } },
    },
  });
}
