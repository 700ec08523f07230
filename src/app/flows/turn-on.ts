import { isPlainObject } from '../../base/json.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { Value } from '../../flows/language/index.ts';
import { findConnectionReferences } from '../../flows/packages/index.ts';
import type { Flow } from '../../model/flow.ts';
import { getDefinition, listDefinitions } from '../../store/definitions.ts';
import type { Database } from '../../store/schema.ts';
import { connectionNameOf, isOwnConnection } from '../connections/source.ts';

/** Refuses to turn a flow on that was off while steps of it lack a connection. @throws FLX_FLOW_NOT_CONNECTED */
export async function refuseTurningOn(db: Database, flow: Flow): Promise<void> {
  if (flow.state === 'stopped') return;
  const before = await getDefinition(db, { kind: 'flow', name: flow.name });
  if (before?.content.state !== 'stopped') return;
  const known = (await listDefinitions(db, 'connection')).map(({ content }) => content.name);
  const lacking = stepsWithout(flow, known);
  if (lacking.length > 0)
    throw flowError('FLX_FLOW_NOT_CONNECTED', {
      flow: flow.displayName ?? flow.name,
      steps: lacking.map((name) => `'${name.replaceAll('_', ' ')}'`).join(', '),
    });
}

/** Names of the triggers and steps that go through a connection which is not among the known ones. */
function stepsWithout({ definition, connections = {} }: Flow, known: readonly string[]): readonly string[] {
  const lacksOne = ({ type, inputs }: Readonly<Record<string, unknown>>) =>
    findConnectionReferences({ definition: { type, inputs } as Value })
      .map(({ reference }) => connectionNameOf(reference, connections))
      .some((name) => !known.includes(name) && !isOwnConnection(name));
  const within = (value: unknown): readonly string[] =>
    Object.entries(isPlainObject(value) ? value : {}).flatMap(([name, member]) => [
      ...(isPlainObject(member) && typeof member['type'] === 'string' && lacksOne(member) ? [name] : []),
      ...(name === 'inputs' ? [] : within(member)),
    ]);
  return within({ triggers: definition['triggers'], actions: definition['actions'] });
}
