import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import type { Call } from '../syntax/tree.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import type { RunOrder } from './graph.ts';
import { type ActionNode, enclosing, type Outline } from './outline.ts';
import type { Report } from './report.ts';
import { isAbsent, isDynamic, memberOf } from './shape.ts';
import { constantArgument, type FoundTemplate } from './template-calls.ts';
import { isOpen, isUnresolved } from './unresolved.ts';

/** Functions whose first argument names an action. */
const ACTION_READERS = new Set([
  'actions',
  'body',
  'outputs',
  'actionbody',
  'actionoutputs',
  'formdatavalue',
  'formdatamultivalues',
  'multipartbody',
]);

/** What names in expressions can stand for. */
export class Names {
  readonly #outline: Outline;
  readonly #order: RunOrder;
  readonly #parameters: Value | undefined;
  readonly #otherParameters: readonly string[];
  readonly #byLowerName: ReadonlyMap<string, ActionNode>;

  constructor(
    { outline, order }: { outline: Outline; order: RunOrder },
    parameters: Value | undefined,
    otherParameters: readonly string[] = [],
  ) {
    this.#otherParameters = otherParameters;
    this.#outline = outline;
    this.#order = order;
    this.#parameters = parameters;
    this.#byLowerName = new Map([...outline.nodes].reverse().map((node) => [node.name.toLowerCase(), node]));
  }

  action(name: string): ActionNode | undefined {
    return this.#byLowerName.get(name.toLowerCase());
  }

  get actionNames(): readonly string[] {
    return this.#outline.nodes.map(({ name }) => name);
  }

  /** True when there may be actions that are not known yet. */
  get mayHaveMore(): boolean {
    return this.#outline.levels.some(
      ({ value }) => isOpen(value) || isDynamic(value) || (isObject(value) && Object.values(value).some(isDynamic)),
    );
  }

  /** The names of declared parameters; undefined when they are not known. */
  get parameterNames(): readonly string[] | undefined {
    if (isObject(this.#parameters))
      return isOpen(this.#parameters) ? undefined : [...Object.keys(this.#parameters), ...this.#otherParameters];
    return isDynamic(this.#parameters) ? undefined : this.#otherParameters;
  }

  /** The actions that declare a variable. */
  declaring(variable: string): readonly ActionNode[] {
    return this.#outline.nodes.filter(
      (node) =>
        node.type === 'initializevariable' &&
        declaredNames(node).some((name) => name.toLowerCase() === variable.toLowerCase()),
    );
  }

  get variableNames(): readonly string[] {
    return this.#outline.nodes.filter(({ type }) => type === 'initializevariable').flatMap(declaredNames);
  }

  /** True when an action has ended before another starts, at any level. */
  isBefore(earlier: ActionNode, later: ActionNode): boolean {
    const above = new Set(enclosing(earlier));
    return enclosing(later).some(
      (holder) => this.#order.isOpen(holder) || [...this.#order.before(holder)].some((other) => above.has(other)),
    );
  }
}

function declaredNames(node: ActionNode): readonly string[] {
  const inputs = memberOf(node.definition, 'inputs');
  const variables = memberOf(inputs, 'variables') ?? [inputs ?? null];
  return (isArray(variables) ? variables : []).flatMap((variable) => {
    const name = memberOf(variable, 'name');
    return typeof name === 'string' ? [name] : [];
  });
}

/** From where an expression looks. */
export interface Viewpoint {
  /** The action it belongs to; undefined for triggers and outputs of the flow. */
  readonly node?: ActionNode;
  /** True where nothing of the run has happened (triggers), so that no action may be read. */
  readonly isBeforeRun?: boolean;
  /** True where what a loop holds has run (the condition of an Until). */
  readonly seesChildren?: boolean;
}

interface Look {
  readonly call: Call;
  readonly name: string;
  readonly pointer: string;
  readonly names: Names;
  readonly view: Viewpoint;
  readonly report: Report;
}

/** Reports names in expressions that stand for nothing, or for what has not happened yet. */
export function checkReferences(
  templates: readonly FoundTemplate[],
  { names, view, report }: Pick<Look, 'names' | 'view' | 'report'>,
): void {
  for (const { calls, pointer } of templates) {
    for (const call of calls) {
      const name = constantArgument(call);
      if (name !== undefined && !isUnresolved(name)) checkName({ call, name, pointer, names, view, report });
    }
  }
}

function checkName(look: Look): void {
  const reader = look.call.name.toLowerCase();
  if (ACTION_READERS.has(reader)) checkAction(look);
  else if (reader === 'result') checkResult(look);
  else if (reader === 'items') checkLoop(look, ['foreach']);
  else if (reader === 'iterationindexes') checkLoop(look, ['until', 'foreach']);
  else if (reader === 'variables') checkVariable(look.name, look);
  else if (reader === 'parameters') checkParameter(look);
}

function unknown(what: string, { name, pointer, report }: Look, known: readonly string[]): void {
  report.add(languageError('FLX_DEFINITION_REFERENCE', { what, name }, { mend: suggestName(name, known) }), pointer);
}

function checkAction(look: Look): void {
  const { name, names, view, pointer, report } = look;
  const found = names.action(name);
  if (!found) {
    if (!names.mayHaveMore) unknown('action', look, names.actionNames);
    return;
  }
  if (found.name !== name)
    report.add(
      languageError('FLX_DEFINITION_CASE', { field: 'action', found: name, expected: found.name }),
      pointer,
      'warning',
    );
  const isOwn = found === view.node && pointer.startsWith(`${found.pointer}/inputs`);
  if (!isOwn && isVisible(found, look, view)) return;
  const problem = languageError('FLX_DEFINITION_ORDER', { what: 'Action', name: found.name });
  report.add(problem, pointer, isOwn ? 'warning' : 'error');
}

function isVisible(found: ActionNode, { names }: Look, { node, isBeforeRun, seesChildren }: Viewpoint): boolean {
  if (isBeforeRun) return false;
  if (!node || found === node) return true;
  if (seesChildren && enclosing(found).includes(node)) return true;
  return names.isBefore(found, node);
}

function checkResult(look: Look): void {
  const { name, names, view, pointer, report } = look;
  const found = names.action(name);
  const isContainer =
    found &&
    (['scope', 'foreach', 'until', 'if', 'switch', ''].includes(found.type) ||
      isDynamic(memberOf(found.definition, 'type')));
  if (!isContainer) {
    if (!names.mayHaveMore) unknown('container', look, names.actionNames);
    return;
  }
  const isInside = view.node !== undefined && enclosing(view.node).includes(found);
  if (!isInside && !isVisible(found, look, view))
    report.add(languageError('FLX_DEFINITION_ORDER', { what: 'Action', name: found.name }), pointer);
}

function checkLoop(look: Look, types: readonly string[]): void {
  const { name, view, pointer, report } = look;
  const loops = view.node
    ? enclosing(view.node).filter((node) => types.includes(node.type) || isDynamic(memberOf(node.definition, 'type')))
    : [];
  const found = loops.find((node) => node.name.toLowerCase() === name.toLowerCase());
  if (!found) {
    unknown(
      'loop around this place',
      look,
      loops.map((node) => node.name),
    );
    return;
  }
  if (found.name !== name)
    report.add(
      languageError('FLX_DEFINITION_CASE', { field: 'loop', found: name, expected: found.name }),
      pointer,
      'warning',
    );
}

/** Reports a variable that no action declares, or none that comes before. */
export function checkVariable(variable: string, look: Pick<Look, 'names' | 'view' | 'report' | 'pointer'>): void {
  const { names, view, report, pointer } = look;
  const declaring = names.declaring(variable);
  if (declaring.length === 0) {
    if (!names.mayHaveMore)
      report.add(
        languageError(
          'FLX_DEFINITION_REFERENCE',
          { what: 'variable', name: variable },
          { mend: suggestName(variable, names.variableNames) },
        ),
        pointer,
      );
    return;
  }
  const { node } = view;
  const isReady =
    !view.isBeforeRun && (!node || declaring.some((other) => other === node || names.isBefore(other, node)));
  if (!isReady) report.add(languageError('FLX_DEFINITION_ORDER', { what: 'Variable', name: variable }), pointer);
}

function checkParameter(look: Look): void {
  const known = look.names.parameterNames;
  if (known === undefined || known.some((name) => name.toLowerCase() === look.name.toLowerCase())) return;
  unknown('parameter', look, known);
}

/** The name of the variable that an action sets, when it is a constant. */
export function targetVariable(node: ActionNode): string | undefined {
  if (
    ![
      'setvariable',
      'incrementvariable',
      'decrementvariable',
      'appendtostringvariable',
      'appendtoarrayvariable',
    ].includes(node.type)
  )
    return undefined;
  const name = memberOf(memberOf(node.definition, 'inputs'), 'name');
  return typeof name === 'string' && !isDynamic(name) && !isAbsent(name) ? name : undefined;
}
