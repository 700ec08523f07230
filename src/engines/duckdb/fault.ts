import { type FluxuError, messageOf } from '../../base/errors.ts';
import { engineError } from './catalogue.ts';

/** Longest piece of a statement kept in an error. */
const MAX_EXCERPT = 2000;

interface Failed {
  readonly statement: string;
  /** Of the session, as it was asked for. */
  readonly memoryLimit: string;
}

/** What DuckDB's fault means to the person who has to mend it. Where memory or disk ran out, the statement is no matter. */
export function explainFault(cause: unknown, { statement, memoryLimit }: Failed): FluxuError {
  const message = messageOf(cause);
  const reason = message.split('\n')[0] ?? message;
  const context = { cause, place: { excerpt: statement.slice(0, MAX_EXCERPT) } };
  if (/^INTERRUPT/i.test(message)) return engineError('FLX_ENGINE_INTERRUPTED', {}, { cause });
  if (/Out of Memory/i.test(message)) return engineError('FLX_ENGINE_MEMORY', { memoryLimit }, { cause });
  if (/No space left|failed to offload|Could not write|disk (is )?full/i.test(message))
    return engineError('FLX_ENGINE_DISK', { reason }, { cause });
  if (
    /^IO Error|CSV Parser state machine|too small to be a Parquet file|No magic bytes found|Parquet file/i.test(message)
  )
    return engineError('FLX_ENGINE_FILE', { reason }, { cause });
  return engineError('FLX_ENGINE', { reason }, context);
}
