import { defineErrors } from '../base/errors.ts';

/** Errors of the application as a whole. */
export const appError = defineErrors({
  FLX_ENTITY_UNKNOWN: {
    message: "There is no entity '{name}' in the published data.",
    mend: 'List the entities: fluxu entity list',
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
  FLX_FLOW_UNKNOWN: {
    message: "There is no flow '{name}'.",
    mend: 'List the flows, or apply the workspace that has it.',
    status: 404,
  },
});
