import { defineErrors } from '../base/errors.ts';

/** Errors and warnings of unification. */
export const unifyError = defineErrors({
  FLX_UNIFY_KEY_TYPE: {
    message:
      "The primary key '{attribute}' of '{entity}' is of type {type}, but must be a string, an integer, a decimal or a guid.",
    mend: 'Choose an attribute that names each row.',
    status: 422,
  },
  FLX_UNIFY_KEY_EMPTY: {
    message: "No row of '{entity}' has a value in its primary key '{attribute}' ({rows} rows).",
    mend: "Choose another primary key for '{entity}', or mend the data source.",
    status: 422,
  },
  FLX_UNIFY_KEY_MISSING: {
    message: "{rows} rows of '{entity}' have no value in the primary key '{attribute}' and were left out.",
    mend: 'Give these rows a key in the data source.',
  },
  FLX_UNIFY_KEY_DUPLICATE: {
    message:
      "{keys} values of the primary key '{attribute}' of '{entity}' occur more than once; of each the most filled row was kept.",
    mend: 'Make the key unique in the data source, or choose another one.',
  },
  FLX_UNIFY_COUNTRY_UNKNOWN: {
    message: "'{country}' is no country whose telephone numbers are known.",
    mend: 'Write the two letters of ISO 3166, such as ES.',
    status: 422,
  },
  FLX_UNIFY_TWICE: {
    message: "'{name}' is used twice among {kind}.",
    mend: 'Remove or rename one of them.',
    status: 422,
  },
  FLX_UNIFY_NOT_MAPPED: {
    message: "The entity '{entity}' does not take part in this unification.",
    mend: 'Add it to the entities, or correct the name.',
    status: 422,
  },
  FLX_UNIFY_SAME_ENTITY: {
    message: "The match rule '{rule}' compares '{entity}' with itself.",
    mend: 'Write it as a deduplication rule of the entity.',
    status: 422,
  },
  FLX_UNIFY_FUZZY_TYPE: {
    message:
      "'{attribute}' of '{entity}' is of type {type}, but only text can be compared with a precision below exact.",
    mend: "Set the precision of this condition to 'exact'.",
    status: 422,
  },
  FLX_UNIFY_NO_BLOCKING: {
    message:
      "The rule '{rule}' has neither an exact condition nor blocking, so it would compare every row with every row.",
    mend: 'Add an exact condition or blocking; {suggestion}.',
    status: 422,
  },
  FLX_UNIFY_TOO_MANY_PAIRS: {
    message: "The rule '{rule}' would compare {pairs} pairs, more than {limit}. Its largest blocks are {blocks}.",
    mend: 'Add an exact condition or a blocking key that splits these blocks ({suggestion}), ignore worn-out values with bypass, or raise maxPairs.',
    status: 422,
  },
  FLX_UNIFY_BLOCK_SKIPPED: {
    message: "The rule '{rule}' skipped the block {key}: {size} rows share it, more than {limit}.",
    mend: 'Add a condition or blocking key that splits it, ignore the value with bypass, or raise maxBlockSize.',
  },
  FLX_UNIFY_BLOCKS_SKIPPED: {
    message: "The rule '{rule}' skipped {count} more blocks of more than {limit} rows.",
    mend: 'Add a condition or blocking key that splits them, or raise maxBlockSize.',
  },
  FLX_UNIFY_BLOCK_TO_SKIP: {
    message: "The rule '{rule}' would skip the block {key}: {size} rows share it, more than {limit}.",
    mend: 'Add a condition or blocking key that splits it, ignore the value with bypass, or raise maxBlockSize.',
  },
  FLX_UNIFY_BLOCKS_TO_SKIP: {
    message: "The rule '{rule}' would skip {count} more blocks of more than {limit} rows.",
    mend: 'Add a condition or blocking key that splits them, or raise maxBlockSize.',
  },
  FLX_UNIFY_KEYS_SKIPPED: {
    message:
      'Records were not compared for these values alone, which too many share: {blocks}. Other blocking keys still find them.',
    mend: 'Where such a value stands for none, ignore it with bypass.',
  },
  FLX_UNIFY_THIN_EVIDENCE: {
    message:
      'The weights of matching mean little: {records} records, with about {matches} pairs of one customer among them, are too few to learn from.',
    mend: 'Match by rules until there are more, or look at the pairs before you trust them: fluxu customer review',
  },
  FLX_UNIFY_STRANGE_MATCHES: {
    message:
      'Matching has hardly learned what one customer is: training goes on to expect {matches} pairs among {records} records, so the weights are those of round {rounds}. Comparisons whose full agreement it would take for a sign of two customers: {against}.',
    mend: 'Check what each column was taken for and that its values are read, or match by rules.',
  },
  FLX_UNIFY_RECENCY: {
    message: "The policy {policy} needs an attribute of '{entity}' that orders its rows.",
    mend: 'Name a date or number attribute.',
    status: 422,
  },
  FLX_UNIFY_RECENCY_TYPE: {
    message: "'{attribute}' of '{entity}' is of type {type} and cannot order rows{reason}.",
    mend: 'Name a date or number attribute.',
    status: 422,
  },
  FLX_UNIFY_LIST_MISSING: {
    message: "The normalization '{normalization}' is asked for, but there is no {normalization} list.",
    mend: "Add '{normalization}' to the unification, or take the normalization out.",
    status: 422,
  },
  FLX_UNIFY_LIST_COLUMN: {
    message: "The entity '{entity}' of the {list} list has no column '{column}'.",
    mend: 'Give it the columns Entity1, Entity1Key, Entity2 and Entity2Key.',
    status: 422,
  },
  FLX_UNIFY_LIST_CONTRADICTION: {
    message: "'{left}' and '{right}' are in the always match and in the never match list.",
    mend: 'Remove the pair from one of them.',
    status: 422,
  },
  FLX_UNIFY_LIST_UNKNOWN: {
    message: '{count} pairs of the {list} list name an entity or key that is not there, such as {example}.',
    mend: 'Correct or remove these pairs.',
  },
  FLX_UNIFY_LIST_OVERRULED: {
    message: '{count} pairs of the always match list were overruled by the never match list.',
    mend: 'Remove these pairs from one of the lists.',
  },
  FLX_UNIFY_GROUP_FIELD: {
    message: "The group '{group}' has no attribute of '{entity}' for its field '{field}'.",
    mend: 'Add it to the attributes of this source.',
    status: 422,
  },
  FLX_UNIFY_FIELD_TAKEN: {
    message: "'{name}' is already a column of the unified profile.",
    mend: 'Choose another name for the field.',
    status: 422,
  },
  FLX_UNIFY_RECORD_UNKNOWN: {
    message: "'{entity}' has no record with the key '{key}'.",
    mend: 'Name a record as Entity:key, such as Shop_Contact:C-17.',
    status: 404,
  },
  FLX_UNIFY_SAME_RECORD: {
    message: "'{entity}:{key}' is named twice.",
    mend: 'Name two different records.',
    status: 422,
  },
  FLX_UNIFY_NO_MODEL: {
    message: 'There are no weights yet, or they are about other columns than those compared now.',
    mend: 'Run a refresh first: fluxu refresh run --unify',
    status: 409,
  },
  FLX_UNIFY_RULES_ONLY: {
    message: 'Customers are matched by rules only, so no pair has a probability.',
    mend: "Give the unification the mode 'probabilities' or 'both', and refresh.",
    status: 409,
  },
  FLX_UNIFY_NO_FIELD: { message: "The unified profile has no field '{name}'.", mend: 'Correct the name.', status: 422 },
});
