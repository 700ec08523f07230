import { languageError } from '../catalogue.ts';
import { findFunction } from '../functions/index.ts';
import type { Call } from '../syntax/tree.ts';
import type { Report } from './report.ts';
import type { FoundTemplate } from './template-calls.ts';

/** Workflow functions that tracked properties may use: they speak of the action itself. */
const TRACKED = new Set([
  'action',
  'parameters',
  'actionbody',
  'actionoutputs',
  'item',
  'items',
  'iterationindexes',
  'workflow',
  'trigger',
  'triggerbody',
  'triggeroutputs',
]);

/** Where an action's own result may be read with action(). */
function isActionPlace(path: string): boolean {
  return (
    /^\/(?:trackedProperties|expression|conditions|limit)(?:\/|$)/i.test(path) ||
    /^\/inputs\/unsubscribe(?:\/|$)/i.test(path)
  );
}

/** Where an action goes through an array by itself. */
function isItemPlace(path: string): boolean {
  return /^\/inputs\/(?:where|select|columns)(?:\/|$)/i.test(path);
}

/** Reports functions that read what is not there: action() outside of its places, other actions in tracked properties. */
export function checkActionContext(
  templates: readonly FoundTemplate[],
  { base, isInForeach }: { base: string; isInForeach: boolean },
  report: Report,
): void {
  forEachCall(templates, ({ name }, pointer) => {
    const path = pointer.slice(base.length);
    const lower = name.toLowerCase();
    if (lower === 'action' && !isActionPlace(path))
      report.add(
        outOfPlace(name, 'only tracked properties, loop conditions and unsubscribing can read the action itself'),
        pointer,
      );
    if (lower === 'item' && !isItemPlace(path) && !isInForeach)
      report.add(outOfPlace(name, 'no array is gone through here'), pointer);
    if (isTracked(path) && readsRun(lower) && !TRACKED.has(lower))
      report.add(outOfPlace(name, 'tracked properties see only their own action and parameters'), pointer);
  });
}

/** The same for the tracked properties of a trigger. */
export function checkTriggerContext(templates: readonly FoundTemplate[], base: string, report: Report): void {
  forEachCall(templates, ({ name }, pointer) => {
    if (!isTracked(pointer.slice(base.length)) || !readsRun(name.toLowerCase()) || name.toLowerCase() === 'parameters')
      return;
    report.add(outOfPlace(name, 'a trigger has no tracked properties'), pointer);
  });
}

function isTracked(path: string): boolean {
  return /^\/trackedProperties(?:\/|$)/i.test(path);
}

function readsRun(name: string): boolean {
  return findFunction(name)?.family === 'workflow';
}

function outOfPlace(name: string, reason: string) {
  return languageError('FLX_DEFINITION_FUNCTION_CONTEXT', { name, reason });
}

function forEachCall(templates: readonly FoundTemplate[], visit: (call: Call, pointer: string) => void): void {
  for (const { calls, pointer } of templates) for (const call of calls) visit(call, pointer);
}
