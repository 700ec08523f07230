import { defineErrors } from '../base/errors.ts';

/** Errors of running flows. */
export const flowError = defineErrors({
  FLX_FLOW_DEFINITION: {
    message: 'The flow definition cannot be run: {problem}.',
    mend: 'Correct the definition.',
    status: 422,
  },
  FLX_FLOW_DUPLICATE_ACTION: {
    message: "There are two actions named '{name}' (case does not count).",
    mend: 'Rename one of them.',
    status: 422,
  },
  FLX_FLOW_RUN_AFTER: {
    message: "The action '{name}' is to run after '{predecessor}', which is not beside it.",
    mend: 'Name an action of the same scope.',
    status: 422,
  },
  FLX_FLOW_RUN_AFTER_CIRCLE: {
    message: 'The actions {names} wait for each other.',
    mend: 'Take one runAfter out of the circle.',
    status: 422,
  },
  FLX_FLOW_UNSUPPORTED_ACTION: {
    message: "Actions of type '{type}' cannot be run here.",
    mend: 'Replace the action, or give a static result.',
    status: 501,
  },
  FLX_FLOW_NO_TRIGGER: {
    message: "The flow '{flow}' has no trigger '{trigger}'.",
    mend: 'Correct the name of the trigger.',
    status: 404,
  },
  FLX_FLOW_CONNECTION: {
    message: "There is no connection '{reference}'.",
    mend: 'Choose a connection in the step, or add one under Admin > Export destinations > Connections.',
    status: 422,
  },
  FLX_FLOW_NOT_CONNECTED: {
    message: "The flow '{flow}' stays off: these steps lack a connection: {steps}.",
    mend: 'Choose a connection in each of them; the flow checker of the designer leads to them.',
    status: 422,
  },
  FLX_FLOW_NOT_CALLED: {
    message: "The trigger '{trigger}' of the flow '{flow}' is not called: it has no address.",
    mend: 'Name a Request trigger.',
    status: 409,
  },
  FLX_FLOW_UNKNOWN: { message: "There is no flow '{flow}'.", mend: 'Correct the name.', status: 404 },
  FLX_FLOW_STOPPED: { message: "The flow '{flow}' is stopped.", mend: 'Start the flow first.', status: 409 },
  FLX_FLOW_CUT_OFF: {
    message: 'The run was cut off before its end.',
    mend: 'Run it again; nothing of it was kept.',
    status: 409,
  },
  FLX_FLOW_TRIGGER_BUSY: {
    message: "The flow '{flow}' has {waiting} runs waiting already.",
    mend: 'Try again when some of its runs have ended.',
    status: 429,
  },
  FLX_FLOW_TRIGGER_BODY: {
    message: "The body does not fit the schema of the trigger '{trigger}': {problem}.",
    mend: 'Correct the body.',
    status: 400,
  },
  FLX_FLOW_UNKNOWN_RUN: { message: "There is no run '{runId}'.", mend: 'Correct the id of the run.', status: 404 },
  FLX_FLOW_UNKNOWN_RUN_ACTION: {
    message: "The run '{runId}' has no action '{action}'.",
    mend: 'Correct the name of the action.',
    status: 404,
  },
  FLX_FLOW_CALLBACK: {
    message: 'This callback address is not valid, or its step no longer waits.',
    mend: 'Use the address as it was given, before the step has ended.',
    status: 404,
  },
  FLX_FLOW_CONTENT_SECURED: {
    message: "The {part} of the action '{action}' are secured.",
    mend: 'Turn off secure {part} for the action to see them in new runs.',
    status: 403,
  },
  FLX_FLOW_INPUT: { message: "'{action}' needs {expected}, but {input} is {found}.", mend: 'Correct {input}.' },
  FLX_FLOW_VARIABLE_EXISTS: {
    message: "The variable '{name}' is initialized twice.",
    mend: 'Use Set variable the second time.',
  },
  FLX_FLOW_VARIABLE_MISSING: {
    message: "There is no variable '{name}'.",
    mend: 'Add an InitializeVariable action that runs before.',
  },
  FLX_FLOW_VARIABLE_TYPE: {
    message: "The variable '{name}' is of type {type} and cannot take {found}.",
    mend: 'Give a value of type {type}.',
  },
  FLX_FLOW_SWITCH_CASE: {
    message: "Two cases of '{action}' have the same value.",
    mend: 'Give each case a value of its own.',
  },
  FLX_FLOW_SCHEMA: {
    message: 'The content does not fit the schema: {problem}.',
    mend: 'Correct the content or the schema.',
  },
  FLX_FLOW_RETRY_POLICY: { message: 'The retry policy cannot be used: {problem}.', mend: 'Correct the retryPolicy.' },
  FLX_FLOW_RECURRENCE: {
    message: 'The recurrence cannot be used: {problem}.',
    mend: 'Correct the recurrence.',
    status: 422,
  },
  FLX_FLOW_NOT_MOCKED: {
    message: "There is no mock for '{action}' of type {type}.",
    mend: "Add a mock under '{action}', '{type}' or '*'.",
  },
  FLX_FLOW_NO_ANSWER: {
    message: 'No answer came from {host}: {reason}.',
    mend: 'Check that the service is up.',
    status: 502,
  },
  FLX_FLOW_ANSWERED: {
    message: 'The request of this run has been answered already, or nobody waits for an answer.',
    mend: 'Let only one Response action run, before the time limit of the request.',
  },
  FLX_FLOW_AUTHENTICATION: {
    message: "The authentication type '{type}' cannot be used here.",
    mend: 'Use None, Basic, Raw, ClientCertificate or ActiveDirectoryOAuth.',
  },
  FLX_FLOW_CONCURRENCY: {
    message: "'{action}' sets both operationOptions and concurrency, which contradict each other.",
    mend: 'Keep one of them.',
    status: 422,
  },
});
