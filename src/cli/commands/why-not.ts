import type { MatchExplanation, ReasonAgainst } from '../../app/view/matching.ts';
import { tellRule } from './rule-words.ts';

const named = (record: ReasonAgainst['left']) => (record ? `${record.entity}:${record.key}` : '');
const percent = (share: number | null | undefined) => `${((share ?? 0) * 100).toFixed(1)} %`;
const bits = (value: number | undefined) => (value ?? 0).toFixed(2);

const REASONS: Readonly<Record<ReasonAgainst['reason'], (reason: ReasonAgainst) => string>> = {
  neverList: () => 'The never match list forbids it.',
  separateRule: ({ rule }) => `The rule ${rule} keeps them apart.`,
  apart: ({ left, right, rule }) =>
    `${named(left)} and ${named(right)}, one of each customer, never match (${rule === undefined ? 'never match list' : `rule ${rule}`}).`,
  leftOut: ({ left }) => `${named(left)} matches no record of another entity, and its entity keeps only those that do.`,
  noRule: () => 'No match rule compares their entities.',
  notCompared: () => 'They were never compared: they share the exact conditions and blocking keys of no rule.',
  matchedEarlier: ({ rule }) => `${rule} would match them, but earlier rules had matched both already.`,
  belowThreshold: ({ probability, threshold }) =>
    `Their match probability ${percent(probability)} is below the threshold ${percent(threshold)}.`,
  lookalikes: (reason) =>
    `What they share, people of one household or namesakes share too: that takes ${bits(reason.bits)} bits away, and without it they would be one customer.`,
  cohesion: ({ pairs, average, least }) =>
    `They are likely one customer, but their groups do not hold together: the ${pairs === 1 ? 'pair' : `${pairs} pairs`} between them weigh ${bits(average)} bits on average, less than ${bits(least)}.`,
  notFound: () => 'They are likely one customer, but share no blocking key that was used, so they were never compared.',
  nextRefresh: () => 'By what is known now they match: rules, weights or data changed after the last refresh.',
};

/** Conditions of rules by their name. */
type Conditions = MatchExplanation['conditions'];

/** Why two records are two customers, as a sentence. */
export function tellReason(reason: ReasonAgainst, conditions: Conditions = {}): string {
  const { rule } = reason;
  return REASONS[reason.reason](rule === undefined ? reason : { ...reason, rule: tellRule(rule, conditions[rule]) });
}

type Missed = MatchExplanation['missed'][number];

/** Why a rule does not find two records, as a line. */
export function tellMissed({ rule, failed, skippedRows }: Missed, conditions: Conditions = {}): string {
  const why =
    skippedRows === undefined
      ? failed.map(tellPart).join('; ')
      : `${skippedRows} rows share its keys, too many to compare`;
  return `Not by rule ${tellRule(rule, conditions[rule])}: ${why}`;
}

function tellPart({ part, attribute, left, right, similarity, precision }: Missed['failed'][number]): string {
  const values = `${attribute} '${left ?? ''}' / '${right ?? ''}'`;
  if (similarity === null) return `${values} (no value)`;
  if (part === 'exception') return `${values} differ, and the rule has that as an exception`;
  if (part === 'blocking') return `they do not share the blocking key ${values}`;
  return precision === 1
    ? `${values} differ`
    : `${values} (${percent(similarity)} alike, less than ${percent(precision)})`;
}
