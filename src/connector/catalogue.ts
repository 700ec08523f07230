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
  FLX_DELIVERY_REFUSED: {
    message: 'The target refused the delivery for good: {reason}',
    mend: 'Mend the target, then replay the delivery.',
    status: 502,
  },
});
