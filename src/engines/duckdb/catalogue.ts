import { defineErrors } from '../../base/errors.ts';

/** Errors of analytical engines. */
export const engineError = defineErrors({
  FLX_ENGINE: {
    message: 'The analytical engine refused a statement: {reason}',
    mend: 'This is a fault in Fluxu unless the statement is yours; report it with the statement.',
    status: 500,
  },
  FLX_ENGINE_MEMORY: {
    message:
      "The work needs more memory than the limit '{memoryLimit}' allows, and what is left of it cannot be put on disk.",
    mend: 'Raise the limit: FLUXU_MEMORY_LIMIT for the server and its refreshes, --memory for fluxu match.',
    status: 507,
  },
  FLX_ENGINE_DISK: {
    message: 'The disk is full or not writable: {reason}',
    mend: 'Free space in the data folder, then run the refresh again.',
    status: 507,
  },
  FLX_ENGINE_INTERRUPTED: { message: 'The work was stopped.', mend: 'Start it again when you are ready.', status: 409 },
  FLX_ENGINE_LIMITS: {
    message: "The analytical engine does not open with the memory limit '{memoryLimit}': {reason}",
    mend: 'Write the limit like 4GB or 512MB; it comes from FLUXU_MEMORY_LIMIT or --memory.',
  },
  FLX_ENGINE_FILE: {
    message: 'A file cannot be read: {reason}',
    mend: 'Check that the file exists, is readable and has the stated format.',
    status: 422,
  },
});
