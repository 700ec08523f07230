import { languageError } from '../../catalogue.ts';
import { type Diagnostic, Report } from '../../check/report.ts';
import { isAbsent, isDynamic, memberOf, Spot } from '../../check/shape.ts';
import { isOpen, isUnresolved, unresolved } from '../../check/unresolved.ts';
import { findKey } from '../../values/properties.ts';
import { isArray, isObject, type Value, type ValueObject } from '../../values/value.ts';
import { resolveValue, type TemplateScope } from './evaluate.ts';
import { isTemplateExpression, unescapeText } from './scan.ts';

/** A workflow that a deployment template makes. */
export interface TemplateWorkflow {
  readonly name: string;
  /** Pointer to its definition. */
  readonly pointer: string;
  /** The definition with expressions resolved; undefined when it has none. */
  readonly definition: Value | undefined;
  /** The same with expressions left as they are, only escapes undone. */
  readonly source: Value | undefined;
  /** Values for the definition's parameters, by name; undefined when not known. */
  readonly parameters: Value | undefined;
}

/** What was found in a template. */
export interface TemplateContent {
  readonly workflows: readonly TemplateWorkflow[];
  readonly diagnostics: readonly Diagnostic[];
  /** True when it names a workflow at all, made or left out by a condition. */
  readonly hasWorkflows: boolean;
}

const WORKFLOW_TYPE = 'microsoft.logic/workflows';
const DEPLOYMENT_TYPE = 'microsoft.resources/deployments';
/** Most nested deployments in each other. */
const MAX_NESTING = 8;

/** The workflows of a deployment template, nested ones included, that its conditions and counts let through. */
export function readTemplate(template: ValueObject): TemplateContent {
  const report = new Report();
  const workflows = readResources(template, {
    pointer: '',
    report,
    scope: scopeOf(template, undefined),
    depth: 0,
    usesNames: usesResourceNames(template),
  });
  return {
    workflows,
    diagnostics: report.diagnostics,
    hasWorkflows: workflows.length > 0 || namesWorkflow(memberOf(template, 'resources')),
  };
}

/** True when a resource, at any depth, is a workflow. */
export function namesWorkflow(resources: Value | undefined): boolean {
  if (!isArray(resources) && !isObject(resources)) return false;
  return Object.values(resources).some((resource: Value) => {
    if (String(memberOf(resource, 'type')).toLowerCase() === WORKFLOW_TYPE) return true;
    return (
      namesWorkflow(memberOf(resource, 'resources')) ||
      namesWorkflow(memberOf(memberOf(memberOf(resource, 'properties'), 'template'), 'resources'))
    );
  });
}

interface Reading {
  /** True in templates of language version 2, whose resources have names. */
  readonly usesNames: boolean;
  readonly pointer: string;
  readonly report: Report;
  readonly scope: TemplateScope;
  readonly depth: number;
}

function usesResourceNames(template: ValueObject): boolean {
  return String(memberOf(template, 'languageVersion') ?? '').startsWith('2');
}

function readResources(template: ValueObject, reading: Reading): readonly TemplateWorkflow[] {
  const resources = memberOf(template, 'resources');
  const spot = new Spot(`${reading.pointer}/resources`, reading.report);
  const { usesNames } = reading;
  if (isAbsent(resources) || (usesNames ? !isObject(resources) : !isArray(resources))) {
    const expected = usesNames ? 'an object of resources' : 'an array of resources';
    spot.add(
      languageError('FLX_DEFINITION_TEMPLATE', {
        field: 'resources',
        expected,
        found: isAbsent(resources) ? 'missing' : isArray(resources) ? 'an array' : 'something else',
      }),
    );
    return [];
  }
  return Object.entries(resources).flatMap(([key, resource]) =>
    readResource(resource as Value, { ...reading, pointer: spot.child(key).pointer }),
  );
}

function readResource(resource: Value, reading: Reading): readonly TemplateWorkflow[] {
  if (!isObject(resource) || memberOf(resource, 'existing') === true) return [];
  const { scope } = reading;
  if (resolveValue(memberOf(resource, 'condition') ?? true, scope) === false) return [];
  const index = copyIndexes(resource, reading);
  if (index === undefined) return [];
  const inner: Reading = { ...reading, scope: { ...scope, copyIndex: index } };
  const type = String(resolveValue(memberOf(resource, 'type') ?? '', scope)).toLowerCase();
  const properties = memberOf(resource, 'properties');
  if (type === WORKFLOW_TYPE) return [readWorkflow(resource, properties, inner)];
  if (type === DEPLOYMENT_TYPE) return readDeployment(properties, inner);
  const children = memberOf(resource, 'resources');
  return isArray(children) && reading.depth < MAX_NESTING
    ? readResources(resource, { ...inner, depth: reading.depth + 1 })
    : [];
}

/** Counts of the resource's copy loop; undefined when it makes no resource. */
function copyIndexes(
  resource: ValueObject,
  { scope, pointer, report }: Reading,
): ReadonlyMap<string, number> | undefined {
  const copy = memberOf(resource, 'copy');
  if (!isObject(copy)) return scope.copyIndex;
  const given = memberOf(copy, 'count') ?? null;
  const count = resolveValue(given, scope);
  const isText = typeof given === 'string' && !isTemplateExpression(given);
  if (isText || (typeof count !== 'number' && !isUnresolved(count))) {
    report.add(
      languageError('FLX_DEFINITION_TEMPLATE', { field: 'count', expected: 'a number', found: `'${String(given)}'` }),
      `${pointer}/copy/count`,
    );
    return undefined;
  }
  if (count === 0) return undefined;
  return new Map([...scope.copyIndex, ['', 0], [String(memberOf(copy, 'name') ?? '').toLowerCase(), 0]]);
}

function readWorkflow(
  resource: ValueObject,
  properties: Value | undefined,
  { pointer, scope, report }: Reading,
): TemplateWorkflow {
  const source = memberOf(properties, 'definition');
  const at = `${pointer}/properties/definition`;
  const resolved = source === undefined ? undefined : resolveValue(source, scope);
  if (isAbsent(resolved)) report.add(languageError('FLX_DEFINITION_MISSING', { field: 'definition' }), at);
  const parameters = memberOf(properties, 'parameters');
  return {
    name: String(resolveValue(memberOf(resource, 'name') ?? '', scope)),
    pointer: at,
    definition: resolved ?? undefined,
    source: source === undefined ? undefined : undoEscapes(source),
    parameters: parameters === undefined ? {} : resolveValue(parameters, scope),
  };
}

function readDeployment(
  properties: Value | undefined,
  { pointer, scope, report, depth, usesNames }: Reading,
): readonly TemplateWorkflow[] {
  if (!isObject(properties) || depth >= MAX_NESTING) return [];
  const evaluation = memberOf(memberOf(properties, 'expressionEvaluationOptions'), 'scope');
  const isInner = typeof evaluation === 'string' && evaluation.toLowerCase() === 'inner';
  const given = memberOf(properties, 'template') ?? null;
  const template = typeof given === 'string' ? resolveOnce(given, scope) : given;
  if (!isObject(template)) return [];
  const at = `${pointer}/properties`;
  if (!isInner && (usesNames || usesResourceNames(template))) refuseOuterScope(at, report);
  const supplied = isInner ? suppliedValues(memberOf(properties, 'parameters'), scope) : undefined;
  const inner = isInner ? scopeOf(template, supplied) : scope;
  return readResources(template, {
    pointer: `${at}/template`,
    report,
    scope: inner,
    depth: depth + 1,
    usesNames: usesResourceNames(template),
  });
}

function resolveOnce(text: string, scope: TemplateScope): Value {
  const match = /^\[variables\('([^']+)'\)\]$/i.exec(text);
  return (match?.[1] === undefined ? undefined : scope.variable(match[1])) ?? resolveValue(text, scope);
}

function refuseOuterScope(pointer: string, report: Report): void {
  const problem = languageError('FLX_DEFINITION_TEMPLATE', {
    field: 'scope',
    expected: "'inner' in templates of language version 2.0",
    found: "'outer'",
  });
  report.add(problem, `${pointer}/expressionEvaluationOptions/scope`);
}

/** Values given to a nested template, as `value` or `expression`. */
function suppliedValues(parameters: Value | undefined, scope: TemplateScope): ValueObject {
  const entries = Object.entries(isObject(parameters) ? parameters : {}).map(([name, entry]) => {
    const value = memberOf(entry, 'value') ?? memberOf(entry, 'expression');
    return [name, value === undefined ? unresolved() : resolveValue(value, scope)] as const;
  });
  return Object.fromEntries(entries);
}

/** What the expressions of a template see: values supplied from outside, defaults, variables, own functions. */
function scopeOf(template: ValueObject, supplied: ValueObject | undefined): TemplateScope {
  const scope: TemplateScope = {
    parameter: (name) => parameterOf(name, memberOf(template, 'parameters'), { supplied, scope }),
    variable: (name) => variableOf(name, memberOf(template, 'variables'), scope),
    ownFunction: (name, values) => ownFunctionOf(name, values, { functions: memberOf(template, 'functions'), scope }),
    copyIndex: new Map(),
  };
  return scope;
}

function parameterOf(
  name: string,
  parameters: Value | undefined,
  { supplied, scope }: { supplied: ValueObject | undefined; scope: TemplateScope },
): Value | undefined {
  const given = memberOf(supplied, name);
  if (given !== undefined) return given;
  const declaration = memberOf(parameters, name);
  if (declaration === undefined) return undefined;
  const byDefault = memberOf(declaration, 'defaultValue');
  const type = memberOf(declaration, 'type');
  return byDefault === undefined ? unresolved(typeof type === 'string' ? type : '') : resolveValue(byDefault, scope);
}

function variableOf(name: string, variables: Value | undefined, scope: TemplateScope): Value | undefined {
  const own = memberOf(variables, name);
  if (own !== undefined) return own;
  const copies = memberOf(variables, 'copy');
  const copy = isArray(copies)
    ? copies.find((entry) => String(memberOf(entry, 'name')).toLowerCase() === name.toLowerCase())
    : undefined;
  return copy === undefined ? undefined : copiedVariable(copy, name, scope);
}

/** Most elements of a copied variable that are worked out. */
const MAX_COPIES = 800;

function copiedVariable(copy: Value, name: string, scope: TemplateScope): Value {
  const count = resolveValue(memberOf(copy, 'count') ?? null, scope);
  if (typeof count !== 'number' || count > MAX_COPIES) return unresolved('array');
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const copyIndex = new Map([...scope.copyIndex, ['', index], [name.toLowerCase(), index]] as const);
    return resolveValue(memberOf(copy, 'input') ?? null, { ...scope, copyIndex });
  });
}

function ownFunctionOf(
  name: string,
  values: readonly Value[],
  { functions, scope }: { functions: Value | undefined; scope: TemplateScope },
): Value | undefined {
  const [namespace = '', member = ''] = name.split('.');
  const space = isArray(functions)
    ? functions.find((entry) => String(memberOf(entry, 'namespace')).toLowerCase() === namespace.toLowerCase())
    : undefined;
  const definition = memberOf(memberOf(space, 'members'), member);
  const output = memberOf(memberOf(definition, 'output'), 'value');
  if (output === undefined) return undefined;
  const parameters = memberOf(definition, 'parameters');
  const byName = new Map(
    (isArray(parameters) ? parameters : []).map(
      (parameter, index) => [String(memberOf(parameter, 'name')).toLowerCase(), values[index] ?? unresolved()] as const,
    ),
  );
  return resolveValue(output, { ...scope, parameter: (wanted) => byName.get(wanted.toLowerCase()) });
}

/** A value with `[[` turned into `[`; expressions stay. */
export function undoEscapes(value: Value): Value {
  if (typeof value === 'string') return unescapeText(value);
  if (isArray(value)) return value.map(undoEscapes);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [unescapeText(key), undoEscapes(member)]));
}

/** The names of parameters that are given a value; undefined when that is not known. */
export function suppliedNames(parameters: Value | undefined): readonly string[] | undefined {
  if (parameters === undefined || isAbsent(parameters)) return [];
  if (!isObject(parameters)) return isDynamic(parameters) ? undefined : [];
  if (isOpen(parameters)) return undefined;
  return Object.entries(parameters).flatMap(([name, entry]) =>
    isDynamic(entry) || isOpen(entry) || hasValue(entry) ? [name] : [],
  );
}

function hasValue(entry: Value): boolean {
  return (
    isObject(entry) &&
    ['value', 'reference'].some((name) => findKey(entry, name) !== undefined && !isAbsent(memberOf(entry, name)))
  );
}
