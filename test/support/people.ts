import { createSeededRandom } from '../../src/base/random.ts';

/** A record of a made-up person. */
export interface PersonRecord {
  readonly Id: string;
  readonly First: string;
  readonly Last: string;
  readonly Email: string | null;
  readonly Phone: string | null;
  readonly Born: string | null;
  readonly Street: string | null;
  readonly Zip: string | null;
}

const FIRST = 'Robert Mary James Linda Michael Susan David Karen Thomas Nancy Daniel Betty Mark Helen Paul Laura'.split(
  ' ',
);
const SOUNDS = 'al ber cor dan el fer gar hal in jor kel lan mor nel or par quin ros sten tar ul ver wal yar zen'.split(
  ' ',
);

/**
 * Records of two sources about the same seeded people: `count` people each with one record in `left` and one in `right`,
 * of which some have a slip or lack a value. Households of two share last name, street, postcode and telephone.
 */
export function makePeople(count: number, seed = 1): { left: PersonRecord[]; right: PersonRecord[] } {
  const { fraction } = createSeededRandom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(fraction() * list.length)] ?? '';
  const digits = (length: number) => Array.from({ length }, () => Math.floor(fraction() * 10)).join('');
  const maybe = <Value>(value: Value) => (fraction() < 0.15 ? null : value);
  const slip = (text: string) => (fraction() < 0.12 ? `${text.slice(0, 2)}x${text.slice(3)}` : text);
  let home = { last: '', street: '', zip: '', phone: '' };
  const [left, right]: [PersonRecord[], PersonRecord[]] = [[], []];
  for (let person = 0; person < count; person++) {
    if (person % 2 === 0) {
      const last = pick(SOUNDS) + pick(SOUNDS) + pick(SOUNDS);
      home = {
        last,
        street: `${1 + Math.floor(fraction() * 200)} ${pick(SOUNDS)}${pick(SOUNDS)} Street`,
        zip: digits(5),
        phone: `6${digits(8)}`,
      };
    }
    const first = FIRST[(person * 7 + Math.floor(fraction() * 3)) % FIRST.length] ?? '';
    const born = `19${10 + Math.floor(fraction() * 89)}-0${1 + Math.floor(fraction() * 9)}-1${Math.floor(fraction() * 10)}`;
    const email = `${first}.${home.last}${digits(2)}@example.org`.toLowerCase();
    const record = (prefix: string): PersonRecord => ({
      Id: `${prefix}${String(person).padStart(4, '0')}`,
      First: slip(first),
      Last: slip(home.last),
      Email: maybe(email),
      Phone: maybe(home.phone),
      Born: maybe(born),
      Street: maybe(home.street),
      Zip: maybe(home.zip),
    });
    left.push(record('L'));
    right.push(record('R'));
  }
  return { left, right };
}
