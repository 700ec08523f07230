import { defineErrors } from '../base/errors.ts';

/** Errors of watchers and deliveries. */
export const connectorError = defineErrors({
  FLX_WATCH_OPERATION: {
    message: "The connector has no trigger '{operationId}'.",
    mend: 'Use one of the six triggers.',
    status: 422,
  },
  FLX_WATCH_SUBJECT: {
    message: "The trigger watches the {kind} '{name}', which does not exist.",
    mend: 'Correct the name or create it first.',
    status: 422,
  },
  FLX_WATCH_DIMENSIONS: {
    message: "The measure '{name}' has dimensions, so it has no single value to hold against a threshold.",
    mend: "Add 'row' with the dimension values of one row, or watch a measure without dimensions.",
    status: 422,
  },
  FLX_WATCH_CUSTOMER_MEASURE: {
    message: "The measure '{name}' is about single customers, so it has no value to hold against a threshold.",
    mend: 'Watch a business measure, or a segment of the customers whose measure is beyond the threshold.',
    status: 422,
  },
  FLX_WATCH_ROW: {
    message: "The row of the measure '{name}' must give a value for each of its dimensions: {dimensions}.",
    mend: 'Give exactly these dimensions.',
    status: 422,
  },
  FLX_WATCH_CALCULATION: {
    message: "The measure '{measure}' has no calculation '{name}'.",
    mend: 'Correct the name of the calculation.',
    status: 422,
  },
  FLX_WATCH_EXPRESSION: {
    message:
      "The parameter '{name}' of the trigger is the expression {expression}, whose value is known only in a run.",
    mend: "Write the value itself, or a parameter of the flow with a default value: @parameters('name').",
    status: 422,
  },
  FLX_ODATA_SYNTAX: {
    message: 'The OData expression cannot be read: {reason}.',
    mend: 'Correct the expression at the caret.',
    status: 400,
  },
  FLX_CONNECTOR_INSTANCE: {
    message: "There is no instance '{name}' here.",
    mend: "Use 'default', or choose from the list.",
    status: 404,
  },
  FLX_CONNECTOR_SUBSCRIPTION: {
    message: 'There is no such subscription.',
    mend: 'Nothing has to be done: it ended before.',
    status: 404,
  },
  FLX_CONNECTOR_POLL_STATE: {
    message: 'The address of the poll is not one that an answer gave.',
    mend: "Start again without 'state'.",
    status: 400,
  },
  FLX_DELIVERY_REFUSED: {
    message: 'The target refused the delivery for good: {reason}',
    mend: 'Mend the target, then replay the delivery.',
    status: 502,
  },
  FLX_SUBSCRIPTION_UNKNOWN: {
    message: "There is no subscription '{id}'.",
    mend: 'Look at the list of subscriptions.',
    status: 404,
  },
  FLX_SUBSCRIPTION_STATE: {
    message: "The subscription '{name}' is {state}, but this needs it to be {wanted}.",
    mend: 'Pause or resume it first; one that ended must be made anew.',
    status: 409,
  },
  FLX_SUBSCRIPTION_ADDRESS: {
    message: 'The address of the receiver is no http or https address, or has more than {most} bytes.',
    mend: 'Give the whole address of the receiver.',
    status: 422,
  },
  FLX_SUBSCRIPTION_SECRET: {
    message: 'The signing secret is not whsec_ with {least} to {most} bytes in base64.',
    mend: 'Correct the secret, or leave it out to have one made.',
    status: 422,
  },
  FLX_SUBSCRIPTION_HANDSHAKE: {
    message: 'The receiver did not agree to get CloudEvents from {origin}: {reason}.',
    mend: 'Let it answer OPTIONS with WebHook-Allowed-Origin, or use the format payload.',
    status: 422,
  },
});
