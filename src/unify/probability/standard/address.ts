import { id, join, sql } from '../../../sql/sql.ts';
import type { StandardLayer } from './column.ts';
import { plainCode, plainWords, withoutBypassed } from './text.ts';

/** Words of an address that say what kind of street or unit it is, not which. */
const KINDS = `street st str road rd avenue ave av lane ln drive dr court ct place pl way boulevard blvd terrace ter
  crescent cres close square sq highway hwy parkway pkwy circuit cct parade pde circle cir trail trl calle avenida avda
  plaza paseo camino rua rue via chemin impasse quai cours allee strasse straße weg platz kalea kale etorbidea bidea the
  of de la el los las del du des der den am n s e w north south east west`;
const KIND_WORDS = `\\b(?:${KINDS.split(/\s+/).join('|')})\\b`;
/** A flat or unit with its number. */
const UNIT = '\\b(?:apt|apartment|unit|flat|suite|ste|piso|planta|floor|fl|no|num|box)\\b *[0-9a-z]{0,4}\\b';

/** Address, place and postcode as plain words. */
export const addressLayer: StandardLayer = ({ dialect, has, bypass }) => {
  const lines = ['raw_houseNumber', 'raw_street'].filter(has).map((name) => sql`coalesce(${id(name)}, '')`);
  const place = (name: string) => ({ name, value: withoutBypassed(plainWords(id(`raw_${name}`), dialect), bypass) });
  return [
    ...(lines.length > 0
      ? [
          {
            name: 'address',
            value: plainWords(
              join(
                lines.flatMap((line, index) => (index === 0 ? [line] : [sql`' '`, line])),
                ' || ',
              ),
              dialect,
            ),
          },
        ]
      : []),
    ...['city', 'region', 'birthPlace', 'occupation'].filter((name) => has(`raw_${name}`)).map(place),
    ...(has('raw_postalCode')
      ? [
          {
            name: 'postal',
            value: withoutBypassed(
              plainCode(
                dialect.regexpReplace(sql`trim(${id('raw_postalCode')})`, '^([0-9]{5})-[0-9]{4}$', '\\1'),
                dialect,
              ),
              bypass,
            ),
          },
        ]
      : []),
  ];
};

/** House number and the words that name the street. */
export const addressPartsLayer: StandardLayer = ({ dialect, has }) => [
  ...(has('address')
    ? [
        {
          name: 'number',
          value: sql`nullif(${dialect.regexpReplace(sql`split_part(${dialect.regexpReplace(id('address'), '^[^0-9]*([0-9]+).*$', '\\1')}, ' ', 1)`, '[^0-9]+', '')}, '')`,
        },
        {
          name: 'street_name',
          value: sql`nullif(trim(${dialect.regexpReplace(dialect.regexpReplace(dialect.regexpReplace(dialect.regexpReplace(id('address'), UNIT, ' '), KIND_WORDS, ' '), '[0-9]+[a-z]?\\b', ' '), ' +', ' ')}), '')`,
        },
      ]
    : []),
  ...(has('postal') ? [{ name: 'postal_area', value: sql`${dialect.prefix(id('postal'), 3)}` }] : []),
];
