import { defineErrors } from '../base/errors.ts';

/** Errors of the application as a whole. */
export const appError = defineErrors({
  FLX_NOTIFICATIONS_INCOMPLETE: {
    message: 'Mails about failures need a connection to send with and somebody to send to.',
    mend: 'Choose an e-mail connection and name at least one recipient.',
  },
  FLX_ENTITY_UNKNOWN: {
    message: "There is no entity '{name}' in the published data.",
    mend: 'List the entities: fluxu entity list',
    status: 404,
  },
  FLX_REFRESH_NOT_KEPT: {
    message: "The data that refresh '{id}' left is not kept.",
    mend: 'Name a refresh that published something and is among the newest; FLUXU_SNAPSHOTS_KEPT says how many are kept.',
    status: 404,
  },
  FLX_CUSTOMER_UNKNOWN: {
    message: "There is no customer '{id}' in the published data.",
    mend: 'Look the customer up by name or e-mail; ids change when customers are joined or split.',
    status: 404,
  },
  FLX_CONTACT_UNKNOWN: {
    message: "There is no contact '{id}' in the published data.",
    mend: 'Look the contact up by name or e-mail; ids change when contacts are joined or split.',
    status: 404,
  },
  FLX_ITEM_UNKNOWN: {
    message: "The entity '{entity}' has no row '{id}'.",
    mend: 'Correct the key.',
    status: 404,
  },
  FLX_ITEM_EXISTS: {
    message: "The entity '{entity}' already has a row '{id}'.",
    mend: 'Use another key.',
    status: 409,
  },
  FLX_ITEM_KEY: {
    message: "The entity '{entity}' has no single primary key, so its rows cannot be named.",
    mend: 'Use a filter instead.',
    status: 422,
  },
  FLX_ITEM_NOT_WRITABLE: {
    message: "Rows of '{entity}' cannot be {what} from outside.",
    mend: 'Change fields of Customer, or add rows to an entity of a data source.',
    status: 422,
  },
  FLX_ITEM_ATTRIBUTE: {
    message: "The entity '{entity}' has no attribute '{name}'.",
    mend: 'Correct the name.',
    status: 422,
  },
  FLX_ITEM_VALUE: {
    message: "'{value}' is no {type}, which '{name}' needs.",
    mend: 'Correct the value.',
    status: 422,
  },
  FLX_ITEM_VALID_UNTIL: {
    message: "'{value}' is not a time in the next {days} days.",
    mend: 'Give a time in the next {days} days, or leave it out.',
    status: 422,
  },
  FLX_ITEM_FULL: {
    message: "'{entity}' has {most} rows that wait for a refresh, which is the most.",
    mend: 'Wait until some end or run a refresh.',
    status: 429,
  },
  FLX_QUERY_ATTRIBUTE: {
    message: "The entity '{entity}' has no attribute '{name}'.",
    mend: 'Correct the name.',
    status: 400,
  },
  FLX_QUERY_EXPAND: {
    message: "'{name}' cannot be expanded here: {reason}.",
    mend: 'Leave it out of $expand and read it by itself.',
    status: 400,
  },
  FLX_QUERY_SEGMENTS: {
    message: "'{entity}' names no members of segments, so IsMemberOfSegment cannot be used.",
    mend: 'Use it with entities that have a CustomerId or a UnifiedContactId.',
    status: 400,
  },
  FLX_PARTITION_UNKNOWN: {
    message: "The entity '{entity}' has no partition '{name}'.",
    mend: 'List its partitions; they change with every refresh.',
    status: 404,
  },
  FLX_IN_USE: {
    message: "The {kind} '{name}' is used by {users}.",
    mend: 'Change or remove those first.',
    status: 409,
  },
  FLX_PLAN_COLUMNS_UNKNOWN: {
    message:
      'The columns of {entities} are known once they were read, so names of their attributes were not looked up.',
    mend: 'Refresh these data sources, then plan again.',
  },
  FLX_PLAN_CHANGED: {
    message: 'The definitions changed since the plan was made.',
    mend: 'Look at the plan again, then apply it.',
    status: 409,
  },
  FLX_UPLOAD_GAP: {
    message: "The part of '{file}' begins at byte {offset}, but only {kept} bytes are there.",
    mend: 'Go on at the byte that the last answer told, or send the file again from its beginning.',
    status: 409,
  },
  FLX_UPLOAD_NAME: {
    message: "'{file}' is no name that an uploaded file can have.",
    mend: 'Use letters, digits, spaces, dots and dashes, 50 at most, and an end that a data source reads: {extensions}, also with .gz.',
    status: 422,
  },
  FLX_UPLOAD_TRANSFER: {
    message: "A part of '{file}' came without a word that tells whose part it is.",
    mend: 'Send the whole file in one request, or the same `transfer` with each of its parts.',
    status: 422,
  },
  FLX_UPLOAD_TOO_LARGE: {
    message: "'{file}' is larger than the {limit} MB that an upload may have, or than it was told to be.",
    mend: 'Send a smaller file, or raise FLUXU_UPLOAD_LIMIT_MEGABYTES.',
    status: 413,
  },
  FLX_PAIRS_NOT_COUNTED: {
    message: 'The pairs that the rules would compare were not counted: {reason}',
    mend: 'Mend this and plan again, or apply all the same: a refresh counts them before it compares anything.',
  },
  FLX_BACKTEST_UNKNOWN: {
    message: "There is no {kind} '{name}' whose history could be gone through.",
    mend: 'Correct the name.',
    status: 404,
  },
  FLX_WATCHER_UNKNOWN: { message: "There is no watcher '{id}'.", mend: 'List them: fluxu trigger list', status: 404 },
  FLX_WATCHER_NO_VALUE: {
    message: "'{name}' has no value yet, so there is nothing to test with.",
    mend: 'Run a refresh first: fluxu refresh run',
    status: 409,
  },
  FLX_WORKSPACE_FOLDER: {
    message: "There is no workspace folder '{path}'.",
    mend: 'Correct the path, or write one with: fluxu pull',
    status: 404,
  },
  FLX_WORKSPACE_UNWRITABLE: {
    message: "The workspace folder '{path}' cannot be made: {reason}",
    mend: 'Name a folder, or a place where one can be made.',
    status: 422,
  },
  FLX_WORKSPACE_ARCHIVE: {
    message: 'The zip cannot be read as a workspace: {reason}.',
    mend: 'Pack a workspace folder as a zip, as the page about the configuration gives it.',
    status: 422,
  },
  FLX_WORKSPACE_SYNTAX: {
    message: 'The file cannot be read: {reason}',
    mend: 'Correct the file at the place told.',
    status: 422,
  },
  FLX_WORKSPACE_SIZE: {
    message: 'The file has {bytes} bytes, but {most} is the most.',
    mend: 'Split it into several files.',
    status: 422,
  },
  FLX_WORKSPACE_NAME: {
    message: "'{name}' is no kind of definition.",
    mend: 'Rename it to one of the kinds, or move it out of the workspace.',
    status: 422,
  },
  FLX_WORKSPACE_SHAPE: {
    message: 'The file holds {found}, but {expected} belongs here.',
    mend: 'Write {expected}.',
    status: 422,
  },
  FLX_WORKSPACE_TWICE: {
    message: "'{property}' is written here and in '{other}'.",
    mend: 'Keep one of the two.',
    status: 422,
  },
  FLX_WORKSPACE_SECRET: {
    message: "'{marker}' stands for a secret value kept by the server, but none is kept for this place.",
    mend: 'Write the value as a reference to an environment variable or a file.',
    status: 422,
  },
  FLX_REFERENCE: {
    message: "There is no {kind} '{name}'.",
    mend: 'Correct the name or create the {kind}.',
    status: 422,
  },
  FLX_MATCH_LABELS: {
    message: "The labels in '{file}' cannot be read: in line {line}, {reason}.",
    mend: 'Write the columns Entity1, Entity1Key, Entity2, Entity2Key and IsMatch (true or false).',
    status: 422,
  },
  FLX_MATCH_LABEL_ITSELF: {
    message: "A label pairs the record '{record}' with itself.",
    mend: 'Name two records, or leave the label out.',
    status: 422,
  },
  FLX_MATCH_LABEL_TWICE: {
    message: "The pair of '{one}' and '{other}' is labelled twice.",
    mend: 'Keep one of the two labels; the order of the two records does not count.',
    status: 422,
  },
  FLX_MATCH_LABEL_CONTRARY: {
    message: "The pair of '{one}' and '{other}' is labelled as a match and as none.",
    mend: 'Keep the label that is right; the order of the two records does not count.',
    status: 422,
  },
  FLX_MATCH_LABEL_ROW: {
    message: "The row '{record}' is labelled twice.",
    mend: 'Keep one of the two labels: a row belongs to one cluster.',
    status: 422,
  },
  FLX_TRIGGER_MEASURE: {
    message: "The measure '{name}' is {found}, which has no single value to watch.",
    mend: 'Watch a business measure, and name the row of one with dimensions.',
    status: 422,
  },
  FLX_REPLAY_ALL: {
    message: 'The replay names neither deliveries, nor a watcher, nor a time.',
    mend: "Give 'deliveryIds', 'watcherId' or 'from'.",
    status: 422,
  },
});
