import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FIRST_NAMES, LAST_NAMES, STREETS, TOWNS } from './names.ts';

/** One version of the files. */
export interface FilesRequest {
  readonly folder: string;
  /** Rows of all three sources together. */
  readonly rows: number;
  /** Share of the rows, 0 to 1, that each version changed of the one before, this one last; none of the first. */
  readonly changedShares: readonly number[];
}

/** A number from 0 to 1 that depends on nothing but the seed and the place: the same file, whatever is written first. */
function chance(person: number, draw: number): number {
  let x = (Math.imul(person, 0x9e3779b1) + Math.imul(draw, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

const pick = <Value>(values: readonly Value[], person: number, draw: number): Value =>
  values[Math.floor(chance(person, draw) * values.length)] as Value;

interface Person {
  readonly first: string;
  readonly last: string;
  readonly mail: string;
  readonly phone: string;
  readonly born: string;
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
}

function personOf(number: number): Person {
  const first = pick(FIRST_NAMES, number, 1);
  const last = pick(LAST_NAMES, number, 2);
  const day = new Date(Date.UTC(1940 + Math.floor(chance(number, 3) * 65), 0, 1 + Math.floor(chance(number, 4) * 365)));
  return {
    first,
    last,
    mail: `${first}.${last}${number}@${pick(['example.org', 'example.com', 'example.net'], number, 5)}`.toLowerCase(),
    phone: `+34 6${String(Math.floor(chance(number, 6) * 1e8)).padStart(8, '0')}`,
    born: day.toISOString().slice(0, 10),
    street: `${pick(STREETS, number, 7)} ${1 + Math.floor(chance(number, 8) * 120)}`,
    town: pick(TOWNS, number, 9),
    postcode: String(1000 + Math.floor(chance(number, 10) * 51000)).padStart(5, '0'),
  };
}

/** One letter left out: the usual slip. */
function misspell(text: string, person: number, draw: number): string {
  const at = 1 + Math.floor(chance(person, draw) * Math.max(text.length - 1, 1));
  return text.slice(0, at) + text.slice(at + 1);
}

/** A person as one source has them: one in eight without mail, one in ten misspelt. */
function seenBy(source: number, number: number): Person {
  const person = personOf(number);
  const draw = 20 + source * 10;
  return {
    ...person,
    first: chance(number, draw) < 0.1 ? misspell(person.first, number, draw + 1) : person.first,
    last: chance(number, draw + 2) < 0.05 ? misspell(person.last, number, draw + 3) : person.last,
    mail: chance(number, draw + 4) < 0.125 ? '' : person.mail,
    phone: chance(number, draw + 5) < 0.2 ? '' : person.phone,
  };
}

/** Sources of the bench: name, header, and how much of the people each knows. */
export const SOURCES = [
  { name: 'Shop', key: 'ContactId', from: 0, share: 0.4 },
  { name: 'Club', key: 'MemberId', from: 0.2, share: 0.35 },
  { name: 'Desk', key: 'ClientId', from: 0.35, share: 0.25 },
] as const;

/**
 * Writes the three files of a version. Changed rows have another spend, half of them the mail or phone of somebody else
 * too, so that profiles come together and apart; a row stays as it was changed last.
 */
export async function writeFiles({ folder, rows, changedShares }: FilesRequest): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, source] of SOURCES.entries()) {
    const count = Math.round(rows * source.share);
    const first = Math.round(rows * source.from);
    await pipeline(
      Readable.from(linesOf({ source, index, count, first, changedShares })),
      createWriteStream(join(folder, `${source.name}.csv`)),
    );
  }
}

interface Lines {
  readonly source: (typeof SOURCES)[number];
  readonly index: number;
  readonly count: number;
  readonly first: number;
  readonly changedShares: readonly number[];
}

/** Mail and phone of a changed row: half of the rows keep both, the others take one of a neighbour. */
function movedContact({ mail, phone }: Person, number: number, version: number): Pick<Person, 'mail' | 'phone'> {
  const draw = chance(number, 95 + version);
  const other = personOf(number + 1 + version);
  return { mail: draw < 0.25 ? other.mail : mail, phone: draw > 0.75 ? other.phone : phone };
}

const LINES_A_CHUNK = 2000;

function* linesOf({ source, index, count, first, changedShares }: Lines): Generator<string> {
  yield `${source.key},FirstName,LastName,Mail,Phone,BirthDate,Street,Town,PostCode,Spend,ChangedOn\n`;
  let lines: string[] = [];
  for (let row = 0; row < count; row++) {
    const number = first + row;
    const person = seenBy(index, number);
    const draw = chance(number, 90 + index);
    const version = changedShares.findLastIndex((share) => draw < share) + 1;
    const isChanged = version > 0;
    const spend = Math.floor(chance(number, 60 + index) * 100_000 + (isChanged ? version * 997 : 0)) / 100;
    const changed = isChanged ? `2026-11-${String(1 + (version % 28)).padStart(2, '0')}` : '2026-10-01';
    const { mail, phone } = isChanged ? movedContact(person, number, version) : person;
    const { first: name, last, born, street, town, postcode } = person;
    lines.push(
      `${source.name[0]}${number},${name},${last},${mail},${phone},${born},${street},${town},${postcode},${spend},${changed}`,
    );
    if (lines.length < LINES_A_CHUNK && row < count - 1) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
}
