import { findFailures } from '../status.ts';
import type { Frame } from '../step.ts';
import type { StepEnd } from './control.ts';

/** Most names that a message lists. */
const MOST_NAMES = 10;

/** How a frame ended, taken as a whole. */
export function endOfFrame(frame: Frame): StepEnd {
  const names = findFailures(frame.graph, frame.statusAt).map((index) => frame.graph.nodes[index]?.name ?? '');
  return names.length === 0 ? { status: 'Succeeded' } : failedBy(names);
}

/** A failure that others caused. */
export function failedBy(names: readonly string[]): StepEnd {
  const shown = names.slice(0, MOST_NAMES).map((name) => `'${name}'`);
  const rest = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const code = 'ActionFailed';
  const message = `An action failed. No dependent actions succeeded. Failed: ${shown.join(', ')}${rest}.`;
  return { status: 'Failed', code, error: { code, message } };
}
