import { id, sql } from '../../../sql/sql.ts';
import { ORGANIZATION_WORDS } from '../../normalize/words/organization-words.ts';
import type { StandardLayer } from './column.ts';
import { plainWords, withoutBypassed } from './text.ts';

const EMPTY_WORDS = `\\b(?:${[...ORGANIZATION_WORDS.keys()].join('|')})\\b`;

/** Name of an organisation as plain words, without those that most of them bear. */
export const organizationLayer: StandardLayer = ({ dialect, has, bypass }) => {
  if (!has('raw_organization')) return [];
  const words = plainWords(
    sql`replace(replace(replace(${id('raw_organization')}, '''', ''), '.', ''), '&', ' and ')`,
    dialect,
  );
  const short = sql`nullif(trim(${dialect.regexpReplace(dialect.regexpReplace(words, EMPTY_WORDS, ' '), ' +', ' ')}), '')`;
  return [{ name: 'organization', value: withoutBypassed(sql`coalesce(${short}, ${words})`, bypass) }];
};
