import type { DeduplicationRule, MatchRule } from '../../model/unification.ts';
import type { MatchMode } from '../../model/vocabulary.ts';
import type { Row } from '../../sql/engine.ts';
import { LINKED_BY_LIST, LINKED_BY_PROBABILITY } from '../../unify/cluster/link.ts';
import { writtenConditions } from '../../unify/comparison/told.ts';
import type { RecordKey } from '../../unify/explain.ts';
import type { CustomerView } from '../view/customer.ts';

type Join = CustomerView['joins'][number];
type JoinedBy = Join['by'][number];

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
  const isReached = (record: RecordKey) => within.some((join) => join.records.some((other) => isSame(other, record)));
  const unreached = records.filter((record) => !isReached(record));
  if (evidence.matched) return [...within, joinAcross(evidence, evidence.matched, unreached)];
  return unreached.length === 0 ? within : [...within, { by: [UNKNOWN], records: unreached }];
}

/** Groups of records of one entity. Where no deduplication is published, all records may be one group. */
function joinsWithin(evidence: JoinEvidence, entity: JoinEvidence['entities'][number]): Join[] {
  const own = evidence.records.filter((record) => record.entity === entity.entity);
  const winnerOf = ({ key }: RecordKey) => String(entity.rows.get(key)?.['Deduplication_WinnerId'] ?? '');
  return [...Map.groupBy(own, winnerOf).values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => joinOfGroup(evidence, entity, group));
}

function joinOfGroup(
  evidence: JoinEvidence,
  { rules, rows }: JoinEvidence['entities'][number],
  group: readonly RecordKey[],
): Join[] {
  const found = new Map(group.map((record) => [record, rulesIn(rows.get(record.key) ?? {})]));
  const bearers = (rule: string) => group.filter((record) => found.get(record)?.has(rule));
  // A link that was refused leaves its rule at records of other groups.
  const names = [...new Set([...found.values()].flatMap((own) => [...own.keys()]))].filter(
    (rule) => bearers(rule).length > 1,
  );
  const byRule = new Set(names.flatMap(bearers));
  const listed = group.filter((record) => isListedWith(evidence, record, group));
  const others = group.filter((record) => !byRule.has(record) && !listed.includes(record));
  const rest = others.length > 0 ? whatElse(evidence, rows.size > 0) : [];
  const by = [...names.map((name) => byRuleOf(name, rules)), ...(listed.length > 0 ? [ALWAYS_LIST] : []), ...rest];
  if (by.length === 0) return [];
  const scores = names.flatMap((name) => bearers(name).map((record) => found.get(record)?.get(name) ?? 1));
  return [
    {
      by,
      records: rest.length > 0 ? group : group.filter((record) => !others.includes(record)),
      ...(scores.length > 0 && { score: Math.min(...scores) }),
    },
  ];
}

/** What joined records of one entity where no rule and no list did; nothing where they may have met elsewhere only. */
function whatElse({ mode, matched }: JoinEvidence, isGroup: boolean): JoinedBy[] {
  const isWeighed = mode !== 'rules' && (isGroup || !matched || linkNames(matched).includes(LINKED_BY_PROBABILITY));
  if (isWeighed) return [PROBABILITY];
  return isGroup ? [UNKNOWN] : [];
}

/** What holds a matched customer together: names of rules, lists and probability, each once. */
function linkNames(matched: Row): string[] {
  return [...new Set(String(matched['Rule'] ?? '').split(';'))].filter(Boolean);
}

/** Rules that found a record of an entity, with their scores: columns `Rule`, `Rule_2`, … and `Score`, `Score_2`, … */
function rulesIn(row: Row): ReadonlyMap<string, number> {
  const columns = Object.entries(row).filter(([name, value]) => /^Rule(_\d+)?$/.test(name) && value);
  return new Map(columns.map(([name, rule]) => [String(rule), Number(row[name.replace('Rule', 'Score')] ?? 1)]));
}

function isListedWith({ listed }: JoinEvidence, record: RecordKey, group: readonly RecordKey[]): boolean {
  const isPair = (one: RecordKey, other: RecordKey) => isSame(one, record) && group.some((each) => isSame(each, other));
  return listed.some(([left, right]) => isPair(left, right) || isPair(right, left));
}

/** The link between the entities of a matched customer: a record of each, and those that nothing joined within theirs. */
function joinAcross(evidence: JoinEvidence, matched: Row, unreached: readonly RecordKey[]): Join {
  const { records, entities, matchRules, listed } = evidence;
  const winners = entities.flatMap(({ entity, primaryKey }) => {
    const key = matched[`${entity}_${primaryKey}`];
    return records.filter((record) => record.entity === entity && record.key === String(key));
  });
  const isListed = listed.some(([left, right]) => left.entity !== right.entity);
  const isOfOneEntity = (name: string) =>
    !matchRules.some((rule) => rule.name === name) &&
    entities.some(({ rules }) => rules.some((rule) => rule.name === name));
  const by = linkNames(matched)
    .filter((name) => !isOfOneEntity(name) && (name !== LINKED_BY_LIST || isListed))
    .map((name) =>
      name === LINKED_BY_LIST ? ALWAYS_LIST : name === LINKED_BY_PROBABILITY ? PROBABILITY : byRuleOf(name, matchRules),
    );
  return {
    by: by.length > 0 ? by : [UNKNOWN],
    records: [...winners, ...unreached.filter((record) => !winners.includes(record))],
    ...(matched['Score'] != null && { score: Number(matched['Score']) }),
  };
}

function byRuleOf(name: string, rules: readonly (DeduplicationRule | MatchRule)[]): JoinedBy {
  const rule = rules.find((each) => each.name === name);
  return { by: 'rule', rule: name, ...(rule && { conditions: writtenConditions(rule) }) };
}

const isSame = (one: RecordKey, other: RecordKey) => one.entity === other.entity && one.key === other.key;
