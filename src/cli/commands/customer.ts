import type { Command } from 'commander';
import type {
  MatchExplanation,
  MatchReview,
  MatchThresholds,
  RecordPair,
  ReviewPair,
} from '../../app/view/matching.ts';
import { counted } from '../../base/counted.ts';
import type { MEMBERS } from '../../model/vocabulary.ts';
import { comparedValues, fallsOf, type Waterfall } from '../../model/waterfall.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readTextFile } from '../file.ts';
import { readCount } from '../number.ts';
import { renderTable } from '../output.ts';
import { tellRule } from './rule-words.ts';
import { findOwner, renderOwner } from './why-merged.ts';
import { tellMissed, tellReason } from './why-not.ts';

interface DecisionOptions {
  readonly always?: boolean;
  readonly never?: boolean;
  readonly forget?: boolean;
}

/** Whose records a command is about. */
type Subject = (typeof MEMBERS)[number];

/** How people call one of them. */
const ONE: Readonly<Record<Subject, string>> = { customers: 'customer', contacts: 'contact' };

/** `fluxu customer explain|review|decide|thresholds` and `fluxu contact explain|review|decide`. */
export function addCustomerCommands(program: Command, context: CommandContext): void {
  addWhoIsWho(program, context, 'contacts');
  addWhoIsWho(program, context, 'customers')
    .command('thresholds')
    .description(
      'Precision and recall by threshold on labelled pairs (the always and never match lists, and yours), and the best threshold',
    )
    .option('--labels <file>', 'CSV with Entity1, Entity1Key, Entity2, Entity2Key and IsMatch')
    .option('--json', 'result as JSON')
    .action(async ({ labels }: { labels?: string }) => {
      const { parseLabels } = await import('../../app/matching/labels.ts');
      const given = labels === undefined ? {} : { labels: parseLabels(await readTextFile(labels), labels) };
      const curve = await (await context.app()).matching.thresholds(given);
      context.output.result(curve, () => renderThresholds(curve));
    });
}

function addWhoIsWho(program: Command, context: CommandContext, of: Subject): Command {
  const one = ONE[of];
  const command = program.command(one).description(`Who is who among ${of}: why, what is doubtful, and your decisions`);
  command
    .command('explain')
    .description(`Why two records are, or are not, one ${one}; of one record alone, what joined it with others`)
    .argument('<record>', 'a record as Entity:key')
    .argument('[other]', 'the other one')
    .option('--json', 'result as JSON')
    .action(async (record: string, other: string | undefined) => {
      const app = await context.app();
      if (other === undefined) {
        const owner = await findOwner(app, keyOf(record), of);
        return context.output.result(owner ?? null, () => renderOwner(one, owner));
      }
      const explained = await app.matching.explain(pairOf(record, other), of);
      context.output.result(explained, () => renderExplanation(explained, of));
    });
  command
    .command('review')
    .description(
      'Pairs of records whose match probability is closest to the threshold; where rules alone match, those that fulfil all conditions of a rule but one',
    )
    .option('--limit <count>', 'how many', readCount, 20)
    .option('--json', 'result as JSON')
    .action(async ({ limit }: { limit: number }) => {
      const review = await (await context.app()).matching.review(limit, of);
      const { items, bounds = [] } = review;
      for (const bound of bounds) context.output.say(tellBound(bound));
      const rows = items.map(({ left, right, isMatched, ...found }) => [
        `${left.entity}:${left.key}`,
        `${right.entity}:${right.key}`,
        reasonOf(found),
        isMatched ? `one ${one}` : `two ${of}`,
      ]);
      context.output.result(review, () => renderTable(['RECORD', 'OTHER', 'WHY', 'NOW'], rows));
    });
  command
    .command('decide')
    .description(
      'Let two records always or never match, or forget an earlier decision; counts from the next refresh on',
    )
    .argument('<record>', 'a record as Entity:key')
    .argument('<other>', 'the other one')
    .option('--always', `they are one ${one}`)
    .option('--never', 'they are not; this also undoes a merge')
    .option('--forget', 'take an earlier decision back')
    .option('--json', 'result as JSON')
    .action((record: string, other: string, options: DecisionOptions) =>
      decide(context, { ...pairOf(record, other), of }, options),
    );
  return command;
}

/** What was not looked at to find pairs for review. */
export function tellBound({ rule, condition, largestBlock }: NonNullable<MatchReview['bounds']>[number]): string {
  return largestBlock === 0
    ? `${rule} without ${condition}: too many rows share the rest, none of them was looked at.`
    : `${rule} without ${condition}: blocks of more than ${counted(largestBlock, 'row')} were not looked at.`;
}

/** Why a pair is up for review. */
function reasonOf({ probability, nearMiss }: Pick<ReviewPair, 'probability' | 'nearMiss'>): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  if (!nearMiss) return percent(probability ?? 0);
  const { rule, condition, similarity } = nearMiss;
  return `${rule}, but for ${condition} (${similarity === null ? 'missing' : `${percent(similarity)} alike`})`;
}

/** A curve as it is printed. */
type ThresholdsTold = Pick<MatchThresholds, 'labels' | 'points'> & { readonly suggested?: number | undefined };

/** Points of a curve that are printed at most. */
const MOST_POINTS = 25;

/** The curve as a table with a bar for F1, and what to do; of many points some, the best among them. */
export function renderThresholds({ labels, points, suggested }: ThresholdsTold): string {
  if (suggested === undefined)
    return 'No pair is labelled as a match yet: decide some (fluxu customer review), or give --labels FILE.';
  const step = Math.ceil(points.length / MOST_POINTS);
  const printed = points.filter(({ threshold }, index) => index % step === 0 || threshold === suggested);
  const rows = printed.map(({ threshold, precision, recall, f1 }) => [
    ...[threshold, precision, recall, f1].map(rounded),
    '█'.repeat(Math.round(f1 * BAR_LENGTH)),
  ]);
  return `${renderTable(['THRESHOLD', 'PRECISION', 'RECALL', 'F1', ''], rows)}\nSuggested: ${rounded(suggested)} (from ${counted(labels, 'pair')})`;
}

const BAR_LENGTH = 20;

/** At most four decimals. */
const rounded = (value: number) => String(Number(value.toFixed(4)));

function pairOf(record: string, other: string): RecordPair {
  return { left: keyOf(record), right: keyOf(other) };
}

function keyOf(record: string) {
  const at = record.indexOf(':');
  if (at <= 0) throw cliError('FLX_CLI_RECORD', { record });
  return { entity: record.slice(0, at), key: record.slice(at + 1) };
}

async function decide(
  context: CommandContext,
  pair: RecordPair & { readonly of: Subject },
  { always, never, forget }: DecisionOptions,
): Promise<void> {
  const chosen = [always && 'always', never && 'never', forget && 'forget'].filter((one) => typeof one === 'string');
  const [decision] = chosen;
  if (decision === undefined || chosen.length > 1) throw cliError('FLX_CLI_DECISION', {});
  await (await context.app()).matching.decide(
    { ...pair, decision: decision as 'always' | 'never' | 'forget' },
    'command line',
  );
  context.output.result(
    { ...pair, decision },
    () => 'Noted. It counts from the next refresh on: fluxu refresh run --unify',
  );
}

/** Evidence as lines: rules, lists, why not, then the waterfall in bits. */
export function renderExplanation(explained: MatchExplanation, of: Subject = 'customers'): string {
  const one = ONE[of];
  const verdict = explained.isOne
    ? `One ${one}: ${explained.leftId}`
    : `Two ${of}: ${explained.leftId ?? 'none'} and ${explained.rightId ?? 'none'}`;
  const rules = explained.rules.map(
    ({ rule, effect, score }) =>
      `${effect === 'match' ? 'Matched' : 'Kept apart'} by rule ${tellRule(rule, explained.conditions[rule])}, similarity ${score.toFixed(2)}`,
  );
  const lists = explained.lists.map((list) => `On the ${list} match list`);
  const missed = explained.isOne ? [] : explained.missed.map((miss) => tellMissed(miss, explained.conditions));
  return [
    verdict,
    ...explained.reasons.map((reason) => tellReason(reason, explained.conditions)),
    ...rules,
    ...lists,
    ...missed,
    ...(explained.weights ? [renderWaterfall(explained.weights)] : []),
  ].join('\n');
}

const WATERFALL_TITLES: Readonly<Record<string, readonly [string, string]>> = {
  start: ['Start', 'how rare a match is'],
  lookalikes: ['Lookalikes', ''],
};

/** The waterfall of a pair as a table: bits for and against, and their running sum. */
export function renderWaterfall(pair: Waterfall & { readonly probability: number }): string {
  const rows = fallsOf(pair)
    .slice(0, -1)
    .map(({ key, step, bits, to }) => {
      const [title = key, level = ''] = step ? [step.title, step.level] : (WATERFALL_TITLES[key] ?? []);
      return [title, level, step ? comparedValues(step) : '', signed(bits), signed(to)];
    });
  return `${renderTable(['EVIDENCE', 'LEVEL', 'VALUES', 'BITS', 'SUM'], rows)}\nMatch weight ${signed(pair.weight)}, probability ${(pair.probability * 100).toFixed(2)} %`;
}

const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
