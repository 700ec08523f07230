import type { Dice } from './dice.ts';
import type { Person } from './person.ts';
import type { CustomerRecord } from './records.ts';

/** Something bought, online or in a shop. */
export interface Purchase {
  /** Key of the customer's record at the source. */
  readonly customerKey: string;
  readonly personId: number;
  readonly minutesAgo: number;
  readonly cents: number;
}

const MINUTES_PER_DAY = 1440;
/** How far back purchases reach: two years. */
const HISTORY_DAYS = 730;

/** What the customers of a source bought: about `usual` times each in two years, by appetite. */
export function createPurchases(
  records: readonly CustomerRecord[],
  { people, usual }: { people: readonly Person[]; usual: number },
  dice: Dice,
): readonly Purchase[] {
  return records.flatMap((record) => {
    const appetite = people[record.personId - 1]?.appetite ?? 1;
    const count = Math.round(appetite * usual * (0.4 + dice.fraction()));
    return Array.from({ length: count }, () => ({
      customerKey: record.key,
      personId: record.personId,
      minutesAgo: dice.whole(60, HISTORY_DAYS * MINUTES_PER_DAY),
      cents: Math.round(1200 + 5200 * dice.skewed() * Math.sqrt(appetite)),
    }));
  });
}

/** What is spent in a year and bought in 90 days counts towards high value. */
export const HIGH_VALUE_CENTS = 100_000;
const YEAR_MINUTES = 365 * MINUTES_PER_DAY;
const RECENT_MINUTES = 90 * MINUTES_PER_DAY;

/** People whose purchases of the last year are above the line and who bought in the last 90 days. */
export function findHighValue(purchases: readonly Purchase[]): ReadonlySet<number> {
  const spent = spendOfYear(purchases);
  const recent = new Set(purchases.filter((one) => one.minutesAgo < RECENT_MINUTES).map((one) => one.personId));
  return new Set(
    [...spent].filter(([person, cents]) => cents > HIGH_VALUE_CENTS && recent.has(person)).map(([person]) => person),
  );
}

/** Cents of the last year by person. */
export function spendOfYear(purchases: readonly Purchase[]): ReadonlyMap<number, number> {
  const spent = new Map<number, number>();
  for (const { personId, minutesAgo, cents } of purchases)
    if (minutesAgo < YEAR_MINUTES) spent.set(personId, (spent.get(personId) ?? 0) + cents);
  return spent;
}

/** Customers a campaign can lift above the line: those who already spent at least this in the year. */
const CAMPAIGN_FROM_CENTS = 45_000;

/** A campaign: customers not far below the line buy online until they are well above it, all in the last two weeks. */
export function createCampaign(
  contacts: readonly CustomerRecord[],
  before: readonly Purchase[],
  dice: Dice,
): readonly Purchase[] {
  const spent = spendOfYear(before);
  const high = findHighValue(before);
  const seen = new Set<number>();
  return contacts.flatMap((contact) => {
    const cents = spent.get(contact.personId) ?? 0;
    const isReached = cents >= CAMPAIGN_FROM_CENTS && !high.has(contact.personId) && !seen.has(contact.personId);
    if (!isReached || !dice.chance(0.7)) return [];
    seen.add(contact.personId);
    const missing = Math.max(0, HIGH_VALUE_CENTS - cents) + dice.whole(8_000, 30_000);
    return [0, 1].map((part) => ({
      customerKey: contact.key,
      personId: contact.personId,
      minutesAgo: dice.whole(60, 14 * MINUTES_PER_DAY),
      cents: Math.round(part === 0 ? missing * 0.6 : missing * 0.4),
    }));
  });
}
