import type { ThresholdRule } from '../trigger-kind.ts';
import type { Step } from './machine.ts';

/** Why a value fired or not, in one sentence with the numbers. */
export function explainStep(
  step: Step,
  context: { readonly subject: string; readonly previous: number | undefined; readonly rule: ThresholdRule },
): string {
  const { subject, previous, rule } = context;
  const { value } = step.state;
  const line = `the threshold ${format(rule.threshold)}`;
  switch (step.decision) {
    case 'crossed':
      return `${subject} went from ${wordsOf(step.crossing?.previous ?? previous)} to ${format(value)}, ${side(step, rule)} ${line}${rowOfRefreshes(rule)}.`;
    case 'baseline':
      return `${subject} was ${format(value)} at the first evaluation, which is the baseline and does not fire.`;
    case 'pending':
      return `${subject} is ${format(value)}, beyond ${line}, but not yet ${rule.options.consecutive ?? 1} times in a row.`;
    case 'notRearmed':
      return `${subject} is ${format(value)}; it was beyond ${line} already and has not come back${rearmWords(rule)} since.`;
    case 'notCrossed':
      return `${subject} is ${format(value)}, which does not cross ${line}.`;
  }
}

function wordsOf(value: number | undefined): string {
  return value === undefined ? 'no value' : format(value);
}

function side({ crossing, state }: Step, { threshold }: ThresholdRule): string {
  if (state.value === threshold) return 'reaching';
  return crossing?.direction === 'down' ? 'below' : 'above';
}

function rowOfRefreshes({ options: { consecutive = 1 } }: ThresholdRule): string {
  return consecutive === 1 ? '' : ` for ${consecutive} refreshes in a row`;
}

function rearmWords({ options }: ThresholdRule): string {
  return options.rearmLevel === undefined ? '' : ` to ${format(options.rearmLevel)}`;
}

/** A number as English text shows it. */
export function format(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 9 });
}
