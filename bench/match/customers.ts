import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createDraw, csvLine, type Draw, slip } from '../people/seeded.ts';
import { FAMILIAR, FIRST_NAMES, madeUpNames } from '../people/words.ts';

const HEADER = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'birth_date',
  'street',
  'city',
  'postal_code',
  'truth',
];
const DOMAINS = ['gmail.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'euskaltel.eus', 'example.org'];
/** Sources, how often each misses a value, and how often it slips. */
const SOURCES = [
  { name: 'crm', missing: 0.15, slips: 0.05 },
  { name: 'shop', missing: 0.25, slips: 0.08 },
  { name: 'loyalty', missing: 0.18, slips: 0.1 },
] as const;

interface Home {
  readonly last: string;
  readonly street: string;
  readonly city: string;
  readonly postal: string;
  readonly phone: string;
  readonly left: number;
}

interface Customer {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly phone: string;
  readonly birth: string;
  readonly home: Home;
}

/** Writes three files of customers with known truth: households, slips, nicknames, moves and missing values. Gives their paths. */
export async function writeCustomers(folder: string, rows: number, seed = 11): Promise<string[]> {
  const draw = createDraw(seed);
  const words = {
    surnames: madeUpNames(20_000, draw),
    streets: madeUpNames(10_000, draw),
    cities: madeUpNames(1500, draw),
  };
  const files = SOURCES.map(({ name }) => ({
    path: join(folder, `${name}.csv`),
    stream: createWriteStream(join(folder, `${name}.csv`)),
  }));
  for (const { stream } of files) stream.write(csvLine(HEADER));
  let home = makeHome(draw, words);
  for (let written = 0, person = 1; written < rows; person++) {
    home = home.left > 0 ? { ...home, left: home.left - 1 } : makeHome(draw, words);
    const customer = makeCustomer(draw, home);
    for (const [index, source] of SOURCES.entries()) {
      if (written >= rows || !draw.chance(0.55)) continue;
      written += 1;
      const stream = files[index]?.stream;
      if (stream && !stream.write(recordOf(`${source.name}${written}`, person, customer, { draw, source, words })))
        await once(stream, 'drain');
    }
  }
  await Promise.all(
    files.map(async ({ stream }) => {
      stream.end();
      await once(stream, 'finish');
    }),
  );
  return files.map(({ path }) => path);
}

interface Words {
  readonly surnames: readonly string[];
  readonly streets: readonly string[];
  readonly cities: readonly string[];
}

const digits = (draw: Draw, count: number) => Array.from({ length: count }, () => draw.below(10)).join('');
const two = (value: number) => String(value).padStart(2, '0');

function makeHome(draw: Draw, { surnames, streets, cities }: Words): Home {
  const city = draw.common(cities, 2);
  return {
    last: draw.common(surnames, 2),
    street: `${1 + draw.below(250)} ${draw.pick(streets)} ${draw.pick(['street', 'road', 'avenue', 'lane'])}`,
    city,
    postal: String(10_000 + ((city.length * 7919 + city.charCodeAt(1) * 104_729) % 80_000)),
    phone: `6${digits(draw, 8)}`,
    left: draw.chance(0.5) ? 0 : 1 + draw.below(3),
  };
}

function makeCustomer(draw: Draw, home: Home): Customer {
  const first = draw.common(FIRST_NAMES, 1.7);
  const birth = `${1935 + draw.below(70)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
  return {
    first,
    last: draw.chance(0.88) ? home.last : `${home.last}a`,
    email: `${draw.chance(0.5) ? first : first.charAt(0)}.${home.last}${draw.below(1000)}@${draw.pick(DOMAINS)}`,
    phone: draw.chance(0.3) ? home.phone : `6${digits(draw, 8)}`,
    birth,
    home,
  };
}

function recordOf(
  id: string,
  truth: number,
  { first, last, email, phone, birth, home }: Customer,
  { draw, source, words }: { draw: Draw; source: (typeof SOURCES)[number]; words: Words },
): string {
  const maybe = (value: string) => (draw.chance(source.missing) ? '' : value);
  const slipped = (value: string) => (draw.chance(source.slips) ? slip(value, draw) : value);
  const own = draw.chance(0.04) ? (FAMILIAR[first] ?? first) : draw.chance(0.02) ? first.charAt(0) : first;
  const moved = draw.chance(0.1) ? makeHome(draw, words) : home;
  return csvLine([
    id,
    slipped(own),
    slipped(last),
    maybe(draw.chance(0.1) ? `${last}${draw.below(100_000)}@${draw.pick(DOMAINS)}` : slipped(email)),
    maybe(draw.chance(0.3) ? `+34 ${phone.slice(0, 3)} ${phone.slice(3)}` : phone),
    maybe(draw.chance(source.slips / 2) ? `${birth.slice(0, 5)}${birth.slice(8)}-${birth.slice(5, 7)}` : birth),
    maybe(slipped(moved.street)),
    maybe(moved.city),
    maybe(moved.postal),
    truth,
  ]);
}
