import { type ErrorRecord, type FluxuError, isFluxuError, messageOf, renderError } from '../base/errors.ts';
import { cliError } from './catalogue.ts';

/** Where a command's words go: the result to standard output, everything else to standard error. */
export interface Output {
  readonly isJson: boolean;
  /** One result: JSON with `--json`, otherwise the text. */
  result(value: unknown, text: () => string): void;
  /** A line for people. */
  say(line: string): void;
  /** A line that the next one overwrites on a terminal; nothing elsewhere. */
  progress(line: string): void;
  /** Tells people what went wrong. */
  error(error: unknown): void;
  /** What went wrong in place of a result, as `{error}`, with `--json` and when no result was given. */
  failure(error: unknown): void;
}

export interface OutputStreams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** Output of one command. */
export function createOutput({ stdout, stderr }: OutputStreams, isJson: boolean): Output {
  let hasProgress = false;
  let hasResult = false;
  const clear = () => {
    if (hasProgress) stderr.write('\r\u001b[2K');
    hasProgress = false;
  };
  return {
    isJson,
    result: (value, text) => {
      clear();
      hasResult = true;
      stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : ensureNewline(text()));
    },
    say: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(line);
      hasProgress = true;
    },
    error: (error) => {
      clear();
      stderr.write(`${describeError(error)}\n`);
    },
    failure: (error) => {
      if (isJson && !hasResult) stdout.write(`${JSON.stringify({ error: recordOf(error) }, null, 2)}\n`);
    },
  };
}

function ensureNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function describeError(error: unknown): string {
  if (isFluxuError(error)) return renderError(error);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a fault in Fluxu, please report it:\n${stack}`;
}

function recordOf(error: unknown): ErrorRecord {
  if (isFluxuError(error)) return error.toJSON();
  return cliError('FLX_CLI_FAULT', { reason: messageOf(error) }).toJSON();
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3, notAllowed: 4, conflict: 5 } as const;

/** Exit code for an error: 2 wrong usage, 3 not found, 4 not allowed, 5 conflict, else 1. */
export function exitCodeOf(error: unknown): number {
  if (!isFluxuError(error)) return EXIT.failed;
  if (error.code.startsWith('FLX_CLI_') && error.status === 400) return EXIT.usage;
  return exitCodeOfStatus(error.status);
}

function exitCodeOfStatus(status: FluxuError['status']): number {
  if (status === 404) return EXIT.notFound;
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 409 || status === 412) return EXIT.conflict;
  return EXIT.failed;
}

/** A table for people: columns padded to their longest value. */
export function renderTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map(String))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
