import { counted } from '../../base/counted.ts';
import type { FluxuError } from '../../base/errors.ts';
import { describeRejected } from '../../sources/landing/corrupt.ts';
import { type EngineSession, rejectsTableOf } from '../../sql/engine.ts';
import { matchError } from './catalogue.ts';

/** Lines of a file that are no rows and were left out. */
export interface RejectedLines {
  readonly lines: number;
  /** The first of them, with its line and what is wrong with it. */
  readonly problem: FluxuError;
}

/** What was left out of a file when it was read into the table; undefined where nothing was. */
export async function findRejected(
  session: EngineSession,
  { path: file, table }: { readonly path: string; readonly table: string },
): Promise<RejectedLines | undefined> {
  const first = await describeRejected(session, table);
  if (!first) return undefined;
  const lines = await session.rowCount(rejectsTableOf(table));
  const { line, example } = first;
  const told = { lines: counted(lines, 'line'), file, example };
  return { lines, problem: matchError('FLX_MATCH_LINES', told, { place: { file, line } }) };
}
