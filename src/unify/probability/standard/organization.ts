import { id, sql } from '../../../sql/sql.ts';
import { ORGANIZATION_WORDS } from '../../normalize/words/organization-words.ts';
import { type StandardLayer, whereThere } from './column.ts';
import { plainWords, withoutBypassed } from './text.ts';

const EMPTY_WORDS = `\\b(?:${[...ORGANIZATION_WORDS.keys()].join('|')})\\b *`;

/** Name of an organisation as plain words; apostrophes and points join. */
export const organizationLayer: StandardLayer = (context) =>
  whereThere(context, [
    {
      from: 'raw_organization',
      name: '_organization',
      value: () => plainWords(sql`replace(replace(${id('raw_organization')}, '''', ''), '.', '')`, context.dialect),
    },
  ]);

/** The name without the words that most organisations bear, where anything is left. */
export const organizationPartsLayer: StandardLayer = (context) => {
  const name = id('_organization');
  const short = sql`nullif(trim(${context.dialect.regexpReplace(name, EMPTY_WORDS, '')}), '')`;
  return whereThere(context, [
    {
      from: '_organization',
      name: 'organization',
      value: () => sql`coalesce(${short}, ${withoutBypassed(name, context.bypass, context.dialect)})`,
    },
  ]);
};
