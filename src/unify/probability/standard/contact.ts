import type { Dialect } from '../../../sql/dialect.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { type StandardLayer, whereThere } from './column.ts';
import { plainCode, trimmed, withoutBypassed } from './text.ts';

/** Digits of a national number that are compared: longer ones begin with a country or trunk prefix. */
const NATIONAL_DIGITS = 9;
/** Fewest digits of a telephone number. */
const LEAST_DIGITS = 6;

/** Mail address, digits of the telephone number, identifier and gender. */
export const contactLayer: StandardLayer = (context) => {
  const { dialect } = context;
  const phone = id('raw_phone');
  const main = sql`case when ${dialect.regexpMatches(phone, '[a-zA-Z#]')} then ${dialect.regexpReplace(sql`lower(${phone})`, '(?:ext|x|#).*$', '')} else ${phone} end`;
  const digits = sql`case when ${dialect.regexpMatches(phone, '[^0-9]')} then ${dialect.regexpReplace(main, '[^0-9]+', '')} else ${phone} end`;
  return whereThere(context, [
    { from: 'raw_email', name: '_email', value: () => sql`lower(${trimmed(id('raw_email'))})` },
    { from: 'raw_phone', name: '_digits', value: () => digits },
    {
      from: 'raw_phoneCode',
      name: '_coded',
      value: () => {
        const number = id('raw_phoneCode');
        return sql`case when ${number} like '+%' then ${dialect.regexpReplace(number, '[^0-9]+', '')} end`;
      },
    },
    { from: 'raw_identifier', name: '_identifier', value: () => plainCode(id('raw_identifier'), dialect) },
    { from: 'raw_gender', name: 'gender', value: () => genderLetter(dialect) },
  ]);
};

/** f, m, or the word itself. */
function genderLetter(dialect: Dialect): Sql {
  const word = dialect.stripAccents(sql`lower(trim(${id('raw_gender')}))`);
  return sql`case when ${word} in ('f', 'female', 'woman', 'mujer', 'frau', 'weiblich', 'w', 'femme', 'emakumea', 'emakumezkoa') then 'f'
    when ${word} in ('m', 'male', 'man', 'hombre', 'h', 'mann', 'mannlich', 'homme', 'gizona', 'gizonezkoa') then 'm' else nullif(${word}, '') end`;
}

/**
 * A mail address with an at sign, and its user part. A telephone number as its last nine digits, so that it agrees with
 * and without country code; one digit over and over is none. What stands before them in a number of a known country is
 * kept beside, to tell countries apart.
 */
export const contactPartsLayer: StandardLayer = (context) => {
  const { bypass, dialect } = context;
  const digits = id('_digits');
  const isNumber = sql`length(${digits}) >= ${LEAST_DIGITS} and ltrim(${digits}, ${dialect.prefix(digits, 1)}) <> ''`;
  const user = sql`split_part(split_part(${id('_email')}, '@', 1), '+', 1)`;
  return whereThere(context, [
    {
      from: '_email',
      name: 'email',
      value: () =>
        sql`case when ${id('_email')} like '%_@_%' then ${withoutBypassed(id('_email'), bypass, dialect)} end`,
    },
    {
      from: '_email',
      name: 'email_user',
      value: () => sql`case when ${id('_email')} like '%_@_%' then translate(${user}, '._-', '') end`,
    },
    {
      from: '_digits',
      name: 'phone',
      value: () => sql`case when ${isNumber} then right(${digits}, ${NATIONAL_DIGITS}) end`,
    },
    {
      from: '_coded',
      name: 'phone_code',
      value: () =>
        sql`case when length(${id('_coded')}) > ${NATIONAL_DIGITS} then substr(${id('_coded')}, 1, length(${id('_coded')}) - ${NATIONAL_DIGITS}) end`,
    },
    { from: '_identifier', name: 'identifier', value: () => withoutBypassed(id('_identifier'), bypass, dialect) },
  ]);
};
