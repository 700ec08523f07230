import { languageError } from '../catalogue.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import type { ActionLevel, ActionNode, Outline } from './outline.ts';
import type { Report } from './report.ts';
import { isAbsent, isDynamic, memberOf, Spot } from './shape.ts';
import { isOpen, isUnresolved, unresolvedType } from './unresolved.ts';

const STATUSES = new Set([
  'succeeded',
  'failed',
  'skipped',
  'timedout',
  'aborted',
  'cancelled',
  'faulted',
  'ignored',
  'paused',
  'running',
  'suspended',
  'waiting',
]);

/** What each action runs after, and what that says of the order of actions. */
export class RunOrder {
  readonly #predecessors = new Map<ActionNode, ReadonlySet<ActionNode>>();
  readonly #open = new Set<ActionNode>();

  constructor(outline: Outline) {
    for (const level of outline.levels)
      for (const node of level.nodes) this.#predecessors.set(node, this.#directOf(node));
  }

  #directOf(node: ActionNode): ReadonlySet<ActionNode> {
    const runAfter = runAfterOf(node);
    if (isOpen(runAfter) || isDynamic(runAfter)) this.#open.add(node);
    const names = isObject(runAfter) ? Object.keys(runAfter) : [];
    return new Set(names.flatMap((name) => siblingNamed(node.level, name) ?? []));
  }

  /** The actions of its level that come before an action. */
  before(node: ActionNode): ReadonlySet<ActionNode> {
    const found = new Set<ActionNode>();
    const waiting = [...(this.#predecessors.get(node) ?? [])];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(this.#predecessors.get(next) ?? []));
    }
    return found;
  }

  /** True when an action's place in the order is not fully known. */
  isOpen(node: ActionNode): boolean {
    return this.#open.has(node) || [...this.before(node)].some((other) => this.#open.has(other));
  }

  direct(node: ActionNode): ReadonlySet<ActionNode> {
    return this.#predecessors.get(node) ?? new Set();
  }
}

/** The `runAfter` of an action. */
export function runAfterOf(node: ActionNode): Value | undefined {
  return memberOf(node.definition, 'runAfter');
}

/** The action of a level by its name in any case. */
export function siblingNamed(level: ActionLevel, name: string): ActionNode | undefined {
  return (
    level.nodes.find((node) => node.name === name) ??
    level.nodes.find((node) => node.name.toLowerCase() === name.toLowerCase())
  );
}

/** Reports what is wrong with the order of actions: unknown names, statuses, circles, names used twice. */
export function checkGraph(outline: Outline, order: RunOrder, report: Report): void {
  for (const node of outline.nodes) checkRunAfter(node, new Spot(`${node.pointer}/runAfter`, report));
  for (const node of outline.nodes) checkCycle(node, order, report);
  checkDuplicates(outline, report);
}

function checkRunAfter(node: ActionNode, spot: Spot): void {
  const runAfter = runAfterOf(node);
  if (isAbsent(runAfter) || isDynamic(runAfter)) return;
  if (!isObject(runAfter)) {
    spot.wrongType(runAfter, 'an object of action names and their statuses');
    return;
  }
  const isLevelKnown = isObject(node.level.value) && !isOpen(node.level.value);
  for (const [name, statuses] of Object.entries(runAfter)) {
    if (isUnresolved(name)) continue;
    const at = spot.child(name);
    const isKnown = isLevelKnown ? hasSibling(node.level, name) : true;
    if (!isKnown) at.add(languageError('FLX_DEFINITION_RUN_AFTER', { name }));
    checkStatuses(statuses, at);
  }
}

/** Entries that are no objects may still be actions once a template is deployed. */
function hasSibling(level: ActionLevel, name: string): boolean {
  return isObject(level.value) && Object.keys(level.value).some((key) => key.toLowerCase() === name.toLowerCase());
}

function checkStatuses(statuses: Value, spot: Spot): void {
  if (typeof statuses === 'string' && ['', 'array'].includes(unresolvedType(statuses) ?? '-')) return;
  if (!isArray(statuses)) {
    spot.wrongType(statuses, 'an array of statuses');
    return;
  }
  for (const [index, status] of statuses.entries()) {
    if (isDynamic(status)) continue;
    if (typeof status !== 'string') spot.child(index).wrongType(status, 'a status such as Succeeded');
    else if (!STATUSES.has(status.toLowerCase()))
      spot.child(index).wrongValue(status, 'a status such as Succeeded, Failed, Skipped or TimedOut');
  }
}

function checkCycle(node: ActionNode, order: RunOrder, report: Report): void {
  if (!order.before(node).has(node)) return;
  for (const other of order.direct(node)) {
    if (other !== node && !order.before(other).has(node)) continue;
    new Spot(`${node.pointer}/runAfter`, report)
      .child(other.name)
      .add(languageError('FLX_DEFINITION_CYCLE', { name: node.name, other: other.name }));
  }
}

function checkDuplicates(outline: Outline, report: Report): void {
  const seen = new Set<string>();
  for (const { name, pointer } of outline.nodes) {
    const key = name.toLowerCase();
    if (seen.has(key)) report.add(languageError('FLX_DEFINITION_DUPLICATE', { name }), pointer);
    seen.add(key);
  }
}
