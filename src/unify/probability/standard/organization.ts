import { id, type Sql, sql } from '../../../sql/sql.ts';
import { ORGANIZATION_WORDS } from '../../normalize/words/organization-words.ts';
import { type StandardLayer, whereThere } from './column.ts';
import { plainWords, withoutBypassed } from './text.ts';

/** Short forms of words that names of organisations are made of, each before the word it stands for. */
const SHORT_FORMS =
  `ctr center cntr center centre center dev development sch school elem elementary st saint assn association
  assoc association svc service svcs services serv services acad academy univ university comm community dept department
  intl international bros brothers natl national mfg manufacturing mgmt management hosp hospital inst institute
  med medical ch church lrng learning ed education`.split(/\s+/);
/** Words that are written together or apart. */
const COMPOUNDS = ['day care', 'child care', 'pre school'];

/** The words of a name in their full form, so that a short form is no difference. */
function fullForms(name: Sql): Sql {
  let padded = sql`' ' || ${name} || ' '`;
  for (let place = 0; place < SHORT_FORMS.length; place += 2)
    padded = sql`replace(${padded}, ${` ${SHORT_FORMS[place]} `}, ${` ${SHORT_FORMS[place + 1]} `})`;
  for (const compound of COMPOUNDS)
    padded = sql`replace(${padded}, ${` ${compound} `}, ${` ${compound.replace(' ', '')} `})`;
  return sql`trim(${padded})`;
}

const EMPTY_WORDS = `\\b(?:${[...ORGANIZATION_WORDS.keys()].join('|')})\\b *`;

/** Name of an organisation as plain words; apostrophes and points join. */
export const organizationLayer: StandardLayer = (context) =>
  whereThere(context, [
    {
      from: 'raw_organization',
      name: '_organization',
      value: () =>
        fullForms(plainWords(sql`replace(replace(${id('raw_organization')}, '''', ''), '.', '')`, context.dialect)),
    },
  ]);

/** The name without the words that most organisations bear, where anything is left; nothing where it stands for a missing one. */
export const organizationPartsLayer: StandardLayer = (context) => {
  const name = id('_organization');
  const short = sql`nullif(trim(${context.dialect.regexpReplace(name, EMPTY_WORDS, '')}), '')`;
  return whereThere(context, [
    {
      from: '_organization',
      name: 'organization',
      value: () =>
        sql`case when ${withoutBypassed(name, context.bypass, context.dialect)} is not null then coalesce(${short}, ${name}) end`,
    },
  ]);
};
