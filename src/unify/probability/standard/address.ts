import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { type StandardLayer, whereThere } from './column.ts';
import { plainCode, plainWords, trimmed, withoutBypassed } from './text.ts';

/** Words of an address that say what kind of street it is, not which. */
const KINDS = `street st str road rd avenue ave av lane ln drive dr court ct place pl way boulevard blvd terrace ter
  crescent cres close square sq highway hwy parkway pkwy circuit cct parade pde circle cir trail trl calle avenida avda
  plaza paseo camino rua rue via chemin impasse quai cours allee strasse straße weg platz kalea kale etorbidea bidea the
  of de la el los las del du des der den am n s e w north south east west`;
/** What is left out of the name of a street: a flat or unit with its number, the kind of street, and numbers. */
const NOT_STREET = `\\b(?:(?:apt|apartment|unit|flat|suite|ste|piso|planta|floor|fl|no|num|box) *[0-9a-z]{0,4}|${KINDS.split(/\s+/).join('|')}|[0-9]+[a-z]?)\\b *`;

/** Address, places, occupation and postcode as plain words. */
export const addressLayer: StandardLayer = (context) => {
  const { dialect, has } = context;
  const places = ['city', 'region', 'birthPlace', 'occupation'].map((name) => ({
    from: `raw_${name}`,
    name: `_${name}`,
    value: () => plainWords(id(`raw_${name}`), dialect),
  }));
  const postal = trimmed(id('raw_postalCode'));
  const isPlusFour = sql`length(${postal}) = 10 and substr(${postal}, 6, 1) = '-'`;
  const lines = ['raw_houseNumber', 'raw_street'].filter(has).map((name) => id(name));
  return [
    ...whereThere(context, [
      ...places,
      {
        from: 'raw_postalCode',
        name: '_postal',
        value: () =>
          plainCode(sql`case when ${isPlusFour} then ${dialect.prefix(postal, 5)} else ${postal} end`, dialect),
      },
    ]),
    ...(lines.length > 0 ? [{ name: 'address', value: plainWords(addressText(lines), dialect) }] : []),
  ];
};

function addressText(lines: readonly Sql[]): Sql {
  const [only] = lines;
  return only && lines.length === 1 ? only : sql`concat_ws(' ', ${join(lines)})`;
}

/** House number and the words that name the street; places without values that stand for a missing one. */
export const addressPartsLayer: StandardLayer = (context) => {
  const { dialect, bypass } = context;
  const address = id('address');
  const first = sql`split_part(${address}, ' ', 1)`;
  const digits = dialect.regexpReplace(address, '^[^0-9]*([0-9]+).*$', '\\1');
  const places = ['city', 'region', 'birthPlace', 'occupation', 'postal'].map((name) => ({
    from: `_${name}`,
    name,
    value: () => withoutBypassed(id(`_${name}`), bypass, dialect),
  }));
  return whereThere(context, [
    ...places,
    {
      from: 'address',
      name: 'number',
      value: () =>
        sql`case when ${dialect.regexpMatches(first, '^[0-9]+$')} then ${first} when ${dialect.regexpMatches(address, '[0-9]')} then ${digits} end`,
    },
    {
      from: 'address',
      name: 'street_name',
      value: () => sql`nullif(trim(${dialect.regexpReplace(address, NOT_STREET, '')}), '')`,
    },
    { from: '_postal', name: 'postal_area', value: () => dialect.prefix(id('_postal'), 3) },
  ]);
};
