import { createDraw, csvLine, type Draw, slip } from '../../bench/people/seeded.ts';
import { FIRST_NAMES, madeUpNames } from '../../bench/people/words.ts';

const HEADER = `Id,Source,Site name,Address,Zip,Phone,Fax,Program Name,Length of Day,IDHS Provider ID,Agency,Neighborhood,
  Funded Enrollment,Program Option,Director,Website,Center Director,Email Address,True Id`;
const SOURCES = ['portal_scrape.csv', 'day_care_list.csv', 'providers.csv', 'head_start_sites.csv', 'school_list.csv'];
const PROGRAMS = ['Head Start', 'Early Head Start', 'Child Care', 'Preschool for All', 'Community Partnership'];
/** Words that names of such places are made of, with the shorter forms that people write. */
const KINDS: readonly (readonly string[])[] = [
  ['Child Development Center', 'CDC', 'Child Dev Ctr', 'Child Development Ctr'],
  ['Day Care Center', 'Daycare', 'Day Care', 'DCC', 'Day Care Ctr'],
  ['Early Learning Center', 'ELC', 'Early Learning', 'Early Learning Ctr.'],
  ['Elementary School', 'Elem School', 'Elementary', 'School', 'Elem. Sch.'],
  ['Nursery School', 'Nursery', 'Nursery Sch'],
  ['Learning Academy', 'Academy', 'Lrng Academy'],
  ['Child Care Center', 'Childcare', 'Child Care', 'CCC'],
  ['Preschool', 'Pre-School', 'Pre School'],
  ['Head Start', 'HS', 'Head Start Program'],
];
const ADJECTIVES = `Little Happy New Sunny First United Bright Creative Kids Precious Golden Loving Young Tender Rainbow
  Community Saint North South West Grand Holy Good Small Busy`.split(/\s+/);
const NOUNS =
  `Angels Star Steps Hands Hearts World Minds Explorers Friends Garden Tree House Hope Beginnings Future Light
  Shepherd Genius Scholars Treasures Land Express Village Bears Ducklings`.split(/\s+/);
const AGENCIES: readonly (readonly string[])[] = [
  ['Young Mens Christian Association', 'YMCA'],
  ['Saint Vincent Society', 'St Vincent Society', 'St. Vincent'],
  ['Metropolitan Family Services', 'Metro Family Svcs', 'Metropolitan Family Svc.'],
  ['Salvation Army', 'The Salvation Army'],
  ['City Colleges', 'Board of Trustees - City Colleges'],
  ['Catholic Charities', 'Catholic Charities of the Archdiocese'],
  ['Ounce of Hope', 'Ounce of Hope Fund'],
  ['Easter Lilies Society', 'Easter Lilies'],
  ['Public Schools', 'PS'],
];

interface Site {
  readonly names: readonly string[];
  readonly agency: readonly string[] | undefined;
  readonly number: number;
  readonly direction: string;
  readonly street: string;
  readonly kind: string;
  readonly zip: string;
  readonly phones: readonly string[];
  readonly director: string;
}

/**
 * Records of places for small children as a CSV file, with the truth in `True Id`: names with and without the agency that
 * runs them, shortened, cut off, with programs; addresses with abbreviations and suites; telephones with and without area
 * code; places of one agency, and of one name, that are different.
 */
export function sites(places: number, seed = 3): string {
  const draw = createDraw(seed);
  const vocabulary = { streets: madeUpNames(220, draw).map(title), names: madeUpNames(600, draw).map(title) };
  const lines = [csvLine(HEADER.split(',').map((name) => name.trim()))];
  let id = 0;
  for (let place = 1; place <= places; place++) {
    const site = makeSite(draw, vocabulary);
    const count = 1 + Math.floor(draw.below(100) ** 2 / 1700);
    for (let copy = 0; copy < count; copy++) lines.push(recordOf(id++, place, site, draw));
  }
  return lines.join('');
}

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const digits = (draw: Draw, count: number) => Array.from({ length: count }, () => draw.below(10)).join('');

function makeSite(
  draw: Draw,
  { streets, names }: { readonly streets: readonly string[]; readonly names: readonly string[] },
): Site {
  const kinds = draw.pick(KINDS);
  const own = draw.chance(0.4)
    ? `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)}`
    : draw.chance(0.3)
      ? `${title(draw.common(FIRST_NAMES, 1.5))} ${draw.pick(names)}`
      : draw.pick(names);
  const place = draw.chance(0.12) ? ` ${draw.pick(['I', 'II', 'III', 'North', 'South'])}` : '';
  return {
    names: kinds.map((kind) => `${own} ${kind}${place}`),
    agency: draw.chance(0.45) ? draw.common(AGENCIES, 1.6) : undefined,
    number: 1 + draw.below(9000),
    direction: draw.pick(['North', 'South', 'East', 'West']),
    street: draw.common(streets, 1.5),
    kind: draw.common(['Avenue', 'Street', 'Boulevard', 'Place', 'Drive', 'Road'], 2),
    zip: `606${String(1 + draw.below(60)).padStart(2, '0')}`,
    phones: Array.from(
      { length: 1 + draw.below(2) },
      () => `${draw.pick(['773', '312'])}${2 + draw.below(8)}${digits(draw, 6)}`,
    ),
    director: `${title(draw.common(FIRST_NAMES, 1.5))} ${draw.pick(names)}`,
  };
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  Avenue: ['Ave', 'Ave.', 'Av', ''],
  Street: ['St', 'St.', ''],
  Boulevard: ['Blvd', 'Blvd.', ''],
  Place: ['Pl', 'Pl.'],
  Drive: ['Dr', 'Dr.'],
  Road: ['Rd', 'Rd.'],
};

function recordOf(id: number, truth: number, site: Site, draw: Draw): string {
  const maybe = (share: number, value: string) => (draw.chance(share) ? value : '');
  const phone = draw.common(site.phones, 1.7);
  return csvLine([
    id,
    draw.pick(SOURCES),
    nameTold(site, draw),
    maybe(0.98, addressTold(site, draw)),
    maybe(0.55, draw.chance(0.03) ? '60699' : site.zip),
    maybe(0.85, phoneTold(draw.chance(0.04) ? slip(phone, draw) : phone, draw)),
    maybe(0.12, phoneTold(site.phones.at(-1) ?? phone, draw)),
    maybe(0.4, draw.pick(PROGRAMS)),
    maybe(0.3, draw.pick(['FULL DAY', 'HALF DAY', 'Full Day'])),
    maybe(0.1, digits(draw, 5)),
    maybe(0.2, site.agency?.[0] ?? ''),
    maybe(0.2, draw.pick(['Austin', 'Englewood', 'Uptown', 'Loop', 'Pilsen'])),
    maybe(0.2, String(17 + draw.below(100))),
    maybe(0.2, draw.pick(['Center Based', 'Home Based'])),
    maybe(0.1, site.director),
    maybe(0.05, 'www.example.org'),
    maybe(0.05, site.director),
    maybe(0.04, `info@${site.street.toLowerCase()}.example.org`),
    truth,
  ]);
}

function nameTold({ names, agency }: Site, draw: Draw): string {
  const plain = draw.common(names, 2.2);
  const owner = agency && draw.common(agency, 1.6);
  let name = owner && draw.chance(0.75) ? `${owner} - ${plain}` : plain;
  if (owner && draw.chance(0.06)) name = owner;
  if (draw.chance(0.08)) name = `${name} / ${draw.pick(PROGRAMS)}`;
  if (draw.chance(0.07)) name = `${name}${draw.pick([', Inc.', ' Inc', ' NFP', ' LLC', ' Corp.'])}`;
  if (draw.chance(0.06)) name = slip(name, draw);
  if (draw.chance(0.05)) name = name.slice(0, 18);
  return draw.chance(0.2) ? name.toUpperCase() : name;
}

function addressTold({ number, direction, street, kind }: Site, draw: Draw): string {
  const way = draw.chance(0.6)
    ? direction.charAt(0)
    : draw.chance(0.4)
      ? `${direction.charAt(0)}.`
      : draw.chance(0.5)
        ? direction
        : '';
  const sort = draw.chance(0.25) ? kind : draw.pick(SHORT[kind] ?? [kind]);
  const name = draw.chance(0.05) ? slip(street, draw) : street;
  const house = draw.chance(0.03) ? number + 2 : number;
  const suite = draw.chance(0.06) ? draw.pick([', Suite 100', ' Ste 2', ' 1st Floor', ' #3']) : '';
  return `${[house, way, name, sort].filter((part) => part !== '').join(' ')}${suite}`;
}

function phoneTold(phone: string, draw: Draw): string {
  const [area, local] = [phone.slice(0, 3), phone.slice(3)];
  const form = draw.below(10);
  if (form < 4) return local;
  if (form < 6) return phone;
  if (form < 8) return `(${area}) ${local.slice(0, 3)}-${local.slice(3)}`;
  return form < 9 ? `${area}-${local.slice(0, 3)}-${local.slice(3)}` : `${local.slice(0, 3)}-${local.slice(3)}`;
}
