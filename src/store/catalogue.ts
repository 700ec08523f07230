import { defineErrors, messageOf } from '../base/errors.ts';

/** Errors of the state store. */
export const storeError = defineErrors({
  FLX_CONFLICT: {
    message: "The {kind} '{name}' is at version {current}, but the change was made to version {expected}.",
    mend: 'Read it again, repeat the change on the new version and save.',
    status: 409,
  },
  FLX_NAME_TAKEN: {
    message: "There is already a {kind} '{existing}'; '{name}' differs only in case.",
    mend: "Use '{existing}', or choose another name.",
    status: 409,
  },
  FLX_NOT_FOUND: { message: "There is no {kind} '{name}'.", mend: 'Correct the name.', status: 404 },
  FLX_CURSOR_INVALID: {
    message: 'The cursor is not one that this list gave in this order.',
    mend: 'Start again without a cursor.',
  },
  FLX_STORE_ADDRESS: {
    message: "The state store '{address}' is neither empty nor a postgres:// address.",
    mend: 'Leave FLUXU_STATE empty for SQLite, or set it to postgres://user:password@host/database.',
  },
  FLX_STORE_OPEN: {
    message: 'The state store cannot be opened: {reason}.',
    mend: 'Check that the data folder is writable, or that the PostgreSQL server is reachable.',
    status: 503,
  },
  FLX_STORE_DISK: {
    message: 'The data folder cannot be written: {reason}',
    mend: 'Free space on its disk and check that the server may write there, then try again; nothing was lost.',
    status: 507,
  },
  FLX_STORE_CLOSED: { message: 'The state store is closed.', mend: 'Start the server again.', status: 503 },
  FLX_STORE_NEWER: {
    message: "The state store was last used by a newer version (it has the migration '{migration}').",
    mend: 'Use that version of Fluxu, or restore a backup made with this one.',
    status: 503,
  },
  FLX_STORE_MIGRATION_CHANGED: {
    message: "The migration '{migration}' is not the one that was applied to this state store.",
    mend: 'Use the version of Fluxu that applied it, or restore a backup.',
    status: 503,
  },
  FLX_STORE_NESTED: {
    message: 'A transaction is open here already, and the store was used beside it.',
    mend: 'Use the transaction that was handed in.',
    status: 500,
  },
  FLX_REFRESH_INTERRUPTED: {
    message: 'The process that ran this refresh ended before it was done.',
    mend: 'Start the refresh again; nothing of it was published.',
    status: 409,
  },
  FLX_LEASE_LOST: {
    message: "The lease '{name}' now belongs to another process.",
    mend: 'Stop this work; the other process goes on with it.',
    status: 409,
  },
  FLX_PUBLISH_CONFLICT: {
    message: "Another snapshot was published meanwhile ('{current}' instead of '{expected}').",
    mend: 'Run the refresh again.',
    status: 409,
  },
  FLX_SECRET_KEY_INVALID: {
    message: 'The secret key is not 32 bytes in base64.',
    mend: 'Set FLUXU_SECRET_KEY to 32 random bytes in base64, or leave it empty.',
  },
  FLX_SECRET_KEY_MISMATCH: {
    message:
      "The secrets in this state store were encrypted with the key '{expected}', but this process has '{found}'.",
    mend: 'Give the process the same FLUXU_SECRET_KEY, or the key file of the first data folder.',
    status: 503,
  },
  FLX_SECRET_UNREADABLE: {
    message: "The secret '{context}' cannot be decrypted.",
    mend: 'Enter the secret again, or bring back the key it was encrypted with.',
    status: 500,
  },
  FLX_BLOB_ADDRESS: {
    message: "'{address}' is not an address of a stored file.",
    mend: 'Use an address that the store gave.',
  },
  FLX_BLOB_MISSING: {
    message: "The stored file '{address}' is not there any more.",
    mend: 'Run a refresh to make it anew, or restore a backup of the data folder.',
    status: 410,
  },
});

/** What systems and SQLite call a disk that is full, read-only, broken or closed to us. */
const DISK_CODES = /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO|ENOTDIR|EEXIST|SQLITE_(FULL|READONLY|IOERR|CANTOPEN).*)$/;

/** The error for a disk that cannot be written; undefined when something else went wrong. */
export function diskFault(cause: unknown) {
  const isDisk = DISK_CODES.test(String((cause as { code?: unknown }).code ?? ''));
  return isDisk ? storeError('FLX_STORE_DISK', { reason: messageOf(cause) }, { cause }) : undefined;
}
