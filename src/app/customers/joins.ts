import type { DeduplicationRule, MatchRule } from '../../model/unification.ts';
import type { MatchMode } from '../../model/vocabulary.ts';
import type { Row } from '../../sql/engine.ts';
import { LINKED_BY_LIST, LINKED_BY_PROBABILITY } from '../../unify/cluster/link.ts';
import { writtenConditions } from '../../unify/comparison/told.ts';
import type { RecordKey } from '../../unify/explain.ts';
import type { CustomerView } from '../view/customer.ts';

type Join = CustomerView['joins'][number];
type JoinedBy = Join['by'][number];
type RuledEntity = JoinEvidence['entities'][number];

/** What was published, and is defined, about how the records of one customer or contact came together. */
export interface JoinEvidence {
  readonly records: readonly RecordKey[];
  /** Entities in the order of matching, with their rules and the published row of each record that rules looked at. */
  readonly entities: readonly {
    readonly entity: string;
    readonly primaryKey: string;
    readonly rules: readonly DeduplicationRule[];
    readonly rows: ReadonlyMap<string, Row>;
  }[];
  readonly matchRules: readonly MatchRule[];
  readonly mode: MatchMode;
  /** Pairs of these records that the always match list names. */
  readonly listed: readonly (readonly [RecordKey, RecordKey])[];
  /** The row of the customer among the matched pairs; undefined where all records are of one entity. */
  readonly matched?: Row | undefined;
}

const ALWAYS_LIST: JoinedBy = { by: 'alwaysList' };
const PROBABILITY: JoinedBy = { by: 'probability' };
const UNKNOWN: JoinedBy = { by: 'unknown' };

/**
 * What joined the records: first within each entity, then across them. Every record is part of a join where there are
 * several; where nothing published or defined tells what joined some, they are joined by `unknown`.
 */
export function joinsOf(evidence: JoinEvidence): Join[] {
  const { records } = evidence;
  if (records.length < 2) return [];
  const within = evidence.entities.flatMap((entity) => joinsWithin(evidence, entity));
  const reached = new Set(within.flatMap((join) => join.records.map(recordId)));
  const unreached = records.filter((record) => !reached.has(recordId(record)));
  if (evidence.matched) return [...within, joinAcross(evidence, evidence.matched, unreached)];
  return unreached.length === 0 ? within : [...within, { by: [UNKNOWN], records: unreached }];
}

/** Groups of records of one entity. Where no deduplication is published, all records may be one group. */
function joinsWithin(evidence: JoinEvidence, entity: RuledEntity): Join[] {
  const own = evidence.records.filter((record) => record.entity === entity.entity);
  const winnerOf = ({ key }: RecordKey) => String(entity.rows.get(key)?.['Deduplication_WinnerId'] ?? '');
  const winners = new Map(own.map((record) => [recordId(record), winnerOf(record)]));
  const isOfOneGroup = ([left, right]: readonly [RecordKey, RecordKey]) =>
    winners.has(recordId(left)) && winners.get(recordId(left)) === winners.get(recordId(right));
  const listed = new Set(evidence.listed.filter(isOfOneGroup).flat().map(recordId));
  return [...Map.groupBy(own, winnerOf).values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => joinOfGroup(evidence, entity, { group, listed }));
}

function joinOfGroup(
  evidence: JoinEvidence,
  { rules, rows }: RuledEntity,
  { group, listed }: { readonly group: readonly RecordKey[]; readonly listed: ReadonlySet<string> },
): Join[] {
  const found = rulesAmong(group, rows);
  const byRule = new Set([...found.values()].flatMap((bearers) => [...bearers.keys()]));
  const isListed = (record: RecordKey) => listed.has(recordId(record));
  const joined = group.filter((record) => byRule.has(record) || isListed(record));
  const remainingJoiners = joined.length < group.length ? joinersOfRemaining(evidence, rows.size > 0) : [];
  const by = [
    ...[...found.keys()].map((name) => byRuleOf(name, rules)),
    ...(group.some(isListed) ? [ALWAYS_LIST] : []),
    ...remainingJoiners,
  ];
  if (by.length === 0) return [];
  const scores = [...found.values()].flatMap((bearers) => [...bearers.values()]);
  return [
    {
      by,
      records: remainingJoiners.length > 0 ? group : joined,
      ...(scores.length > 0 && { score: Math.min(...scores) }),
    },
  ];
}

/**
 * Rules that found several of some records of an entity, with the score of each such record. A rule at a single one
 * joined nothing here: a link that was refused leaves its rule at records of other groups.
 */
function rulesAmong(
  records: readonly RecordKey[],
  rows: RuledEntity['rows'],
): ReadonlyMap<string, ReadonlyMap<RecordKey, number>> {
  const found = new Map<string, Map<RecordKey, number>>();
  for (const record of records)
    for (const [rule, score] of rulesIn(rows.get(record.key) ?? {}))
      found.set(rule, (found.get(rule) ?? new Map<RecordKey, number>()).set(record, score));
  return new Map([...found].filter(([, bearers]) => bearers.size > 1));
}

/** What joined records of one entity where no rule and no list did; nothing where they may have met elsewhere only. */
function joinersOfRemaining({ mode, matched }: JoinEvidence, isGroup: boolean): JoinedBy[] {
  const isWeighed = mode !== 'rules' && (isGroup || !matched || linkNames(matched).includes(LINKED_BY_PROBABILITY));
  if (isWeighed) return [PROBABILITY];
  return isGroup ? [UNKNOWN] : [];
}

/** What holds a matched customer together: names of rules, lists and probability, each as often as one of that name does. */
function linkNames(matched: Row): string[] {
  return String(matched['Rule'] ?? '')
    .split(';')
    .filter(Boolean);
}

/** Rules that found a record of an entity, with their scores: columns `Rule`, `Rule_2`, … and `Score`, `Score_2`, … */
function rulesIn(row: Row): ReadonlyMap<string, number> {
  const columns = Object.entries(row).filter(([name, value]) => /^Rule(_\d+)?$/.test(name) && value);
  return new Map(columns.map(([name, rule]) => [String(rule), Number(row[name.replace('Rule', 'Score')] ?? 1)]));
}

/** The link between the entities of a matched customer: a record of each, and those that nothing joined within theirs. */
function joinAcross(evidence: JoinEvidence, matched: Row, unreached: readonly RecordKey[]): Join {
  const { records, entities } = evidence;
  const winners = entities.flatMap(({ entity, primaryKey }) => {
    const key = matched[`${entity}_${primaryKey}`];
    return records.filter((record) => record.entity === entity && record.key === String(key));
  });
  const winnerIds = new Set(winners.map(recordId));
  const by = joinersAcross(evidence, linkNames(matched));
  return {
    by: by.length > 0 ? by : [UNKNOWN],
    records: [...winners, ...unreached.filter((record) => !winnerIds.has(recordId(record)))],
    ...(matched['Score'] != null && { score: Number(matched['Score']) }),
  };
}

/**
 * Which of the names of links stand for what joins records of several entities. A match rule may bear the name of rules
 * for one entity: it joined where the name stands there more often than such rules joined records of the customer.
 */
function joinersAcross({ records, entities, matchRules, listed }: JoinEvidence, names: readonly string[]): JoinedBy[] {
  const known = new Set(entities.flatMap(({ rules }) => rules.map(({ name }) => name)));
  const within = entities.flatMap(({ entity, rows }) => [
    ...rulesAmong(
      records.filter((record) => record.entity === entity),
      rows,
    ).keys(),
  ]);
  const timesIn = (list: readonly string[], name: string) => list.filter((each) => each === name).length;
  const isRuleAcross = (name: string) =>
    matchRules.some((rule) => rule.name === name) ? timesIn(names, name) > timesIn(within, name) : !known.has(name);
  const isListed = listed.some(([left, right]) => left.entity !== right.entity);
  return [...new Set(names)].flatMap((name) => {
    if (name === LINKED_BY_LIST) return isListed ? [ALWAYS_LIST] : [];
    if (name === LINKED_BY_PROBABILITY) return [PROBABILITY];
    return isRuleAcross(name) ? [byRuleOf(name, matchRules)] : [];
  });
}

function byRuleOf(name: string, rules: readonly (DeduplicationRule | MatchRule)[]): JoinedBy {
  const rule = rules.find((each) => each.name === name);
  return { by: 'rule', rule: name, ...(rule && { conditions: writtenConditions(rule) }) };
}

/** One text for the entity and the key of a record, by which it is looked up among many. */
export const recordId = ({ entity, key }: RecordKey) => `${entity}\n${key}`;
