import { isObject, toText, type ValueObject } from '../language/index.ts';
import type { ActionNode, FlowProgram } from './graph.ts';

/**
 * What an action gives instead of being carried out, as `{status, code, outputs, error}`; undefined while its static
 * result is off, or the definition holds none under its name.
 */
export function staticResultOf(
  { definition }: Pick<FlowProgram, 'definition'>,
  node: Pick<ActionNode, 'definition'>,
): ValueObject | undefined {
  const { name, staticResultOptions } = objectOf(objectOf(node.definition['runtimeConfiguration'])['staticResult']);
  if (name === undefined || toText(staticResultOptions ?? '').toLowerCase() !== 'enabled') return undefined;
  const result = objectOf(definition['staticResults'])[toText(name)];
  return isObject(result) ? result : undefined;
}

/** Names of the actions of a definition that no run carries out: their static results are on. */
export function findStaticResults(program: FlowProgram): readonly string[] {
  if (program.definition['staticResults'] === undefined) return [];
  const isTask = ({ kind }: ActionNode) => kind.kind === 'task';
  return [...program.actions.values()].flatMap((node) =>
    isTask(node) && staticResultOf(program, node) ? [node.name] : [],
  );
}

function objectOf(value: unknown): ValueObject {
  return isObject(value as ValueObject) ? (value as ValueObject) : {};
}
