import { defineErrors } from '../../base/errors.ts';

/** Errors of bringing flows in and taking them out. */
export const packageError = defineErrors({
  FLX_PACKAGE_ARCHIVE: {
    message: "The archive '{file}' cannot be read: {problem}.",
    mend: 'Export the package again.',
    status: 422,
  },
  FLX_PACKAGE_NAME: {
    message: "'{file}' holds {count} flows, so that one name does not do.",
    mend: 'Leave the name out: each flow keeps its own.',
    status: 422,
  },
  FLX_PACKAGE_CONNECTION: {
    message: "No flow in '{file}' uses a connection '{reference}'.",
    mend: 'Correct the reference.',
    status: 422,
  },
});
