import { defineErrors } from '../base/errors.ts';

/** Errors and warnings of data sources. */
export const sourceError = defineErrors({
  FLX_SOURCE_KIND: { message: "There is no kind of data source '{kind}'.", mend: 'Correct the kind.', status: 422 },
  FLX_SOURCE_ENTITY: {
    message: "The data source '{source}' has no entity '{entity}'.",
    mend: 'Correct the name of the entity.',
    status: 404,
  },
  FLX_SOURCE_SECRET: {
    message: "The reference '{reference}' cannot be resolved.",
    mend: 'Set the environment variable or make the file readable for the server.',
    status: 422,
  },
  FLX_SOURCE_FILE_MISSING: {
    message: "No file matches '{path}'.",
    mend: 'Put the file there or correct the path.',
    status: 422,
  },
  FLX_SOURCE_FILE_UNREADABLE: {
    message: "The file '{path}' cannot be read: {reason}",
    mend: 'Check its permissions and its format.',
    status: 422,
  },
  FLX_SOURCE_NO_COLUMNS: {
    message: "The entity '{entity}' has no columns: what was read is empty.",
    mend: 'Provide at least a header line or one row.',
    status: 422,
  },
  FLX_SOURCE_ENCODING: {
    message: "'{encoding}' is not an encoding this server can read.",
    mend: 'Use utf-8, utf-16le, utf-16be, windows-1252 or another name of the WHATWG encoding standard.',
    status: 422,
  },
  FLX_SOURCE_ENCODING_DIFFERS: {
    message: "The file '{path}' is not written in {encoding}; it looks like {found}.",
    mend: 'Leave out the encoding so that it is recognised, or correct it.',
    status: 422,
  },
  FLX_SOURCE_NOT_TEXT: {
    message: "The file '{path}' is no delimited text: it looks like {looksLike}.",
    mend: 'Provide the rows as delimited text, or use the kind of data source that fits the file.',
    status: 422,
  },
  FLX_SOURCE_CUT_OFF: {
    message: "The file '{path}' ends in the middle of its JSON array.",
    mend: 'Provide the whole file; it was probably read while it was being written.',
    status: 422,
  },
  FLX_SOURCE_KEY_MISSING: {
    message: "The {role} '{attribute}' is not among the columns of '{entity}'.",
    mend: 'Correct its name.',
    status: 422,
  },
  FLX_SOURCE_ATTRIBUTE_MISSING: {
    message: "The declared attribute '{attribute}' is not in the data of '{entity}' (looked for column '{column}').",
    mend: 'Correct the name or set its column.',
    status: 422,
  },
  FLX_SOURCE_DATE_FORMAT: {
    message: "'{format}' is not a date format.",
    mend: "Write it with yyyy, M, d, H, m and s, such as 'M/d/yyyy' or 'd.M.yyyy HH:mm'.",
    status: 422,
  },
  FLX_SOURCE_INCREMENTAL_KEY: {
    message: "The entity '{entity}' is loaded incrementally but has no primary key.",
    mend: 'Set its primaryKey.',
    status: 422,
  },
  FLX_SOURCE_CORRUPT: {
    message:
      "{corrupt} of {total} rows of '{entity}' do not fit, more than the {allowed} % that are allowed: {example}",
    mend: 'Correct the data or the declared types, or allow more corrupt rows (in a file: allowedCorruptShare).',
    status: 422,
  },
  FLX_SOURCE_UNREACHABLE: {
    message: '{target} cannot be reached: {reason}',
    mend: 'Check the address and that the service is up; it is tried again.',
    status: 502,
  },
  FLX_SOURCE_BUSY: {
    message: '{target} did not answer as it should: {reason}',
    mend: 'Nothing to do if it passes; it is tried again.',
    status: 502,
  },
  FLX_SOURCE_REFUSED: {
    message: '{target} refused us: {reason}',
    mend: 'Correct the credentials or grant the account access.',
    status: 422,
  },
  FLX_SOURCE_REQUEST: {
    message: '{target} rejected what was asked: {reason}',
    mend: 'Correct the options of the entity.',
    status: 422,
  },
  FLX_SOURCE_ANSWER: {
    message: '{target} answered with something else than expected: {reason}',
    mend: 'Correct the address or the path to the rows.',
    status: 422,
  },
  FLX_SOURCE_PAGES: {
    message: '{target} has more than {pages} pages.',
    mend: 'Raise maxPages or ask for larger pages.',
    status: 422,
  },

  FLX_SOURCE_CORRUPT_ROWS: {
    message: "{corrupt} of {total} rows of '{entity}' do not fit and were set apart: {example}",
    mend: "See '{entity}_corrupt' for each row with field and reason.",
  },
  FLX_SOURCE_QUALITY: {
    message: "{count} of {total} rows of '{entity}' break the rule '{rule}', such as {example}.",
    mend: 'Correct these rows in the source, or change the rule.',
    status: 422,
  },
  FLX_SOURCE_ROWS_FEW: {
    message: "'{entity}' has {rows} rows, but the rule '{rule}' wants at least {least}.",
    mend: 'Check that the source is complete, or change the rule.',
    status: 422,
  },
  FLX_SOURCE_ROWS_LOST: {
    message: "'{entity}' has {rows} rows and had {before}, a greater loss than the rule '{rule}' allows.",
    mend: 'Check that the source is complete, or change the rule.',
    status: 422,
  },
  FLX_SOURCE_EMPTY: {
    message: "The entity '{entity}' has no rows.",
    mend: 'Check that the source has data.',
  },
  FLX_SOURCE_COLUMNS_ADDED: {
    message: "'{entity}' has new columns since the last refresh: {columns}.",
    mend: 'Nothing to do; map them if they matter.',
  },
  FLX_SOURCE_COLUMNS_MISSING: {
    message: "'{entity}' lost columns since the last refresh: {columns}.",
    mend: 'Restore them in the source, or remove what uses them.',
  },
  FLX_SOURCE_TYPE_CHANGED: {
    message: "The attribute '{attribute}' of '{entity}' was {before} and is now {after}.",
    mend: 'Declare its type if the old one is right.',
  },
  FLX_SOURCE_DATE_AMBIGUOUS: {
    message:
      "{count} dates of '{attribute}' in '{entity}' could be {first} or {second}; {chosen} was taken because {why}.",
    mend: "Declare the attribute's format.",
  },
  FLX_SOURCE_DATE_MIXED: {
    message:
      "The dates of '{attribute}' in '{entity}' are written in both {first} and {second}; where both fit, {first} was taken ({count} values).",
    mend: "Declare the attribute's format, or write all dates alike.",
  },
  FLX_SOURCE_ALMOST_TYPED: {
    message:
      "'{attribute}' of '{entity}' is kept as text because {count} of its values are no {type}, such as '{example}'.",
    mend: 'Declare its type to set such rows apart.',
  },
});
