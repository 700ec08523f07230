import { createSeededRandom } from '../../src/base/random.ts';
import { Dice } from './dice.ts';
import { createPeople, type Person } from './person.ts';
import { createCampaign, createPurchases, type Purchase } from './purchases.ts';
import { type CustomerRecord, createRecords, ECOMMERCE, LOYALTY, STORE } from './records.ts';

/** Itsaslore, a made-up chain of shops for people who go out in any weather, as its systems know it. */
export interface Company {
  readonly people: readonly Person[];
  readonly contacts: readonly CustomerRecord[];
  readonly members: readonly CustomerRecord[];
  readonly clients: readonly CustomerRecord[];
  readonly orders: readonly Purchase[];
  readonly tickets: readonly Purchase[];
  /** Orders that only the second delivery has. */
  readonly campaign: readonly Purchase[];
  readonly answers: readonly Answer[];
}

/** A satisfaction survey filled in. */
export interface Answer {
  readonly contactKey: string;
  readonly daysAgo: number;
  readonly score: number;
}

export interface CompanyOptions {
  /** Same seed, same company. Default 7. */
  readonly seed?: number;
  /** People who are customers somewhere. Default 24,000. */
  readonly people?: number;
}

/** Makes the company. Times are kept as distances, so that its files fit any day. */
export function createCompany({ seed = 7, people: count = 24_000 }: CompanyOptions = {}): Company {
  const dice = new Dice(createSeededRandom(seed));
  const people = createPeople(count, dice);
  const contacts = createRecords(people, ECOMMERCE, dice);
  const members = createRecords(people, LOYALTY, dice);
  const clients = createRecords(people, STORE, dice);
  const orders = createPurchases(contacts, { people, usual: 2.4 }, dice);
  const tickets = createPurchases(clients, { people, usual: 3 }, dice);
  const campaign = createCampaign(contacts, [...orders, ...tickets], dice);
  const answers = contacts.filter(() => dice.chance(0.2)).map((contact) => createAnswer(contact, dice));
  return { people, contacts, members, clients, orders, tickets, campaign, answers };
}

function createAnswer(contact: CustomerRecord, dice: Dice): Answer {
  return {
    contactKey: contact.key,
    daysAgo: dice.whole(1, 365),
    score: Math.max(1, 10 - Math.floor(dice.skewed() * 2)),
  };
}
