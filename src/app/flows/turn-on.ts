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
  const known = new Set((await listDefinitions(db, 'connection')).map(({ content }) => content.name.toLowerCase()));
  const lacking = stepsWithout(flow, known);
  if (lacking.length > 0)
    throw flowError('FLX_FLOW_NOT_CONNECTED', {
      flow: flow.displayName ?? flow.name,
      steps: lacking.map((name) => `'${name.replaceAll('_', ' ')}'`).join(', '),
    });
}

/** Names of the triggers and steps that go through a connection which is not among the known ones. */
function stepsWithout({ definition, connections = {} }: Flow, known: ReadonlySet<string>): readonly string[] {
  const lacksOne = ({ type, inputs }: Readonly<Record<string, unknown>>) =>
    findConnectionReferences({ definition: { type, inputs } as Value })
      .map(({ reference }) => connectionNameOf(reference, connections))
      .some((name) => !known.has(name.toLowerCase()) && !isOwnConnection(name));
  const within = (value: unknown): readonly string[] =>
    Object.entries(isPlainObject(value) ? value : {}).flatMap(([name, member]) => [
      ...(isStep(member) && lacksOne(member) ? [name] : []),
      ...(isStep(value) && name === 'inputs' ? [] : within(member)),
    ]);
  return within({ triggers: definition['triggers'], actions: definition['actions'] });
}

/** Whether a part of a definition is a step, rather than steps by their names. */
function isStep(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainObject(value) && typeof value['type'] === 'string';
}
