import { soundsOver } from './sound.ts';

/** A key two records must share to be compared: standard columns, whole or their first characters. */
export interface EvidenceBlocking {
  readonly name: string;
  readonly keys: readonly BlockingPart[];
}

export interface BlockingPart {
  readonly column: string;
  readonly first?: number | undefined;
}

/**
 * Blocking rules in the order in which they are considered: the strictest first. `last:3` is the first three characters.
 * Each finds pairs that the others miss when one of its own fields is wrong or missing.
 */
const RULES = `
identifier
email
phone
birth last
birth first_formal
name_pair birth_year
name_pair postal
last postal first:1
street_name number first:2
first_formal last birth_day
email_user last:2
birth first:2
birth last:2
organization postal
organization city
organization address
address organization:4
phone organization:3
first_formal postal last:2
last_sound first:1 birth_year
first_sound last:2 birth_year
name_pair city
name_pair birthPlace
birth postal
birth birthPlace
birth city
birth occupation
street_name number
address
street_name postal
street_name last
birth_day first:3
birth_day last:3
last_sound first_sound
name_pair
word birth
word postal
word birthPlace birth_year
word number
postal birth_year
last:4 first:3 birth_year
email:6
identifier:5
last birthPlace birth_year
first_formal birthPlace birth_year
birth
last postal
first_formal postal
last birthPlace
first_formal birthPlace
word birthPlace
word birth_year
last occupation
postal birth_day
email_user:4 birth_year
number postal
organization
organization:6 postal_area
organization:5
postal
last birth_year
first_formal birth_year
first_formal birth_day
last birth_day
last_sound
last:4 first:1
first_formal city
last city
birthPlace birth_year
birthPlace birth_day
first_sound
email:4
last
first_formal
birth_day
`;

/** All blocking rules that the columns of a standard table allow. */
export function blockingRules(columns: readonly string[]): readonly EvidenceBlocking[] {
  const known = [...columns, ...soundsOver(columns)];
  return RULES.trim()
    .split('\n')
    .map((line) => ({
      name: line.replaceAll(' ', ' + ').replaceAll('_', ' '),
      keys: line.split(' ').map((part) => {
        const [column = '', first] = part.split(':');
        return { column, first: first === undefined ? undefined : Number(first) };
      }),
    }))
    .filter((rule) => rule.keys.every(({ column }) => known.includes(column)));
}
