import { sql } from '../../sql/sql.ts';
import type { TextNormalization } from './normalization.ts';

/** Text to lower case. */
export const lowerCase = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'lowerCase',
  summary: 'Upper and lower case count as equal.',
  toSql: (text) => sql`lower(${text})`,
  toText: (text) => text.toLowerCase(),
});
