import type { ThresholdOptions } from '../../../../src/model/trigger.ts';
import { readAddressObject } from '../../parts/address-object.ts';

/** A threshold with its options. */
export interface Threshold {
  readonly threshold: number;
  readonly options?: ThresholdOptions | undefined;
}

/** Options without those that say what is usual anyway; undefined when nothing is left. */
export function meaningfulOptions(options: ThresholdOptions): ThresholdOptions | undefined {
  const entries = Object.entries(options).filter(([name, value]) => value !== undefined && !isUsual(name, value));
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as ThresholdOptions);
}

/** Options as an address carries them, in JSON; undefined when there are none. */
export function readOptions(text: string): ThresholdOptions | undefined {
  const options = readAddressObject(text);
  return options && meaningfulOptions(options as ThresholdOptions);
}

const USUAL: Readonly<Record<string, unknown>> = {
  direction: 'up',
  inclusive: false,
  consecutive: 1,
  coolDownMinutes: 0,
  firstEvaluation: 'baseline',
  snoozeUntil: '',
};

function isUsual(name: string, value: unknown): boolean {
  return name in USUAL && USUAL[name] === value;
}
