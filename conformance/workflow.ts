import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFlowFile } from '../src/app/flows/check.ts';
import {
  checkUnwrapped,
  createContextScope,
  type Diagnostic,
  type EvaluationContext,
  evaluateExpression,
  evaluateTemplate,
  isArray,
  isEqual,
  isObject,
  isXml,
  parseJson,
  printJson,
  type ReadFile,
  toText,
  unwrapDefinitions,
  type Value,
  type ValueObject,
} from '../src/flows/language/index.ts';
import { checkDesignerCase, isDesignerOnly } from './designer.ts';
import floors from './floors.json' with { type: 'json' };
import { findRoundTripFault } from './round-trip.ts';
import { findExampleFault, findRunFault, findWorkflowFault } from './runs.ts';
import type { ConformanceRow, ConformanceTable } from './table.ts';
import { startTraceHost } from './traces.ts';

/** How far the Workflow Definition Language behaves as documented and recorded. */
export async function runWorkflowConformance(folder: string): Promise<ConformanceTable> {
  const read = (name: string) => parseJson(readFileSync(join(folder, 'workflow', name), 'utf8')) as ValueObject;
  const rows = [
    functionExamples(casesOf(read('function-examples.json'), 'examples')),
    expressionCases(casesOf(read('expression-cases.json'), 'cases')),
    designerCases(casesOf(read('designer-expression-cases.json'), 'cases')),
    ...validationCases(casesOf(read('validation-cases.json'), 'cases')),
    ...definitions(join(folder, 'workflow', 'definitions')),
    await countRuns(join(folder, 'workflow', 'definitions')),
    await countTraces(casesOf(read('workflow-traces.json'), 'cases')),
    await countEach('documented workflows', casesOf(read('workflow-examples.json'), 'cases'), findExampleFault),
  ];
  return { subject: 'workflow', rows: rows.map(withFloor) };
}

function withFloor(row: Row): ConformanceRow {
  const floor = (floors.workflow as Readonly<Record<string, number>>)[row.category];
  return floor === undefined ? row : { ...row, floor };
}

type Case = ValueObject;
type Row = Omit<ConformanceRow, 'floor'>;

/** Set to print every case that does not pass. */
const isVerbose = process.argv.includes('--verbose');

function casesOf(file: ValueObject, member: string): readonly Case[] {
  const cases = file[member];
  return isArray(cases) ? cases.filter(isObject) : [];
}

function count(category: string, cases: readonly Case[], passes: (given: Case) => boolean): Row {
  const passed = cases.filter((given) => {
    const isPassed = passes(given);
    if (!isPassed && isVerbose) process.stderr.write(`${category}: ${JSON.stringify(given).slice(0, 400)}\n`);
    return isPassed;
  });
  return { category, passed: passed.length, total: cases.length };
}

function attempt(run: () => Value): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/** Documented examples, without those whose result the documentation leaves open or has wrong. */
function functionExamples(examples: readonly Case[]): Row {
  const clear = examples.filter(
    ({ resultKind, suspect, corrected }) =>
      ['value', 'xml', 'oneOf'].includes(String(resultKind)) && (!suspect || corrected !== undefined),
  );
  return count('documented examples', clear, passesExample);
}

function passesExample(example: Case): boolean {
  const { expression, context, resultKind, match } = example;
  const outcome = attempt(() =>
    evaluateExpression(String(expression), createContextScope((context ?? {}) as EvaluationContext)),
  );
  if (!('value' in outcome)) return false;
  const expected = example['corrected'] ?? example['result'] ?? null;
  if (typeof match === 'string') return new RegExp(match.replace(/^regex:/, '')).test(String(outcome.value));
  if (resultKind === 'oneOf') return isArray(expected) && expected.some((one) => isEqual(one, outcome.value));
  return resultKind === 'xml'
    ? withoutSpace(xmlText(outcome.value)) === withoutSpace(String(expected))
    : isClose(outcome.value, expected);
}

function xmlText(value: Value): string {
  const single = isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
  return isXml(single) ? toText(single) : '';
}

function withoutSpace(text: string): string {
  return text.replace(/>\s+</g, '><').trim();
}

/** Equal, numbers up to what a double tells. */
function isClose(left: Value, right: Value): boolean {
  const [a, b] = [Number(toText(left)), Number(toText(right))];
  if (typeof left !== 'string' && !isArray(left) && toText(left) !== '' && Number.isFinite(a) && Number.isFinite(b))
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  return isEqual(left, right);
}

/** Templates with the value or the failure of the original host. */
function expressionCases(cases: readonly Case[]): Row {
  return count('recorded expressions', cases, ({ template, expected, error }) => {
    const outcome = attempt(() => evaluateTemplate(String(template), createContextScope({})));
    return error ? 'error' in outcome : 'value' in outcome && isEqual(outcome.value, expected ?? null);
  });
}

function designerCases(cases: readonly Case[]): Row {
  return count(
    'designer expressions',
    cases.filter((given) => !isDesignerOnly(given)),
    checkDesignerCase,
  );
}

interface Finding {
  readonly file: string;
  readonly severity: string;
  readonly pointer: string;
}

/** Definitions with the places of their faults: each file is checked by itself. */
function validationCases(cases: readonly Case[]): readonly Row[] {
  const own = cases.filter(concernsDefinitions);
  const clean = own.filter(({ expected }) => isArray(expected) && expected.length === 0);
  const faulty = own.filter(({ expected }) => isArray(expected) && expected.length > 0);
  return [
    count('clean definitions accepted', clean, (given) => findErrors(given).length === 0),
    count('faulty definitions rejected', faulty, (given) => findErrors(given).length > 0),
    count('faulty definitions, a fault at its place', faulty, (given) =>
      expectedPlaces(given).some((place) => foundPlaces(given).has(place)),
    ),
    count('faulty definitions, all faults at their places', faulty, (given) =>
      expectedPlaces(given).every((place) => foundPlaces(given).has(place)),
    ),
  ];
}

/** Cases about files beside the definition (galleries' manifests, build folders) are about another tool's project layout. */
function concernsDefinitions({ expected, files }: Case): boolean {
  if (!isArray(expected) || !isObject(files)) return false;
  const workflows = Object.keys(files).filter((path) => path.endsWith('workflow.json'));
  return expected.length === 0 || expected.filter(isObject).some(({ path }) => workflows.includes(String(path)));
}

function findings({ files }: Case): readonly Finding[] {
  const texts = new Map(
    Object.entries(isObject(files) ? files : {}).map(([path, content]) => [path, textOf(content)] as const),
  );
  return [...texts]
    .filter(([path]) => path.endsWith('workflow.json'))
    .flatMap(([path, text]) => checkText(path, text, (other) => texts.get(other)));
}

/** Files that are no JSON are given as `{"$text": …}`. */
function textOf(content: Value): string {
  if (isObject(content) && typeof content['$text'] === 'string') return content['$text'];
  return typeof content === 'string' ? content : printJson(content);
}

function checkText(path: string, text: string, read: ReadFile): readonly Finding[] {
  try {
    return checkFlowFile(path, new TextEncoder().encode(text), read).flatMap(({ file, diagnostics }) =>
      diagnostics.map(({ severity, pointer }) => ({ file, severity, pointer })),
    );
  } catch {
    return [{ file: path, severity: 'error', pointer: '' }];
  }
}

function findErrors(given: Case): readonly Finding[] {
  return findings(given).filter(({ severity }) => severity === 'error');
}

function foundPlaces(given: Case): ReadonlySet<string> {
  return new Set(findings(given).map(({ file, pointer }) => `${file}#${pointer}`));
}

function expectedPlaces({ expected, files }: Case): readonly string[] {
  const workflows = Object.keys(isObject(files) ? files : {});
  return (isArray(expected) ? expected : [])
    .filter(isObject)
    .filter(({ path }) => workflows.includes(String(path)) && String(path).endsWith('workflow.json'))
    .map(({ path, pointer }) => `${String(path)}#${String(pointer)}`);
}

/** Real definitions: each is unwrapped, its expressions are read, and it is checked. */
function definitions(folder: string): readonly Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'manifest.json');
  const checks = files.map((name) => {
    try {
      return unwrapDefinitions(name, readFileSync(join(folder, name))).map(checkUnwrapped);
    } catch (error) {
      if (isVerbose) process.stderr.write(`definitions loaded: ${name} ${String(error)}\n`);
      return undefined;
    }
  });
  const loaded = checks.filter((check) => check !== undefined);
  if (isVerbose) reportErrors(files, checks);
  const isRunnable = (check: (typeof loaded)[number]) => check.every(({ runnable }) => runnable);
  const isFree = (check: (typeof loaded)[number]) =>
    check.every(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== 'error'));
  return [
    { category: 'real definitions loaded and checked', passed: loaded.length, total: files.length },
    roundTrips(folder, files),
    { category: 'real definitions runnable', passed: loaded.filter(isRunnable).length, total: files.length },
    { category: 'real definitions without errors', passed: loaded.filter(isFree).length, total: files.length },
  ];
}

/** Real definitions, imported and exported in every format. */
function roundTrips(folder: string, files: readonly string[]): Row {
  const passed = files.filter((name) => {
    const fault = roundTripFault(name, readFileSync(join(folder, name)));
    if (fault !== undefined && isVerbose) process.stderr.write(`round trip: ${name} ${fault}\n`);
    return fault === undefined;
  });
  return { category: 'real definitions back from every format', passed: passed.length, total: files.length };
}

function roundTripFault(name: string, content: Uint8Array): string | undefined {
  try {
    return findRoundTripFault(name, content);
  } catch (error) {
    return String(error);
  }
}

/** Real definitions with mocked connectors. */
async function countRuns(folder: string): Promise<Row> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'manifest.json');
  return countEach(
    'real definitions run to an end',
    files.map((name) => ({ name })),
    ({ name }) => findRunFault(folder, String(name)),
  );
}

/** Recorded requests sent to a server of our own; workflows without a recording only have to end. */
async function countTraces(cases: readonly Case[]): Promise<Row> {
  const host = await startTraceHost();
  const findFault = (given: Case) =>
    given['request'] === undefined ? findWorkflowFault(given) : host.findFault(given);
  try {
    return await countEach('recorded answers', cases, findFault);
  } finally {
    await host.close();
  }
}

async function countEach(
  category: string,
  cases: readonly Case[],
  findFault: (given: Case) => Promise<string | undefined>,
): Promise<Row> {
  let passed = 0;
  for (const given of cases) {
    const fault = await findFault(given).catch(String);
    if (fault === undefined) passed++;
    else if (isVerbose) process.stderr.write(`${category}: ${String(given['name'])} ${fault}\n`);
  }
  return { category, passed, total: cases.length };
}

function reportErrors(
  files: readonly string[],
  checks: readonly (readonly { readonly diagnostics: readonly Diagnostic[] }[] | undefined)[],
): void {
  for (const [index, check] of checks.entries()) {
    for (const { code, pointer, message, severity } of (check ?? []).flatMap(({ diagnostics }) => diagnostics)) {
      if (severity === 'error') process.stderr.write(`real: ${code} ${message} ${files[index]}#${pointer}\n`);
    }
  }
}
