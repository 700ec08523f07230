import { defineErrors } from '../base/errors.ts';

/** Warnings about contacts and account hierarchies: the refresh goes on without what they tell of. */
export const accountError = defineErrors({
  FLX_CONTACT_KEY_MISSING: {
    message: "{rows} rows of '{entity}' have no value in the primary key '{attribute}' and are no contacts.",
    mend: 'Give these rows a key in the data source.',
  },
  FLX_CONTACT_KEY_DUPLICATE: {
    message:
      "{keys} values of the primary key '{attribute}' of '{entity}' occur more than once; one row of each is kept.",
    mend: 'Make the key unique in the data source, or choose another one.',
  },
  FLX_CONTACT_ACCOUNT_UNKNOWN: {
    message: "{count} contacts of '{entity}' name an account that '{accounts}' does not have, such as '{example}'.",
    mend: 'Load the missing accounts, or correct the account key.',
  },
  FLX_HIERARCHY_KEY_UNKNOWN: {
    message: "{count} keys in the hierarchy '{hierarchy}' name no account of '{accounts}', such as '{example}'.",
    mend: 'Load the missing accounts, or correct the keys.',
  },
  FLX_HIERARCHY_PARENTS: {
    message:
      "{count} accounts have several parents in the hierarchy '{hierarchy}', such as '{example}'; the first is used.",
    mend: 'Give each account one parent in the data source.',
  },
  FLX_HIERARCHY_CIRCLE: {
    message:
      "{count} accounts stand in a circle in the hierarchy '{hierarchy}', such as '{example}'; they count as the top.",
    mend: 'Take the parent of one account of the circle away in the data source.',
  },
  FLX_HIERARCHY_DEPTH: {
    message: "{count} accounts are more than {levels} levels deep in the hierarchy '{hierarchy}' and stand alone.",
    mend: 'Look for parents that are wrong in the data source.',
  },
});
