import type { FlowProgram } from '../graph/graph.ts';
import { isObject, printJson, type Value, type ValueObject } from '../language/index.ts';

/** The parameter through which Logic Apps definitions name their connections. */
const CONNECTIONS = '$connections';
const REFERENCE = /parameters\('\$connections'\)\??\['([^']+)'\]/gi;

/**
 * Values of all parameters by name in lower case: those given, else their defaults. `$connections` has an entry for every
 * reference of the definition; its `connectionId` is the reference itself, by which steps then ask for the connection.
 */
export function bindParameters(program: FlowProgram, given: ValueObject): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const [key, { defaultValue }] of program.parameters) values.set(key, defaultValue ?? null);
  for (const [name, value] of Object.entries(given)) values.set(name.toLowerCase(), value);
  values.set(CONNECTIONS, connectionsOf(program, values.get(CONNECTIONS)));
  if (!isObject(values.get('$authentication'))) values.set('$authentication', {});
  return values;
}

const references = new WeakMap<FlowProgram, readonly string[]>();

function connectionsOf(program: FlowProgram, known: Value | undefined): ValueObject {
  const entries = isObject(known) ? known : {};
  const names = references.get(program) ?? findReferences(program);
  references.set(program, names);
  return {
    ...entries,
    ...Object.fromEntries(
      names.map((name) => {
        const own = entries[name];
        return [name, { id: name, connectionName: name, ...(isObject(own) && own), connectionId: name }];
      }),
    ),
  };
}

function findReferences({ definition }: FlowProgram): readonly string[] {
  return [...new Set([...printJson(definition).matchAll(REFERENCE)].flatMap(([, name]) => (name ? [name] : [])))];
}
