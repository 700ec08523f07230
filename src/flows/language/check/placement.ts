import { languageError } from '../catalogue.ts';
import { isArray, isObject } from '../values/value.ts';
import { isLoop } from './action-types.ts';
import { type RunOrder, runAfterOf } from './graph.ts';
import { type ActionNode, enclosing, type Outline } from './outline.ts';
import type { Report } from './report.ts';
import { memberOf, Spot } from './shape.ts';

/** What decides where actions may stand. */
export interface PlacementCheck {
  readonly outline: Outline;
  readonly order: RunOrder;
  readonly report: Report;
  /** Lower-case types of the triggers; undefined when they are not known. */
  readonly triggerTypes: readonly string[] | undefined;
  /** True when a trigger starts a run for every element of what it gets. */
  readonly isSplit: boolean;
}

/** Reports actions at places where they cannot work: answers in loops and beside others, ends and declarations inside. */
export function checkPlacement(check: PlacementCheck): void {
  for (const node of check.outline.nodes) {
    const spot = new Spot(node.pointer, check.report);
    const isInLoop = enclosing(node)
      .slice(1)
      .some(({ type }) => isLoop(type));
    if (node.type === 'terminate' && isInLoop) spot.misplaced('a loop cannot end the run');
    if (node.type === 'initializevariable' && node.parent) spot.misplaced('variables are declared at the top level');
    if (node.type === 'response') checkResponse(node, spot, { ...check, isInLoop });
    if (node.type === 'javascriptcode') checkDependencies(node, spot, check);
  }
}

function checkResponse(
  node: ActionNode,
  spot: Spot,
  { order, triggerTypes, isSplit, isInLoop }: PlacementCheck & { isInLoop: boolean },
): void {
  if (isInLoop) spot.misplaced('a loop cannot answer');
  if (triggerTypes && !triggerTypes.some((type) => ['request', 'manual', ''].includes(type)))
    spot.misplaced('no Request trigger waits for an answer');
  if (isSplit)
    spot.add(
      languageError('FLX_DEFINITION_CONTEXT', {
        field: spot.field,
        reason: 'a trigger that splits has no single run to answer',
      }),
      'warning',
    );
  const beside = node.level.nodes.find((other) => isParallel(node, other, order));
  if (beside) spot.child('runAfter').misplaced(`'${beside.name}' runs at the same time`);
}

/** True when neither of two actions waits for the other, and both can run in one run. */
function isParallel(node: ActionNode, other: ActionNode, order: RunOrder): boolean {
  if (node === other || order.isOpen(node) || order.isOpen(other)) return false;
  if (order.before(node).has(other) || order.before(other).has(node)) return false;
  return !areExclusive(node, other, order);
}

/** True when two actions run after the same one with statuses that exclude each other. */
function areExclusive(left: ActionNode, right: ActionNode, order: RunOrder): boolean {
  const chain = (node: ActionNode) => [node, ...order.before(node)];
  return chain(left).some((a) => chain(right).some((b) => a !== b && excludeEachOther(a, b, order)));
}

function excludeEachOther(left: ActionNode, right: ActionNode, order: RunOrder): boolean {
  return [...order.direct(left)].some((shared) => {
    if (!order.direct(right).has(shared)) return false;
    const statuses = statusesAfter(left, shared);
    return ![...statusesAfter(right, shared)].some((status) => statuses.has(status));
  });
}

function statusesAfter(node: ActionNode, predecessor: ActionNode): ReadonlySet<string> {
  const statuses = memberOf(runAfterOf(node), predecessor.name);
  return new Set((isArray(statuses) ? statuses : []).map((status) => String(status).toLowerCase()));
}

/** Code can read only actions that have ended, and none that repeat. */
function checkDependencies(node: ActionNode, spot: Spot, { outline, order }: PlacementCheck): void {
  const dependencies = memberOf(memberOf(memberOf(node.definition, 'inputs'), 'explicitDependencies'), 'actions');
  if (!isArray(dependencies)) return;
  const at = spot.child('inputs').child('explicitDependencies').child('actions');
  const before = new Set(enclosing(node).flatMap((holder) => [...order.before(holder)]));
  for (const [index, name] of dependencies.entries()) {
    const found = outline.nodes.find(
      (other) => typeof name === 'string' && other.name.toLowerCase() === name.toLowerCase(),
    );
    if (!found) continue;
    const path = enclosing(found);
    if (!path.some((holder) => before.has(holder))) at.child(index).misplaced('the action has not ended by then');
    else if (path.some((holder) => isLoop(holder.type)) && !sharesLoop(node, found))
      at.child(index).misplaced('actions of loops have no single result');
  }
}

function sharesLoop(node: ActionNode, other: ActionNode): boolean {
  const own = new Set(enclosing(node));
  return enclosing(other)
    .filter(({ type }) => isLoop(type))
    .every((loop) => own.has(loop));
}

/** True when chunked content hides the outputs that tracked properties would read. */
export function isChunked(node: ActionNode): boolean {
  const transfer = memberOf(memberOf(node.definition, 'runtimeConfiguration'), 'contentTransfer');
  return isObject(transfer) && String(memberOf(transfer, 'transferMode')).toLowerCase() === 'chunked';
}
