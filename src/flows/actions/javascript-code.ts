import { isFluxuError } from '../../base/errors.ts';
import { isArray, isObject, parseJson, printJson, toText, type Value } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { sandbox } from './javascript/sandbox.ts';
import { failed, failedBy, succeeded } from './outcome.ts';

/**
 * Execute JavaScript Code: what `code` returns is the body. It sees `workflowContext` with `workflow`, `trigger` and the
 * `actions` it names, and runs in an engine of its own for at most five seconds.
 */
export const javaScriptCode: TaskAction = Object.freeze({
  kind: 'task',
  types: ['JavaScriptCode', 'ExecuteJavaScriptCode'],
  hasEffects: false,
  run: runCode,
} satisfies TaskAction);

async function runCode(call: ActionCall): Promise<ActionOutcome> {
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const code = inputs['code'];
  if (typeof code !== 'string')
    return failed({ code: 'InvalidTemplate', message: `The action '${call.node.name}' has no 'code' in its inputs.` });
  try {
    const names = actionsNamed(code, inputs['explicitDependencies']);
    const workflowContext = printJson(contextOf(call, names));
    const result = await sandbox.run({ code, workflowContext }, call.clock);
    if (result.kind === 'returned')
      return succeeded(result.result === undefined ? {} : { body: parseJson(result.result) });
    const isTime = result.kind === 'exhausted';
    return failed({
      code: isTime ? 'InlineCodeScriptTimeout' : 'InlineCodeScriptRuntimeFailure',
      message: `The inline code action '${call.node.name}' execution failed, with error '${result.message}'.`,
    });
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

const NAMED = /\bactions\s*(?:\?\.)?\s*(?:\.\s*([A-Za-z_$][\w$-]*)|\[\s*(['"`])(.+?)\2\s*\])/g;

/** Actions that the code reads: those of `explicitDependencies` and those that it names behind `actions`. */
function actionsNamed(code: string, explicit: Value | undefined): ReadonlySet<string> {
  const listed = isObject(explicit) ? explicit['actions'] : undefined;
  const own = isArray(listed) ? listed.map(toText) : [];
  return new Set([...own, ...[...code.matchAll(NAMED)].map(([, plain, , quoted]) => plain ?? quoted ?? '')]);
}

function contextOf(call: ActionCall, names: ReadonlySet<string>): Value {
  const actions: Record<string, Value> = {};
  for (const name of names) {
    const record = read(call, `@actions('${name.replaceAll("'", "''")}')`);
    if (record !== undefined) actions[name] = record;
  }
  return { workflow: read(call, '@workflow()') ?? null, trigger: read(call, '@trigger()') ?? null, actions };
}

/** What an expression gives; undefined for what is not there, which the code may never look at. */
function read(call: ActionCall, expression: string): Value | undefined {
  try {
    return call.evaluate(expression);
  } catch (error) {
    if (isFluxuError(error)) return undefined;
    throw error;
  }
}
