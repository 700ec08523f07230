/** A value a statement can carry. Dates travel as ISO text and are cast in SQL. */
export type SqlValue = string | number | bigint | boolean | null;

type Piece = { readonly text: string } | { readonly identifier: readonly string[] } | { readonly value: SqlValue };

/** A piece of SQL: text, quoted identifiers and values, made only by the `sql` tag. */
export interface Sql {
  readonly pieces: readonly Piece[];
}

/** How an engine writes identifiers and literals. */
export interface SqlWriter {
  quoteIdentifier(name: string): string;
  quoteLiteral(value: SqlValue): string;
}

/** Builds SQL: interpolated `Sql` is spliced in, every other value becomes a literal that the engine's writer quotes. */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  const pieces: Piece[] = [];
  strings.forEach((text, index) => {
    if (text) pieces.push({ text });
    if (index < values.length) pieces.push(...piecesOf(values[index] ?? null));
  });
  return { pieces };
}

function piecesOf(value: Sql | SqlValue): readonly Piece[] {
  return isSql(value) ? value.pieces : [{ value }];
}

function isSql(value: Sql | SqlValue): value is Sql {
  return typeof value === 'object' && value !== null;
}

/** A quoted identifier; several parts are joined by dots. */
export function id(...parts: readonly string[]): Sql {
  return { pieces: [{ identifier: parts }] };
}

/** Joins pieces with a separator, `, ` by default. */
export function join(
  parts: readonly Sql[],
  separator: ', ' | ' and ' | ' or ' | ' union all ' | '\n' | ' || ' | '; ' | ' + ' | ' ' = ', ',
): Sql {
  return {
    pieces: parts.flatMap((part, index) => (index === 0 ? part.pieces : [{ text: separator }, ...part.pieces])),
  };
}

/** SQL words fixed in our own sources (function names, type names) where the tag's text will not do. Never user input. */
export function keyword(text: string): Sql {
  if (!/^[A-Za-z_][A-Za-z0-9_ (),]*$/.test(text)) throw new Error(`Not an SQL keyword: ${text}`);
  return { pieces: [{ text }] };
}

/** A statement as one text, its values written as literals by the engine's writer: what runs is what a person can read and run. */
export function render(statement: Sql, writer: SqlWriter): string {
  const text = statement.pieces.map((piece) => {
    if ('text' in piece) return piece.text;
    if ('identifier' in piece) return piece.identifier.map((part) => writer.quoteIdentifier(part)).join('.');
    return writer.quoteLiteral(piece.value);
  });
  return text.join('');
}
