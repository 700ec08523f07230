import { createDraw, csvLine, type Draw, slip } from '../../bench/people/seeded.ts';
import { FAMILIAR, FIRST_NAMES, madeUpNames } from '../../bench/people/words.ts';

const HEADER =
  'unique_id,cluster,full_name,first_and_surname,first_name,surname,dob,birth_place,postcode_fake,gender,occupation';
const OCCUPATIONS = `politician,writer,footballer,painter,military officer,lawyer,actor,cricketer,clergyman,poet,
  journalist,composer,botanist,historian,engineer,physician,architect,novelist,judge,diplomat,singer,philosopher,
  mathematician,chemist,photographer,rugby player,sculptor,priest,teacher,explorer,merchant,banker,translator,
  astronomer,geologist,zoologist,playwright,musician,economist,illustrator,publisher,surgeon,missionary,economist,
  printer,antiquarian,naval officer,tennis player,nurse,civil servant`
  .split(',')
  .map((word) => word.trim());

interface Vocabulary {
  readonly firsts: readonly string[];
  readonly surnames: readonly string[];
  readonly towns: readonly string[];
}

/** A person as each record of theirs may tell of them: every list begins with what is most often told. */
interface Figure {
  readonly names: readonly string[];
  readonly birth: string;
  readonly places: readonly string[];
  readonly postcodes: readonly (readonly string[])[];
  readonly gender: string;
  readonly occupations: readonly string[];
}

/**
 * Records of people of the past as a CSV file, with the truth in `cluster`: up to 19 records a person, the later ones
 * with more and heavier errors. Names come in full, with titles, under other names and as single words; first and last
 * name follow from the full name, so that an error in it is in all of them.
 */
export function figures(people: number, seed = 5): string {
  const draw = createDraw(seed);
  const vocabulary: Vocabulary = {
    firsts: [...FIRST_NAMES, ...madeUpNames(400, draw)],
    surnames: madeUpNames(4000, draw),
    towns: madeUpNames(900, draw),
  };
  const lines = [`${HEADER}\n`];
  for (let person = 1; person <= people; person++) {
    const figure = makeFigure(draw, vocabulary);
    const count = 1 + draw.below(19);
    for (let place = 0; place < count; place++)
      lines.push(recordOf(`Q${person}-${place}`, person, figure, { draw, strength: place / count, vocabulary }));
  }
  return lines.join('');
}

const two = (value: number) => String(value).padStart(2, '0');

function makeFigure(draw: Draw, vocabulary: Vocabulary): Figure {
  const towns = [2.4, 1.4, 1.4].map((power) => draw.common(vocabulary.towns, power));
  const isDay = !draw.chance(0.1);
  const birth = `${1550 + Math.floor(440 * Math.sqrt(draw.below(1000) / 1000))}`;
  return {
    names: namesOf(draw, vocabulary),
    birth: isDay ? `${birth}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}` : `${birth}-01-01`,
    places: [
      towns[0] ?? '',
      draw.pick(vocabulary.towns),
      `${towns[0]} ${draw.pick(['east', 'hill', 'st mary', 'central'])}`,
    ],
    postcodes: towns.map((town) => {
      const area = postcodeArea(town);
      return Array.from({ length: 5 }, () => `${area} ${draw.below(10)}${letters(draw, 2)}`);
    }),
    gender: draw.chance(0.8) ? 'male' : 'female',
    occupations: Array.from({ length: 1 + draw.below(3) }, () => draw.common(OCCUPATIONS, 2)),
  };
}

const letters = (draw: Draw, count: number) =>
  Array.from({ length: count }, () => draw.pick([...'abdefghjlnpqrstuwxyz'])).join('');
const postcodeArea = (town: string) =>
  `${town.slice(0, 2)}${1 + (([...town].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0) % 40)}`;

function namesOf(draw: Draw, { firsts, surnames, towns }: Vocabulary): string[] {
  const [first, last] = [draw.common(firsts, 2.5), draw.common(surnames, 1.8)];
  const middles = Array.from({ length: draw.below(3) }, () => draw.common(firsts, 2));
  const names = [draw.chance(0.3) ? [first, ...middles, last].join(' ') : `${first} ${last}`];
  names.push([first, ...middles, last].join(' '), `${draw.pick([first, FAMILIAR[first] ?? first])} ${last}`);
  if (draw.chance(0.15))
    names.unshift(`${first} ${last}, ${draw.pick(['1st', '2nd', '3rd'])} baron ${last} of ${draw.pick(towns)}`);
  if (draw.chance(0.12)) names.push(`${draw.pick(['sir', 'dr', 'rev'])} ${first} ${last}`);
  if (draw.chance(0.4)) names.push(`${first} ${draw.pick(surnames)}`);
  if (draw.chance(0.3)) names.push(`${draw.pick(firsts)} ${last}`);
  if (draw.chance(0.3)) names.push(`${draw.pick(firsts)} ${draw.pick(surnames)}`);
  return names;
}

interface Telling {
  readonly draw: Draw;
  /** From 0, the first record of a person, towards 1, the last. */
  readonly strength: number;
  readonly vocabulary: Vocabulary;
}

function recordOf(key: string, truth: number, figure: Figure, telling: Telling): string {
  const { draw, strength } = telling;
  const isWrong = () => draw.chance(0.9 * strength);
  const isMissing = (most: number) => draw.chance(most * strength);
  const full = nameTold(figure, telling);
  const words = full
    .replaceAll(',', '')
    .split(' ')
    .filter((word) => word !== '');
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : ''];
  const postcodes = draw.pick(draw.chance(0.5 * strength) ? figure.postcodes : figure.postcodes.slice(0, 1));
  return csvLine([
    key,
    truth,
    full,
    last === '' || first === undefined ? first : `${first} ${last}`,
    first,
    last,
    isMissing(0.35) ? '' : isWrong() ? birthTold(figure.birth, draw) : figure.birth,
    isMissing(0.4) ? '' : isWrong() ? draw.pick(figure.places) : figure.places[0],
    isMissing(0.4)
      ? ''
      : draw.chance(0.5 * strength)
        ? draw.chance(0.1)
          ? slip(postcodes[0] ?? '', draw)
          : draw.pick(postcodes)
        : postcodes[0],
    isMissing(0.5) ? '' : draw.chance(0.01) ? 'female' : figure.gender,
    isMissing(0.4) ? '' : isWrong() ? draw.pick(figure.occupations) : figure.occupations[0],
  ]);
}

/** A full name: as it is, under another form, with other spellings of its words, with a slip, turned, or partly left out. */
function nameTold({ names }: Figure, { draw, strength, vocabulary }: Telling): string {
  const own = names[0] ?? '';
  let told = draw.chance(0.9 * strength) ? draw.pick(names) : own;
  if (draw.chance(0.7 * strength))
    told = told
      .split(' ')
      .map((word) => respelled(word, draw, vocabulary))
      .join(' ');
  if (draw.chance(0.3 * strength)) told = slip(told, draw);
  if (draw.chance(0.12 * strength)) told = told.split(' ').reverse().join(' ');
  if (draw.chance(0.06 * strength)) return '';
  if (!draw.chance(0.6 * strength)) return told;
  const words = told.split(' ');
  const kept = words.filter(() => draw.chance(0.5));
  return kept.length === 0 ? (words[0] ?? '') : kept.join(' ');
}

function respelled(word: string, draw: Draw, { firsts }: Vocabulary): string {
  const familiar = FAMILIAR[word];
  if (familiar !== undefined && draw.chance(0.5)) return familiar;
  if (draw.chance(0.3)) return slip(slip(word, draw), draw);
  if (draw.chance(0.1)) return word.slice(0, 1);
  return draw.chance(0.2) ? draw.pick(firsts) : word;
}

/** A birth date with a slip, another day nearby, day and month swapped, or of its year only. */
function birthTold(birth: string, draw: Draw): string {
  const [year = '', month = '', day = ''] = birth.split('-');
  const kind = draw.below(10);
  if (kind < 3) return slip(birth, draw);
  if (kind < 5) return `${year}-01-01`;
  if (kind < 6) return `${year}-${two(Math.min(12, Number(day)))}-${month}`;
  if (kind < 8) return `${year}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
  return `${Number(year) + draw.below(21) - 10}-${month}-${day}`;
}
