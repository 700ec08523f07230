import { languageError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from '../values/value.ts';
import { checkActions } from './actions.ts';
import { checkExpressions } from './expressions.ts';
import { checkActionContext, checkTriggerContext } from './function-context.ts';
import { checkGraph, RunOrder } from './graph.ts';
import type { Hosting } from './hosting.ts';
import { type ActionNode, enclosing, outlineOf } from './outline.ts';
import { checkPlacement, isChunked } from './placement.ts';
import { checkReferences, checkVariable, Names, targetVariable, type Viewpoint } from './references.ts';
import { type Diagnostic, Report } from './report.ts';
import { checkRoot } from './root-rules.ts';
import { isAbsent, isDynamic, memberOf, Spot } from './shape.ts';
import { type FoundTemplate, findTemplates } from './template-calls.ts';
import { type CheckedTrigger, checkTriggers } from './triggers.ts';
import { isOpen } from './unresolved.ts';
import { checkVariableUse } from './variable-use.ts';

export type { Hosting } from './hosting.ts';
export type { Diagnostic } from './report.ts';

/** A type of action or trigger that is read and kept, but not run. */
export interface UnsupportedType {
  readonly pointer: string;
  readonly type: string;
}

/** What a check has found. */
export interface DefinitionCheck {
  readonly diagnostics: readonly Diagnostic[];
  readonly unsupported: readonly UnsupportedType[];
  /** False when the flow cannot start or would stop at something that is not run here. */
  readonly runnable: boolean;
}

/** How a definition is checked. */
export interface CheckOptions {
  /** Where the definition stands in its file; in front of every pointer. */
  readonly pointer?: string;
  readonly hosting?: Hosting;
}

/** Findings that leave nothing to run; others are faults of single actions. */
const BLOCKING = new Set([
  'FLX_DEFINITION_EXPRESSION',
  'FLX_DEFINITION_FUNCTION',
  'FLX_DEFINITION_UNKNOWN_TYPE',
  'FLX_DEFINITION_RUN_AFTER',
  'FLX_DEFINITION_CYCLE',
]);
const BARE: Hosting = { kind: 'definition', isStateless: false };

/** Checks a definition as a whole: shape, types, order of actions, references, expressions. Every problem is found at once. */
export function checkDefinition(
  definition: Value,
  { pointer = '', hosting = BARE }: CheckOptions = {},
): DefinitionCheck {
  const report = new Report();
  const root = new Spot(pointer, report);
  const unsupported = isObject(definition) ? checkObject(definition, root, hosting) : [];
  if (!isObject(definition) && !isDynamic(definition)) root.wrongType(definition, 'an object');
  const { diagnostics } = report;
  const isBlocked =
    !isObject(definition) || diagnostics.some(({ code, severity }) => severity === 'error' && BLOCKING.has(code));
  return { diagnostics, unsupported, runnable: !isBlocked && unsupported.length === 0 };
}

function checkObject(definition: ValueObject, root: Spot, hosting: Hosting): readonly UnsupportedType[] {
  const { report, pointer } = root;
  const actions = memberOf(definition, 'actions');
  const triggers = memberOf(definition, 'triggers');
  checkRoot(definition, root, hosting);
  if (isAbsent(triggers) && !isOpen(definition)) root.missing('triggers');
  if (isAbsent(actions) && isAbsent(triggers) && !isOpen(definition)) root.missing('actions');
  const outline = outlineOf(actions, `${pointer}/actions`);
  const order = new RunOrder(outline);
  const checkedTriggers = checkTriggers(triggers, root.child('triggers'), hosting);
  const types = checkActions(outline, hosting, report);
  checkGraph(outline, order, report);
  checkVariableUse(outline, report);
  const isKnown = isObject(triggers) && !isOpen(triggers) && checkedTriggers.length === Object.keys(triggers).length;
  checkPlacement({
    outline,
    order,
    report,
    triggerTypes: isKnown ? checkedTriggers.map(({ type }) => type?.name.toLowerCase() ?? '') : undefined,
    isSplit: checkedTriggers.some(({ definition: trigger }) => !isAbsent(memberOf(trigger, 'splitOn'))),
  });
  const names = new Names({ outline, order }, memberOf(definition, 'parameters'), hosting.projectParameterNames);
  for (const node of outline.nodes) checkNode(node, names, report);
  checkTriggerTexts(checkedTriggers, names, report);
  checkOutputs(definition, names, root);
  checkStaticReferences(definition, outline.nodes, report);
  return [
    ...outline.nodes.flatMap((node) =>
      types.get(node)?.isRunnable === false
        ? [{ pointer: `${node.pointer}/type`, type: String(memberOf(node.definition, 'type')) }]
        : [],
    ),
    ...checkedTriggers.flatMap(({ type, spot, definition: trigger }) =>
      type?.isRunnable === false ? [{ pointer: `${spot.pointer}/type`, type: String(memberOf(trigger, 'type')) }] : [],
    ),
  ];
}

/** Pointers of an action under which other actions stand. */
function innerPointers({ pointer, definition }: ActionNode): ReadonlySet<string> {
  const cases = memberOf(definition, 'cases');
  const branches = isObject(cases) ? Object.keys(cases).map((name) => `${pointer}/cases/${name}/actions`) : [];
  return new Set([
    `${pointer}/actions`,
    `${pointer}/else/actions`,
    `${pointer}/default/actions`,
    `${pointer}/tools`,
    `${pointer}/runAfter`,
    ...branches,
  ]);
}

function checkNode(node: ActionNode, names: Names, report: Report): void {
  const templates = findTemplates(node.definition, node.pointer, innerPointers(node));
  checkExpressions(templates, report);
  const isLoopCondition = ({ pointer }: FoundTemplate) =>
    (node.type === 'until' || isDynamic(memberOf(node.definition, 'type'))) &&
    pointer.startsWith(`${node.pointer}/expression`);
  checkReferences(
    templates.filter((template) => !isLoopCondition(template)),
    { names, view: { node }, report },
  );
  checkReferences(templates.filter(isLoopCondition), { names, view: { node, seesChildren: true }, report });
  const isInForeach = enclosing(node).some(
    ({ type, definition }) => type === 'foreach' || isDynamic(memberOf(definition, 'type')),
  );
  checkActionContext(templates, { base: node.pointer, isInForeach }, report);
  if (isChunked(node)) checkChunkedTracking(templates, node, report);
  const target = targetVariable(node);
  if (target !== undefined)
    checkVariable(target, { names, view: { node }, report, pointer: `${node.pointer}/inputs/name` });
}

/** Tracked properties cannot read outputs that came in chunks. */
function checkChunkedTracking(templates: readonly FoundTemplate[], node: ActionNode, report: Report): void {
  for (const { pointer, calls } of templates) {
    if (!pointer.startsWith(`${node.pointer}/trackedProperties/`) || !calls.some(({ name }) => /^action/i.test(name)))
      continue;
    new Spot(pointer, report).misplaced('outputs that came in chunks cannot be tracked');
  }
}

function checkTriggerTexts(triggers: readonly CheckedTrigger[], names: Names, report: Report): void {
  const view: Viewpoint = { isBeforeRun: true };
  for (const { definition, spot } of triggers) {
    const templates = findTemplates(definition, spot.pointer);
    checkExpressions(templates, report);
    checkReferences(templates, { names, view, report });
    checkTriggerContext(templates, spot.pointer, report);
  }
}

function checkOutputs(definition: ValueObject, names: Names, root: Spot): void {
  for (const member of ['outputs', 'parameters', 'staticResults']) {
    const templates = findTemplates(memberOf(definition, member), `${root.pointer}/${member}`);
    checkExpressions(templates, root.report);
    if (member === 'outputs') checkReferences(templates, { names, view: {}, report: root.report });
  }
}

function checkStaticReferences(definition: ValueObject, nodes: readonly ActionNode[], report: Report): void {
  const results = memberOf(definition, 'staticResults');
  if (isOpen(results) || isDynamic(results)) return;
  for (const { definition: action, pointer } of nodes) {
    const name = memberOf(memberOf(memberOf(action, 'runtimeConfiguration'), 'staticResult'), 'name');
    if (typeof name !== 'string' || isDynamic(name) || !isAbsent(memberOf(results, name))) continue;
    report.add(
      languageError('FLX_DEFINITION_REFERENCE', { what: 'static result', name }),
      `${pointer}/runtimeConfiguration/staticResult/name`,
    );
  }
}
