import type { ConnectorView } from '../../../../../../src/app/view/designer.ts';
import { type FlowDefinition, membersOf, type StepDefinition } from '../document/definition.ts';
import { allSteps } from '../document/find.ts';
import { findOperationView, needsConnection, readHost } from '../document/operation-host.ts';
import { pointerOf, valueAt } from '../document/values.ts';

/** What a step still lacks to run: the value of a required field, or a connection. */
export interface Missing {
  /** Name of the step in the definition. */
  readonly step: string;
  /** `/actions/Mail/inputs/…`; a step inside of another is named without what is around it. */
  readonly pointer: string;
  /** Title of the field; undefined where the connection is missing. */
  readonly field: string | undefined;
}

/** Code of the findings below in the flow checker. */
export const MISSING_CODE = 'missing';

interface Surroundings {
  readonly connectors: readonly ConnectorView[];
  /** Connection references of the flow to connections of the workspace. */
  readonly chosen: Readonly<Record<string, string>>;
  /** Names of the connections of the workspace; undefined while they are not known. */
  readonly connections: readonly string[] | undefined;
}

/** What the triggers and steps of a flow lack, in their order. An expression counts as a value, whatever it gives. */
export function findMissing(definition: FlowDefinition, surroundings: Surroundings): readonly Missing[] {
  const triggers = Object.entries(definition.triggers ?? {}).map(([name, step]) => ({ name, step, list: 'triggers' }));
  const actions = allSteps(definition).map(({ name, step }) => ({ name, step, list: 'actions' }));
  return [...triggers, ...actions].flatMap(({ name, step, list }) => {
    const at = (...path: string[]) => ({ step: name, pointer: pointerOf([list, name, 'inputs', ...path]) });
    return [
      ...(lacksConnection(step, surroundings) ? [{ ...at('host'), field: undefined }] : []),
      ...emptyFields(step, surroundings.connectors).map((field) => ({
        ...at('parameters', field.name),
        field: field.title,
      })),
    ];
  });
}

/** A connection that is named as the reference is taken without being chosen. */
function lacksConnection(step: StepDefinition, { chosen, connections }: Surroundings): boolean {
  const host = readHost(step);
  if (!host?.apiName || !connections || !needsConnection(host)) return false;
  return !connections.includes(chosen[host.reference] ?? host.reference);
}

function emptyFields(step: StepDefinition, connectors: readonly ConnectorView[]) {
  const fields = findOperationView(connectors, step)?.operation?.fields ?? [];
  const given = membersOf(step['inputs'])['parameters'] ?? {};
  if (isText(given)) return [];
  return fields.filter(
    ({ isRequired, default: fallback, name }) => isRequired && fallback === undefined && !isFilled(given, name),
  );
}

/** `body/To` is filled as such, as a member of `body`, or by an expression that gives the whole body. */
function isFilled(parameters: unknown, name: string): boolean {
  const keys = name.split('/');
  return keys.some((_key, index) => {
    const value = valueAt(parameters, [keys.slice(0, index + 1).join('/')]);
    const rest = keys.slice(index + 1);
    return isText(value) || !isEmpty(valueAt(value, rest));
  });
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && !isText(value));
