import type { Draw } from './seeded.ts';

const list = (text: string) => text.trim().split(/\s+/);

const SYLLABLES = list(`al an ar ba bel ber bo bra bur ca car cha clar col cor dal de den dor du el er fal fer fi ga gal
  gi gra gu hal har hel ho ir jo ka ken kir la lan le lin lo lu ma mar mel mi mon mu na nel no ol par pe pi por qua ra
  ren ri ros ru sal san ser shi so sta ta tar te tho to tu ur va ver vi wal we wil wo ya zu`);
const ENDINGS = list(`son ton ez ley man er berg ski field well ford wood ham by ell ing den stein ett ins ow ridge ano
  elli ova sen ero eta aga egi`);

/** First names, the common ones first. */
export const FIRST_NAMES = list(`john william thomas james mary george elizabeth charles robert henry edward anna joseph
  margaret david richard samuel sarah jane peter michael maria frances alexander helen francis arthur alice daniel
  frederick philip martin paul walter emma catherine andrew hugh anthony matthew emily ernest louise patrick ruth
  albert susan stephen edmund nicholas alfred dorothy harriet benjamin laura simon ann ralph christopher julia lucy
  gerald barbara herbert isabel jonathan nathaniel oliver rose leonard eleanor roger stanley victor winifred agnes
  miren iker jon aitor leire maite nerea unai eneko gorka ainhoa amaia itziar xabier mikel jose lucia carmen pilar
  javier hans karl greta heinrich ursula pierre marie jacques claire giovanni lucia olga ivan`);

/** Short and familiar forms by first name. */
export const FAMILIAR: Readonly<Record<string, string>> = {
  john: 'jack',
  william: 'bill',
  thomas: 'tom',
  james: 'jim',
  elizabeth: 'liz',
  charles: 'charlie',
  robert: 'bob',
  henry: 'harry',
  edward: 'ted',
  margaret: 'peggy',
  richard: 'dick',
  samuel: 'sam',
  michael: 'mike',
  joseph: 'joe',
  alexander: 'alec',
  daniel: 'dan',
  frederick: 'fred',
  catherine: 'kate',
  andrew: 'andy',
  anthony: 'tony',
  matthew: 'matt',
  nicholas: 'nick',
  susan: 'sue',
  benjamin: 'ben',
  christopher: 'kit',
  jose: 'pepe',
};

/** That many different made-up last names, street names or towns. */
export function madeUpNames(count: number, draw: Draw): string[] {
  const names = new Set<string>();
  while (names.size < count)
    names.add(draw.pick(SYLLABLES) + (draw.chance(0.7) ? draw.pick(SYLLABLES) : '') + draw.pick(ENDINGS));
  return [...names];
}
