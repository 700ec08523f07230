import type { Connector } from '../connector.ts';
import { objectAt, textAt } from '../definition/reader.ts';
import type { ParameterValues } from '../request/bind.ts';

/** The call that shows whether a connection works. */
export interface TestOperation {
  readonly operationId: string;
  readonly parameters: ParameterValues;
}

/**
 * What `x-ms-capabilities.testConnection` names; else a GET that needs no parameter and is no trigger, one that is marked safe
 * before others. Undefined when there is none.
 */
export function testOperationOf({ definition, contract, operations: native }: Connector): TestOperation | undefined {
  const named = objectAt(objectAt(definition, 'x-ms-capabilities'), 'testConnection');
  const operationId = textAt(named, 'operationId');
  const known = contract.operations.find((operation) => operation.operationId === operationId);
  if (known) return { operationId: known.operationId, parameters: objectAt(named, 'parameters') };
  if (Object.keys(native).length > 0) return undefined;
  const script = contract.scriptOperations;
  const [simplest] = contract.operations.filter(
    ({ method, kind, parameters, operationId: id, isDeprecated }) =>
      method === 'GET' &&
      kind === 'action' &&
      !isDeprecated &&
      script !== true &&
      !script.includes(id) &&
      parameters.every(({ isRequired, hasDefault }) => !isRequired || hasDefault),
  );
  return simplest && { operationId: simplest.operationId, parameters: {} };
}
