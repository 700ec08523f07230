import { defineErrors } from '../../base/errors.ts';

/** Errors of matching files from the command line. */
export const matchError = defineErrors({
  FLX_MATCH_EMPTY: {
    message: 'There are no rows in {files}.',
    mend: 'Provide files with a line of names and lines of values.',
    status: 422,
  },
  FLX_MATCH_LINES: {
    message: "Left out {lines} of '{file}' from which no row can be read: {example}",
    mend: 'Give each line as many fields as the first one has; put a field that holds a delimiter, a quote or a line end in quotes, and write each quote in it twice.',
    status: 422,
  },
  FLX_MATCH_PARQUET: {
    message: "The file '{file}' cannot be read as Parquet: {reason}",
    mend: 'Write it anew as a whole; it is cut off, damaged, or of another format than its name says.',
    status: 422,
  },
  FLX_MATCH_KEY: {
    message: "The file '{file}' has no column '{key}'.",
    mend: 'Name the column that identifies a row with --key.',
    status: 422,
  },
  FLX_MATCH_KEY_NONE: {
    message: "Nothing says which column identifies a row of '{source}'.",
    mend: 'Give --key COLUMN for all files, or --key {source}=COLUMN.',
    status: 422,
  },
  FLX_MATCH_NOTHING: {
    message: 'No column was recognised as a name, date, address or the like, so there is nothing to compare.',
    mend: 'Say what the columns are in a plan file: --plan FILE.',
    status: 422,
  },
  FLX_MATCH_ROW: {
    message: "The source '{source}' has no row with the key '{key}'.",
    mend: 'Name a row as source:key, where the source is the name of the file without its extension.',
    status: 404,
  },
  FLX_MATCH_JSON: {
    message: "The file '{file}' is JSON, which is not read here.",
    mend: 'Provide it as CSV or Parquet.',
    status: 422,
  },
  FLX_MATCH_PLAN_COLUMN: {
    message: "The plan names the column '{column}', which no file has.",
    mend: 'Correct the name.',
    status: 422,
  },
  FLX_MATCH_PLAN_SYNTAX: {
    message: "The plan '{path}' cannot be read: {reason}",
    mend: 'Write it as JSON.',
    status: 422,
  },
});
