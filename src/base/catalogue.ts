import { defineErrors } from './errors.ts';

/** Errors of the base layer. */
export const baseError = defineErrors({
  FLX_FILE_REFUSED: {
    message: "The file '{path}' may not be read: {reason}.",
    mend: 'Put it in a folder that is open; an administrator names these in FLUXU_SOURCE_FOLDERS.',
    status: 403,
  },
  FLX_SETTING_UNKNOWN: { message: "There is no setting '{variable}'.", mend: 'Remove it or correct its name.' },
  FLX_SETTING_INVALID: {
    message: "{variable} is '{value}', but must be {expected}.",
    mend: 'Set {variable} to {expected}.',
  },
  FLX_SETTING_FILE: {
    message: "{variable} names the file '{path}', which cannot be read.",
    mend: 'Make the file readable, with valid content, or remove the setting.',
  },
  FLX_DURATION_INVALID: {
    message: "'{value}' is not an ISO 8601 duration.",
    mend: 'Write it like PT20S, PT5M, PT1H or P1D.',
  },
  FLX_EGRESS_ADDRESS: {
    message: 'The address {address} must not be called: {reason}.',
    mend: 'Use an http or https address without user and password.',
    status: 422,
  },
  FLX_EGRESS_REFUSED: {
    message: 'The host {host} is {place}, which must not be called.',
    mend: 'Use a public address, or let an administrator set FLUXU_ALLOW_PRIVATE_NETWORKS where this is meant.',
    status: 403,
  },
  FLX_EGRESS_REDIRECTS: {
    message: 'The host {host} redirects more than {limit} times.',
    mend: 'Use the address that the redirects lead to.',
    status: 502,
  },
});
