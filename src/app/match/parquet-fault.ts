import { isFluxuError, messageOf } from '../../base/errors.ts';
import { matchError } from './catalogue.ts';

/** Faults of the engine that are the file's where all that was asked for is to read it. */
const READING = new Set(['FLX_ENGINE', 'FLX_ENGINE_FILE']);

/** Reads a Parquet file. @throws FLX_MATCH_PARQUET with the file and what is wrong with it, in place of faults of the engine */
export async function readParquet<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!isFluxuError(error) || !READING.has(error.code)) throw error;
    const [told = ''] = messageOf(error.cause ?? error).split('\n');
    const reason = told.replace(/^[\w ]+ Error: /, '');
    throw matchError('FLX_MATCH_PARQUET', { file, reason }, { cause: error, place: { file } });
  }
}
