import type { FlowProgram } from '../graph/graph.ts';
import { isObject } from '../language/index.ts';

/** How many runs of a flow may be under way, and how many may wait. */
export interface RunLimit {
  readonly most: number;
  readonly mostWaiting: number;
}

const DEFAULT_RUNS = 25;
const MOST_RUNS = 100;
const MOST_WAITING = 200;

/** The limit that a trigger sets; undefined when it sets none. */
export function runLimitOf({ triggers }: FlowProgram, triggerName: string): RunLimit | undefined {
  const definition = triggers.find(({ name }) => name.toLowerCase() === triggerName.toLowerCase())?.definition;
  if (!definition) return undefined;
  const options = String(definition['operationOptions'] ?? '').toLowerCase();
  const runtime = definition['runtimeConfiguration'];
  const concurrency = isObject(runtime) ? runtime['concurrency'] : undefined;
  if (options.includes('singleinstance')) return { most: 1, mostWaiting: MOST_WAITING };
  if (!isObject(concurrency)) return undefined;
  const most = bounded(concurrency['runs'], { fallback: DEFAULT_RUNS, least: 1, most: MOST_RUNS });
  const waiting = concurrency['maximumWaitingRuns'];
  return { most, mostWaiting: bounded(waiting, { fallback: most + 10, least: 1, most: MOST_WAITING }) };
}

function bounded(value: unknown, { fallback, least, most }: { fallback: number; least: number; most: number }): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) ? Math.min(most, Math.max(least, number)) : fallback;
}
