import type { EngineSession } from '../../../sql/engine.ts';
import { BLOCK_TABLE, type BlockSize, makeBlocks, readBlockSizes } from './blocks.ts';
import { usesSounds } from './key.ts';
import { readsWords } from './keys.ts';
import { addPairs, keepEachOnce, openPairs } from './pairs.ts';
import { blockingRules, type EvidenceBlocking } from './rules.ts';
import { makeSounds } from './sound.ts';

/** A blocking rule that was measured, and whether it is used. */
export interface MeasuredBlocking {
  readonly rule: EvidenceBlocking;
  /** Pairs of records in blocks that are not too large. */
  readonly pairs: number;
  /** Rows of the largest block used. */
  readonly largestBlock: number;
  /** Rows up to which blocks are used; larger ones are skipped. */
  readonly sizeLimit: number;
  readonly skippedBlocks: number;
  /** Rows of the largest block there is. */
  readonly largestSkipped: number;
  readonly isUsed: boolean;
  /** No two records share its key yet; a model that is kept uses it too, for they may do so later. */
  readonly isEmpty: boolean;
}

export interface BlockingLimits {
  /** Pairs that all rules together may give. */
  readonly maxPairs: number;
  /** Pairs that one rule may give. */
  readonly maxPairsOfRule: number;
  readonly maxBlockSize: number;
  readonly maxRules: number;
  /** One in this many keys is looked at to measure a rule. */
  readonly sampledShare: number;
}

/** Up to this many records, pairs cost little: as many are compared as help. */
const FEW_RECORDS = 25_000;
/** From this many records on, fewer rules are used, and they are measured on a part of their keys. */
const MANY_RECORDS = 300_000;

/** Records of a block from which on none of them are compared by it. */
export const MAX_BLOCK_SIZE = 1000;

/** So many pairs cost nothing, however few the records are. */
const FEW_PAIRS = 100_000;

/** Limits for a number of records: generous for few, linear for many. */
export function limitsFor(records: number): BlockingLimits {
  const isFew = records <= FEW_RECORDS;
  const maxPairs = isFew ? Math.max(60 * records, FEW_PAIRS) : Math.max(1_200_000, 2.5 * records);
  return {
    maxPairs,
    maxPairsOfRule: Math.max(maxPairs / 6, isFew ? 12 * records : 0),
    maxBlockSize: MAX_BLOCK_SIZE,
    maxRules: records > MANY_RECORDS ? 12 : 60,
    sampledShare: records > MANY_RECORDS ? 8 : 1,
  };
}

/** Room for less than this share of the pairs is none; nor are pairs worth counting anew for less. */
const TIGHT = 0.05;

/**
 * Measures the blocking rules on the data, takes them in order as long as they are within the limits, and writes the
 * candidate pairs of those. What several rules find counts once: when the pairs seem to be too many, each is kept once and
 * counted anew.
 */
export async function blockRecords(
  session: EngineSession,
  columns: readonly string[],
  limits: BlockingLimits,
): Promise<readonly MeasuredBlocking[]> {
  const pairs = await openPairs(session);
  const little = limits.maxPairs * TIGHT;
  const measured: MeasuredBlocking[] = [];
  let hasSounds = false;
  for (const rule of blockingRules(columns)) {
    if (measured.filter(({ isUsed }) => isUsed).length >= limits.maxRules) break;
    if (!hasSounds && usesSounds(rule)) {
      await makeSounds(session, columns);
      hasSounds = true;
    }
    await makeBlocks(session, rule, limits.sampledShare);
    const sizes = await readBlockSizes(session, limits.sampledShare);
    const wanted = cap(sizes, limits.maxPairsOfRule, limits.maxBlockSize);
    const isTight = pairs.found + Math.max(wanted.pairs, little) > limits.maxPairs;
    if (isTight && pairs.found - pairs.distinct > little) await keepEachOnce(session, pairs);
    const room = limits.maxPairs - pairs.found;
    if (room < little) break;
    const capped = cap(sizes, Math.min(limits.maxPairsOfRule, room), limits.maxBlockSize);
    const isEmpty = sizes.length === 0 && !readsWords(rule);
    const own = { rule, isUsed: capped.pairs > 0 && capped.share >= 0.5, isEmpty, ...capped };
    measured.push(own);
    if (own.isUsed || isEmpty) await addPairs(session, { ...own, share: limits.sampledShare }, pairs);
  }
  await keepEachOnce(session, pairs);
  await session.drop(BLOCK_TABLE);
  return measured;
}

/** A rule that was chosen before, with the rows up to which it compares the records of a block. */
export interface KeptBlocking {
  readonly rule: string;
  readonly sizeLimit: number;
}

/** The rules over the columns that were chosen before, in the same order. @throws where the columns do not allow one of them */
export function keptRules(columns: readonly string[], kept: readonly KeptBlocking[]): readonly EvidenceBlocking[] {
  const rules = blockingRules(columns);
  return kept.map(({ rule: name }) => {
    const rule = rules.find((known) => known.name === name);
    if (!rule) throw new Error(`There is no blocking rule '${name}' over these columns.`);
    return rule;
  });
}

/** Writes the candidate pairs of rules that were chosen before. */
export async function blockByKept(
  session: EngineSession,
  columns: readonly string[],
  kept: readonly KeptBlocking[],
): Promise<readonly MeasuredBlocking[]> {
  const pairs = await openPairs(session);
  const rules = keptRules(columns, kept);
  const measured: MeasuredBlocking[] = [];
  if (rules.some(usesSounds)) await makeSounds(session, columns);
  for (const [place, rule] of rules.entries()) {
    await makeBlocks(session, rule, 1);
    const own = {
      rule,
      isUsed: true,
      isEmpty: false,
      ...cap(await readBlockSizes(session, 1), Infinity, kept[place]?.sizeLimit ?? 0),
    };
    measured.push(own);
    await addPairs(session, { ...own, share: 1 }, pairs);
  }
  await keepEachOnce(session, pairs);
  await session.drop(BLOCK_TABLE);
  return measured;
}

/** The blocks up to the size at which the pairs stay within a number; `share` of the rows in blocks that are in those. */
function cap(sizes: readonly BlockSize[], most: number, maxBlockSize: number) {
  let [pairs, largestBlock, rows, allRows, skippedBlocks, largestSkipped] = [0, 0, 0, 0, 0, 0];
  let sizeLimit = maxBlockSize;
  for (const { size, blocks } of sizes) {
    const added = (blocks * size * (size - 1)) / 2;
    allRows += size * blocks;
    if (pairs + added > most) sizeLimit = Math.min(sizeLimit, size - 1);
    if (size > sizeLimit) {
      skippedBlocks += blocks;
      largestSkipped = size;
      continue;
    }
    pairs += added;
    rows += size * blocks;
    largestBlock = size;
  }
  const share = allRows === 0 ? 0 : rows / allRows;
  return { pairs, largestBlock, sizeLimit, skippedBlocks, largestSkipped, share };
}
