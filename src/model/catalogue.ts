import { defineErrors } from '../base/errors.ts';

/** Errors of the model: definitions that do not fit their schema or each other. */
export const modelError = defineErrors({
  FLX_INVALID: { message: '{what} has {count} problem(s).', mend: 'Mend each problem listed below.', status: 422 },
  FLX_INVALID_VALUE: { message: 'The value is {found}, but it {rule}.', mend: 'Correct the value.', status: 422 },
  FLX_UNKNOWN_PROPERTY: {
    message: "There is no property '{name}' here.",
    mend: 'Remove it or correct its name.',
    status: 422,
  },
  FLX_MISSING_PROPERTY: { message: "The property '{name}' is missing.", mend: "Add '{name}'.", status: 422 },
  FLX_UNKNOWN_ENTITY: {
    message: "There is no entity '{name}'.",
    mend: 'Correct the name or add the entity to a data source.',
    status: 422,
  },
  FLX_UNKNOWN_ATTRIBUTE: {
    message: "The entity '{entity}' has no attribute '{name}'.",
    mend: 'Correct the name of the attribute.',
    status: 422,
  },
  FLX_UNKNOWN_RELATIONSHIP: {
    message: "There is no relationship '{name}' at '{entity}'.",
    mend: 'Correct the name or create the relationship.',
    status: 422,
  },
  FLX_UNKNOWN_SEGMENT: {
    message: "There is no segment '{name}'.",
    mend: 'Correct the name or create the segment.',
    status: 422,
  },
  FLX_UNKNOWN_MEASURE: {
    message: "There is no measure '{name}'.",
    mend: 'Correct the name or create the measure.',
    status: 422,
  },
  FLX_CYCLE: {
    message: '{kind} depend on each other in a circle: {circle}.',
    mend: 'Take one of them out of the circle.',
    status: 422,
  },
  FLX_DUPLICATE_NAME: {
    message: "The name '{name}' is used twice among the {kind} definitions (case does not count).",
    mend: 'Rename one of them.',
    status: 409,
  },
  FLX_OPERATOR_OPERANDS: { message: "The operator '{operator}' needs {needs}.", mend: 'Add {needs}.', status: 422 },
  FLX_OPERATOR_TYPE: {
    message: "The operator '{operator}' cannot be used on '{attribute}', which is of type {type}.",
    mend: 'Use an operator that fits the type.',
    status: 422,
  },
});
