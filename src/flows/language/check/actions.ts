import { languageError } from '../catalogue.ts';
import { isObject, type Value } from '../values/value.ts';
import { ACTION_TYPES } from './action-types.ts';
import type { Hosting } from './hosting.ts';
import type { OperationType } from './operation-type.ts';
import { checkOperation } from './operations.ts';
import type { ActionNode, Outline } from './outline.ts';
import type { Report } from './report.ts';
import { isContainer, isDynamic, memberOf, Spot, secondsOf } from './shape.ts';

/** Longest name, in code points. */
const MAX_NAME = 80;
/** Limits that are told but do not stop a flow: real ones exceed them. */
const MAX_ACTIONS = 500;
const MAX_DEPTH = 8;
const MAX_CASES = 25;
/** Most iterations of an Until, and longest retry interval in seconds, without state. */
const STATELESS_UNTIL = 100;
const STATELESS_RETRY_SECONDS = 60;

/** Checks every action by its type, and how many there are. */
export function checkActions(
  outline: Outline,
  hosting: Hosting,
  report: Report,
): ReadonlyMap<ActionNode, OperationType> {
  for (const level of outline.levels) checkLevel(level.value, new Spot(level.pointer, report));
  const types = new Map<ActionNode, OperationType>();
  for (const node of outline.nodes) {
    const spot = new Spot(node.pointer, report);
    if ([...node.name].length > MAX_NAME) spot.wrongValue(node.name, `a name of at most ${MAX_NAME} characters`);
    const type = checkOperation({ spot, definition: node.definition, what: 'action', types: ACTION_TYPES, hosting });
    if (type) types.set(node, type);
    if (hosting.isStateless) checkStateless(node, spot);
    if (type?.name === 'Switch') checkCases(node, spot);
    // A deployment leaves out members that turn out null, so that an empty limit of a template may have had some.
    if (type?.name === 'Until' && hosting.kind !== 'arm') checkLimit(node, spot);
  }
  checkSizes(outline, report);
  return types;
}

function checkLevel(value: Value, spot: Spot): void {
  if (!isContainer(value, spot, 'object') || !isObject(value)) return;
  for (const [name, action] of Object.entries(value))
    if (!isObject(action) && !isDynamic(action)) spot.child(name).wrongType(action, 'an object');
}

function checkStateless({ definition }: ActionNode, spot: Spot): void {
  const count = memberOf(memberOf(definition, 'limit'), 'count');
  if (typeof count === 'number' && count > STATELESS_UNTIL)
    spot.child('limit').child('count').wrongValue(count, `at most ${STATELESS_UNTIL} without state`);
  const interval = memberOf(memberOf(memberOf(definition, 'inputs'), 'retryPolicy'), 'interval');
  const seconds = typeof interval === 'string' && !isDynamic(interval) ? secondsOf(interval) : undefined;
  if (seconds !== undefined && seconds > STATELESS_RETRY_SECONDS)
    spot
      .child('inputs')
      .child('retryPolicy')
      .child('interval')
      .wrongValue(interval ?? null, 'at most one minute without state');
}

function checkLimit({ definition }: ActionNode, spot: Spot): void {
  const limit = memberOf(definition, 'limit');
  if (isObject(limit) && Object.keys(limit).length === 0)
    spot.child('limit').add(languageError('FLX_DEFINITION_MISSING', { field: 'limit' }));
}

function checkCases({ definition }: ActionNode, spot: Spot): void {
  const cases = memberOf(definition, 'cases');
  if (!isObject(cases)) return;
  const count = Object.keys(cases).length;
  if (count > MAX_CASES)
    spot.child('cases').add(languageError('FLX_DEFINITION_LIMIT', { what: 'Cases', count, limit: MAX_CASES }));
  const seen = new Set<string>();
  for (const [name, branch] of Object.entries(cases)) {
    const value = memberOf(branch, 'case');
    const key = JSON.stringify(value ?? null);
    if (value === undefined && isObject(branch)) spot.child('cases').child(name).missing('case');
    else if (seen.has(key))
      spot
        .child('cases')
        .child(name)
        .child('case')
        .wrongValue(value ?? null, 'different from the other cases');
    seen.add(key);
  }
}

function checkSizes(outline: Outline, report: Report): void {
  const [top] = outline.levels;
  if (!top) return;
  if (outline.nodes.length > MAX_ACTIONS)
    report.add(
      languageError('FLX_DEFINITION_LIMIT', { what: 'Actions', count: outline.nodes.length, limit: MAX_ACTIONS }),
      top.pointer,
      'warning',
    );
  const depth = Math.max(0, ...outline.nodes.map(depthOf));
  if (depth > MAX_DEPTH)
    report.add(
      languageError('FLX_DEFINITION_LIMIT', { what: 'Levels of nesting', count: depth, limit: MAX_DEPTH }),
      top.pointer,
      'warning',
    );
}

function depthOf(node: ActionNode): number {
  let depth = 0;
  for (let at = node.parent; at; at = at.parent) depth++;
  return depth;
}
