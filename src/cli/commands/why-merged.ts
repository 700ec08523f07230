import type { App } from '../../app/app.ts';
import type { CustomerView } from '../../app/view/customer.ts';
import type { MatchDecision, RecordPair } from '../../app/view/matching.ts';
import { counted } from '../../base/counted.ts';
import { tellRule } from './rule-words.ts';

type RecordKey = RecordPair['left'];
type Join = CustomerView['joins'][number];

/** Whose a record is, with which records, and what joined them. */
interface Owner extends Pick<CustomerView, 'joins'> {
  readonly id: string;
  readonly records: readonly RecordKey[];
}

/** Whose a record is, and what joined its records; undefined where it is nobody's. */
export async function findOwner(
  { customers, matching }: App,
  record: RecordKey,
  of: NonNullable<MatchDecision['of']>,
): Promise<Owner | undefined> {
  const id = await matching.ownerOf(record, of);
  if (id === null) return undefined;
  const { sources, joins } = await (of === 'customers' ? customers.get(id) : customers.contact(id));
  return { id, records: sources.map(({ entity, key }) => ({ entity, key })), joins };
}

/** What joined the records of a customer or contact, a line each. */
export function renderOwner(one: string, owner: Owner | undefined): string {
  if (!owner) return `The record belongs to no ${one}.`;
  const { id, records, joins } = owner;
  const title = `${one[0]?.toUpperCase()}${one.slice(1)} ${id}, of ${counted(records.length, 'record')}`;
  return [title, ...joins.map(tellJoin)].join('\n');
}

function tellJoin({ by, records, score }: Join): string {
  const named = records.map(({ entity, key }) => `${entity}:${key}`).join(', ');
  const least = score === undefined ? '' : `, lowest similarity ${score.toFixed(2)}`;
  return `${named}: joined by ${by.map(tellJoinedBy).join('; ')}${least}`;
}

function tellJoinedBy({ by, rule = '', conditions }: Join['by'][number]): string {
  const told: Readonly<Record<typeof by, () => string>> = {
    rule: () => tellRule(rule, conditions),
    probability: () => 'match probability',
    alwaysList: () => 'the always match list',
    unknown: () => 'a rule or list that is not defined any more',
  };
  return told[by]();
}
