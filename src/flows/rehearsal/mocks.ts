import type { ActionEnded } from '../actions/action.ts';
import { statusName } from '../actions/status-name.ts';
import { flowError } from '../catalogue.ts';
import { isArray, isObject, type Value, type ValueObject } from '../language/index.ts';
import type { Step } from '../run/step.ts';
import { readResult } from '../run/task-outcome.ts';

/** Applies to every action that reaches out of the run and has no mock of its own. */
const REST = '*';
/** Reaches no further than the request that started the run. */
const LOCAL = new Set(['response']);

/**
 * What stands in for actions: mocks by name or type of the action (case does not count), `*` for all others that reach out
 * of the run. A mock is `{status, outputs, code?, error?}`, or an array of them, one for each time the action runs.
 * What has no mock fails, so that nothing leaves the process.
 */
export function createMocks(mocks: ValueObject): (step: Step) => ActionEnded | undefined {
  const byKey = new Map(Object.entries(mocks).map(([name, mock]) => [name.toLowerCase(), mock]));
  const uses = new Map<string, number>();
  return (step) => {
    const { key, type, kind } = step.node;
    const typeKey = type.toLowerCase();
    const reachesOut = kind.kind === 'task' && kind.hasEffects && !LOCAL.has(typeKey);
    const mock = byKey.get(key) ?? byKey.get(typeKey) ?? (reachesOut ? byKey.get(REST) : undefined);
    if (mock !== undefined) return readMock(pick(mock, countUse(uses, key)));
    return reachesOut ? notMocked(step) : undefined;
  };
}

function countUse(uses: Map<string, number>, key: string): number {
  const before = uses.get(key) ?? 0;
  uses.set(key, before + 1);
  return before;
}

function pick(mock: Value, use: number): Value {
  return isArray(mock) ? (mock[Math.min(use, mock.length - 1)] ?? null) : mock;
}

/** An object without `status` and `outputs` is an answer: `{statusCode, headers, body}`. */
function readMock(mock: Value): ActionEnded {
  const given = isObject(mock) ? mock : {};
  const isAnswer = given['statusCode'] !== undefined && given['outputs'] === undefined && given['status'] === undefined;
  const result = isAnswer ? { outputs: given } : given;
  const { outputs } = result;
  const statusCode =
    isObject(outputs) && outputs['statusCode'] !== undefined ? Number(outputs['statusCode']) : undefined;
  const failed = isAnswer && statusCode !== undefined && statusCode >= 400;
  const ended = readResult(failed ? { ...result, status: 'Failed' } : result);
  const code = ended.code ?? (statusCode === undefined ? undefined : statusName(statusCode));
  return { ...ended, code: code ?? (ended.status === 'Succeeded' ? 'OK' : `Action${ended.status}`) };
}

function notMocked({ node: { name, type } }: Step): ActionEnded {
  const { code, message } = flowError('FLX_FLOW_NOT_MOCKED', { action: name, type });
  return { kind: 'ended', status: 'Failed', code: 'NotMocked', error: { code, message } };
}
