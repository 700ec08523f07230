import { defineErrors } from '../base/errors.ts';

/** Errors of signing in and of what people may do. */
export const accessError = defineErrors({
  FLX_ACCESS_PASSWORD: {
    message: 'E-mail address or password is wrong.',
    mend: 'Try again, or ask an administrator for a new link.',
    status: 401,
  },
  FLX_ACCESS_TOKEN: {
    message: 'The key or token is not valid: {reason}.',
    mend: 'Use another key, or sign in again.',
    status: 401,
  },
  FLX_ACCESS_WAIT: {
    message: 'Too many attempts to sign in failed.',
    mend: 'Try again after {seconds} seconds.',
    status: 429,
  },
  FLX_ACCESS_LINK: {
    message: 'The link was used before or has ended.',
    mend: 'Ask an administrator for a new one; for the first administrator start the server again.',
    status: 410,
  },
  FLX_ACCESS_NO_EMAIL: {
    message: 'The first administrator has no e-mail address.',
    mend: 'Send the address to sign in with as email.',
    status: 422,
  },
  FLX_ACCESS_PASSWORD_WEAK: {
    message: 'The password is too easy: {reason}.',
    mend: 'Use at least {least} characters, such as four unrelated words.',
    status: 422,
  },
  FLX_ACCESS_EMAIL_TAKEN: {
    message: "There is already an account for '{email}'.",
    mend: 'Change that one.',
    status: 409,
  },
  FLX_ACCESS_LAST_ADMINISTRATOR: {
    message: 'This is the last administrator who can sign in.',
    mend: 'Make somebody else an administrator first.',
    status: 409,
  },
  FLX_ACCESS_NO_ACCOUNT: {
    message: "'{name}' signed in elsewhere, but has no account here.",
    mend: 'Ask an administrator for an invitation.',
    status: 403,
  },
  FLX_ACCESS_DISABLED: {
    message: 'This account is disabled.',
    mend: 'Ask an administrator.',
    status: 403,
  },
  FLX_ACCESS_REDIRECT: {
    message: "'{address}' cannot take answers of a sign-in.",
    mend: 'Use an https address without fragment; http only on this machine.',
    status: 422,
  },
  FLX_ACCESS_PROVIDER: {
    message: 'The identity provider cannot be used: {reason}.',
    mend: 'Correct its address, client id and secret under Admin > Sign-in.',
    status: 502,
  },
  FLX_ACCESS_NOT_SET_UP: {
    message: 'This way to sign in is not set up.',
    mend: 'An administrator sets it up under Admin > Sign-in.',
    status: 404,
  },
});
