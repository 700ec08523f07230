import { id, sql } from '../../../sql/sql.ts';
import type { StandardLayer } from './column.ts';
import { plainCode, withoutBypassed } from './text.ts';

/** Digits of a national number that are compared: longer ones begin with a country or trunk prefix. */
const NATIONAL_DIGITS = 9;

/** Mail address and telephone number. A phone is its last nine digits; what stands before them in `+` form is its country. */
export const contactLayer: StandardLayer = ({ dialect, has, bypass }) => [
  ...(has('raw_email')
    ? [
        {
          name: 'email',
          value: withoutBypassed(
            sql`case when ${id('raw_email')} like '%_@_%' then lower(trim(${id('raw_email')})) end`,
            bypass,
          ),
        },
      ]
    : []),
  ...(has('raw_phone')
    ? [
        {
          name: 'phone_digits',
          value: dialect.regexpReplace(
            dialect.regexpReplace(sql`lower(${id('raw_phone')})`, '(?:ext|x|#).*$', ''),
            '[^0-9]+',
            '',
          ),
        },
      ]
    : []),
  ...(has('raw_identifier')
    ? [{ name: 'identifier', value: withoutBypassed(plainCode(id('raw_identifier'), dialect), bypass) }]
    : []),
  ...(has('raw_gender') ? [{ name: 'gender', value: genderLetter() }] : []),
];

/** f, m, or the word itself. */
function genderLetter() {
  const word = sql`lower(trim(${id('raw_gender')}))`;
  return sql`case when ${word} in ('f', 'female', 'woman', 'mujer', 'frau', 'weiblich', 'w', 'femme', 'emakumea', 'emakumezkoa') then 'f'
    when ${word} in ('m', 'male', 'man', 'hombre', 'h', 'mann', 'mannlich', 'homme', 'gizona', 'gizonezkoa') then 'm' else nullif(${word}, '') end`;
}

/** Parts of mail and phone. */
export const contactPartsLayer: StandardLayer = ({ dialect, has }) => [
  ...(has('email')
    ? [
        {
          name: 'email_user',
          value: dialect.regexpReplace(sql`split_part(split_part(${id('email')}, '@', 1), '+', 1)`, '[^a-z0-9]+', ''),
        },
      ]
    : []),
  ...(has('phone_digits')
    ? [
        {
          name: 'phone',
          value: sql`case when length(${id('phone_digits')}) >= 6 and ltrim(${id('phone_digits')}, substr(${id('phone_digits')}, 1, 1)) <> '' then right(${id('phone_digits')}, ${NATIONAL_DIGITS}) end`,
        },
      ]
    : []),
];
