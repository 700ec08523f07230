/** Where something is wrong: a file and a JSON pointer or line and column, or a named object. */
export interface Place {
  readonly file?: string | undefined;
  /** JSON pointer into the file or object, e.g. `/match/rules/0`. */
  readonly pointer?: string | undefined;
  /** The thing concerned, e.g. `segment 'HighValue'`. */
  readonly object?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Source text with a caret line below the fault. */
  readonly excerpt?: string | undefined;
}

/** One line of the error catalogue: `{name}` in the texts is filled from the parameters. */
export interface ErrorEntry {
  readonly message: string;
  /** One order that mends it. */
  readonly mend: string;
  /** HTTP status; 400 when absent. */
  readonly status?: number;
}

type PlaceholderNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderNames<Rest>
  : never;

/** The parameters an entry's texts name. */
export type ErrorParameters<Entry extends ErrorEntry> = {
  readonly [Name in PlaceholderNames<Entry['message'] | Entry['mend']>]: string | number | boolean;
};

export interface ErrorContext {
  readonly place?: Place | undefined;
  readonly cause?: unknown;
  /** Replaces the catalogue's mend where the situation allows a more precise order. */
  readonly mend?: string | undefined;
  /** All problems found, when this error stands for several. */
  readonly problems?: readonly FluxuError[] | undefined;
}

/** Every error Fluxu expects. Anything else that is thrown is a bug and is reported as one. */
export class FluxuError extends Error {
  override readonly name = 'FluxuError';
  readonly code: string;
  readonly mend: string;
  readonly status: number;
  readonly place: Place | undefined;
  readonly problems: readonly FluxuError[];

  constructor(
    code: string,
    texts: { message: string; mend: string; status?: number | undefined },
    context: ErrorContext = {},
  ) {
    super(texts.message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.mend = texts.mend;
    this.status = texts.status ?? 400;
    this.place = context.place;
    this.problems = context.problems ?? [];
  }

  /** The same error, said to be at `place` (fields already known are kept). */
  at(place: Place): FluxuError {
    return new FluxuError(this.code, this, {
      cause: this.cause,
      problems: this.problems,
      place: { ...place, ...this.place },
    });
  }

  /** Plain data for a log, an API answer or a stored record; the cause stays behind. */
  toJSON(): ErrorRecord {
    return {
      code: this.code,
      message: this.message,
      mend: this.mend,
      ...(this.place && { place: this.place }),
      ...(this.problems.length > 0 && { problems: this.problems.map((problem) => problem.toJSON()) }),
    };
  }
}

/** A FluxuError as plain data. */
export interface ErrorRecord {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
  readonly place?: Place | undefined;
  readonly problems?: readonly ErrorRecord[] | undefined;
}

/** Codes with their texts. */
export type ErrorCatalogue = Readonly<Record<`FLX_${string}`, ErrorEntry>>;

export interface ErrorFactory<Catalogue extends ErrorCatalogue> {
  <Code extends keyof Catalogue & string>(
    code: Code,
    parameters: ErrorParameters<Extract<Catalogue[Code], ErrorEntry>>,
    context?: ErrorContext,
  ): FluxuError;
  readonly catalogue: Catalogue;
}

/**
 * Makes a layer's errors from its catalogue. Each layer has one `errors.ts` that exports the result as `<layer>Error`;
 * `docs/errors.md` is generated from all of them.
 */
export function defineErrors<const Catalogue extends ErrorCatalogue>(catalogue: Catalogue): ErrorFactory<Catalogue> {
  const create = (code: string, parameters: Record<string, unknown>, context: ErrorContext = {}): FluxuError => {
    const entry = catalogue[code as keyof Catalogue & `FLX_${string}`] as ErrorEntry;
    const message = fillIn(entry.message, parameters);
    return new FluxuError(
      code,
      { message, mend: context.mend ?? fillIn(entry.mend, parameters), status: entry.status },
      context,
    );
  };
  return Object.assign(create, { catalogue }) as unknown as ErrorFactory<Catalogue>;
}

function fillIn(text: string, parameters: Record<string, unknown>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in parameters ? String(parameters[name]) : whole,
  );
}

/** True for errors of our own family. */
export function isFluxuError(error: unknown): error is FluxuError {
  return error instanceof FluxuError;
}

/** What `work` gives; an error of ours is said to be at `place`. */
export function atPlace<Result>(place: Place, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw isFluxuError(error) ? error.at(place) : error;
  }
}

/** What went wrong in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error for a person: code and message, where, an excerpt, and the mend; problems follow indented. */
export function renderError(error: FluxuError | ErrorRecord, indent = ''): string {
  const lines = [`${error.code}  ${error.message}`];
  const where = renderPlace(error.place);
  if (where) lines.push(`  at  ${where}`);
  for (const line of error.place?.excerpt?.split('\n') ?? []) lines.push(`      ${line}`);
  if (error.mend) lines.push(`  fix ${error.mend}`);
  const own = lines.map((line) => indent + line);
  const problems = (error.problems ?? []).map((problem) => renderError(problem, `${indent}  `));
  return [...own, ...problems].join('\n');
}

function renderPlace(place: Place | undefined): string {
  if (!place) return '';
  const document = [place.file, place.pointer].filter(Boolean).join('#');
  const position = place.line === undefined ? '' : `line ${place.line}`;
  const column = place.column === undefined ? '' : `column ${place.column}`;
  return [place.object, document, position, column].filter(Boolean).join(', ');
}
