import { defineErrors } from '../base/errors.ts';

/** Errors of the application as a whole. */
export const appError = defineErrors({
  FLX_ENTITY_UNKNOWN: {
    message: "There is no entity '{name}' in the published data.",
    mend: 'List the entities: fluxu entity list',
    status: 404,
  },
  FLX_CUSTOMER_UNKNOWN: {
    message: "There is no customer '{id}' in the published data.",
    mend: 'Look the customer up by name or e-mail; ids change when customers are joined or split.',
    status: 404,
  },
  FLX_IN_USE: {
    message: "The {kind} '{name}' is used by {users}.",
    mend: 'Change or remove those first.',
    status: 409,
  },
  FLX_PLAN_CHANGED: {
    message: 'The definitions changed since the plan was made.',
    mend: 'Look at the plan again, then apply it.',
    status: 409,
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
