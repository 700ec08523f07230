import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, sql } from '../../../sql/sql.ts';
import { SOUND_TABLE, STANDARD_TABLE } from '../tables.ts';

/** Standard columns with a sound, `<column>_sound`. */
const SOUNDED = ['first', 'last'] as const;

/** The sounds that a standard table with these columns can give. */
export function soundsOver(columns: readonly string[]): readonly string[] {
  return SOUNDED.filter((column) => columns.includes(column)).map((column) => `${column}_sound`);
}

/**
 * Writes the sounds of names: the first letter and the consonants after it; vowels, h, w and y are where spelling varies
 * most. They cost as much as all else that is done to a name, and only few rules read them, so they are made when one does.
 */
export async function makeSounds(session: EngineSession, columns: readonly string[]): Promise<void> {
  const sounds = SOUNDED.filter((column) => columns.includes(column)).map((column) => {
    const [word, sound] = [id(column), id(`${column}_sound`)];
    return sql`${session.dialect.prefix(word, 1)} || translate(substr(${word}, 2), 'aeiouhwy ', '') as ${sound}`;
  });
  await session.run(
    sql`create or replace table ${id(SOUND_TABLE)} as select rid, ${join(sounds)} from ${id(STANDARD_TABLE)}`,
  );
}
