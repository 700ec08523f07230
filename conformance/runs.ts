import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearseFile } from '../src/app/flows/rehearse.ts';
import { isArray, isEqual, isObject, printJson, type Value, type ValueObject } from '../src/flows/language/index.ts';
import type { RehearsalReport } from '../src/flows/rehearsal/report.ts';

/** What every outside call gives while real definitions run. */
const MOCKS = printJson({ '*': { status: 'Succeeded', outputs: { statusCode: 200, headers: {}, body: {} } } });
const TRIGGER = printJson({ statusCode: 200, headers: {}, body: {} });
/** States from which a run does not move. */
const ENDS = new Set(['Succeeded', 'Failed', 'Cancelled', 'TimedOut', 'Skipped', 'Aborted']);

/** Why a real definition does not run to an end with mocked connectors; undefined when it does. */
export async function findRunFault(folder: string, file: string): Promise<string | undefined> {
  const content = readFileSync(join(folder, file));
  const { report } = await rehearseFile({ file, content, trigger: TRIGGER, mocks: MOCKS });
  return ENDS.has(report.status) ? undefined : `it stays ${report.status}`;
}

/** Why a workflow without a recorded answer does not run to an end; undefined when it does. */
export async function findWorkflowFault({ workflow }: ValueObject): Promise<string | undefined> {
  const { status } = await run(workflow ?? null, {});
  return ENDS.has(status) ? undefined : `it stays ${status}`;
}

async function run(workflow: Value, trigger: Value, mocks: Value = {}): Promise<RehearsalReport> {
  const content = new TextEncoder().encode(printJson(workflow));
  return (await rehearseFile({ file: 'workflow.json', content, trigger: printJson(trigger), mocks: printJson(mocks) }))
    .report;
}

/** Why a documented workflow does not do what the documentation says of it. */
export async function findExampleFault({ actions, mocks, expect }: ValueObject): Promise<string | undefined> {
  const definition = { triggers: { manual: { type: 'Request', kind: 'Http' } }, actions: actions ?? {} };
  const report = await run(
    definition,
    { body: {} },
    { ...(isObject(mocks) ? mocks : {}), '*': { status: 'Succeeded', outputs: { statusCode: 200 } } },
  );
  return Object.entries(isObject(expect) ? expect : {})
    .filter(([claim, expected]) => !isEqual(observed(claim, report), expected))
    .map(([claim]) => `${claim}: ${printJson(observed(claim, report))}`)
    .at(0);
}

/** What a claim of an example is about. */
function observed(claim: string, { actions }: RehearsalReport): Value {
  const turns = (name: string) => actions[name]?.repetitions ?? [];
  switch (claim) {
    case 'iterations':
      return turns('Increment_variable').length;
    case 'composeOutputs':
      return turns('Compose').map(({ outputs }) => outputs ?? null);
    case 'myCounter':
      return turns('Assign_current_index_to_counter').length;
    case 'resultItem':
      return failedItem(actions['Filter_array']?.outputs ?? null);
    case 'Log_exception iterations':
      return turns('Log_exception').length;
    default:
      return actions[claim]?.status ?? null;
  }
}

function failedItem(outputs: Value): Value {
  const body = isObject(outputs) ? outputs['body'] : outputs;
  const [item] = isArray(body) ? body : [];
  if (!isObject(item ?? null)) return null;
  const { name = null, code = null, status = null } = item as ValueObject;
  return { name, code, status };
}
