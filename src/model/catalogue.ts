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
  FLX_ACTIVITY_TIMESTAMP: {
    message: "'{attribute}' of '{entity}' is of type {type} and does not tell when an activity happened.",
    mend: 'Name an attribute that holds dates or times.',
    status: 422,
  },
  FLX_ACTIVITY_UNIT: {
    message: "'{attribute}' has a unit, and the activity does not show it.",
    mend: 'Name it as the detail or among the attributes, or take its unit out.',
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
  FLX_OPERATOR_VALUE: {
    message: "The operator '{operator}' on '{attribute}' takes {expected}, but the value is {found}.",
    mend: 'Write {expected}.',
    status: 422,
  },
  FLX_CONDITION_SUBJECT: {
    message: 'The condition must name either an attribute or a measure.',
    mend: 'Name one of the two.',
    status: 422,
  },
  FLX_CONTACT_NEEDED: {
    message: "Only contacts are members of '{name}', but the rows here are of '{entity}'.",
    mend: "Follow a path to UnifiedContact first, with the operator 'any'.",
    status: 422,
  },
  FLX_CUSTOMER_NEEDED: {
    message: "{what} can only be asked of customers, but the rows here are of '{entity}'.",
    mend: "Follow a path to Customer first, with the operator 'any'.",
    status: 422,
  },
  FLX_PATH_LENGTH: {
    message: 'The path has {count} hops, but {most} is the most.',
    mend: 'Shorten the path.',
    status: 422,
  },
  FLX_PATH_NONE: {
    message: "No relationships lead from '{from}' to '{to}'.",
    mend: "Create a relationship on the way, or add '{from}' to the unification.",
    status: 422,
  },
  FLX_PATH_AMBIGUOUS: {
    message: "Several shortest ways lead from '{from}' to '{to}': {ways}.",
    mend: 'Write the relationships of one of them as the path.',
    status: 422,
  },
  FLX_PATH_END: {
    message: "The path ends at '{entity}', whose rows do not belong to customers.",
    mend: 'Let the path end at one of: {unified}.',
    status: 422,
  },
  FLX_PATH_TO_MANY: {
    message: "'{link}' leads from one row of '{entity}' to many, so there is no single value.",
    mend: 'Base the measure on the entity at the end of the path, or make the relationship oneToOne.',
    status: 422,
  },
  FLX_HIERARCHY: {
    message: "The operator '{operator}' needs a relationship from '{entity}' to itself, and '{found}' is none.",
    mend: "Name such a relationship in 'hierarchy'.",
    status: 422,
  },
  FLX_UNKNOWN_HIERARCHY: {
    message: "There is no account hierarchy '{name}'.",
    mend: 'Correct the name, or add the hierarchy to the audience.',
    status: 422,
  },
  FLX_ROLL_UP_BUSINESS: {
    message: 'A business measure is about all accounts together, so it cannot be rolled up.',
    mend: "Leave 'rollUp' out, or make the measure about customers.",
    status: 422,
  },
  FLX_AUDIENCE_INDIVIDUALS: {
    message: 'Customers that are individuals have no {what}.',
    mend: "Set 'customers' to 'businessAccounts', or take them out.",
    status: 422,
  },
  FLX_AUDIENCE_ACCOUNTS: {
    message: "It is not clear which accounts the keys of '{entity}' name.",
    mend: "Write one of the unified entities as 'accountEntity': {unified}.",
    status: 422,
  },
  FLX_UNKNOWN_VARIABLE: {
    message: "There is no variable '{name}' before this place.",
    mend: 'Correct the name or define the variable earlier.',
    status: 422,
  },
  FLX_EXPRESSION_ARGUMENTS: {
    message: "'{function}' takes {takes} argument(s), but has {count}.",
    mend: 'Give it {takes} argument(s).',
    status: 422,
  },
  FLX_EXPRESSION_TYPE: {
    message: "'{function}' takes {takes} as argument {position}, but it is of type {found}.",
    mend: 'Give it {takes}.',
    status: 422,
  },
  FLX_EXPRESSION_MIXED: {
    message: "The values of '{function}' are of types that do not go together: {types}.",
    mend: 'Give all of them one type.',
    status: 422,
  },
  FLX_MEASURE_USE: {
    message: "The measure '{name}' cannot be used here: it is {found}, and {needed} is needed.",
    mend: 'Use {needed}.',
    status: 422,
  },
  FLX_MEASURE_CALCULATIONS: {
    message:
      'A customer attribute measure has one calculation and no dimension, but this one has {calculations} and {dimensions}.',
    mend: "Keep one calculation, or make it of kind 'customer'.",
    status: 422,
  },
  FLX_CALCULATION_NEEDS: {
    message: "The function '{function}' needs {needs}.",
    mend: 'Add {needs}.',
    status: 422,
  },
  FLX_CALCULATION_TYPE: {
    message: "The function '{function}' cannot be used on values of type {found}.",
    mend: 'Use it on {takes}.',
    status: 422,
  },
  FLX_DIMENSION_BUCKET: {
    message: "'{attribute}' is of type {found} and cannot be grouped by {bucket}.",
    mend: 'Group dates only, or leave the bucket out.',
    status: 422,
  },
  FLX_NAME_CLASH: {
    message: "The name '{name}' is already that of {what}.",
    mend: 'Choose another name.',
    status: 409,
  },
  FLX_SEGMENT_CONTENT: {
    message: 'A {kind} segment needs {needs}.',
    mend: 'Add {needs}, or change the kind.',
    status: 422,
  },
  FLX_SEGMENT_CONTACTS: {
    message: 'The segment is of contacts, but the workspace has none.',
    mend: "Name contacts in the audience, or take 'of' away.",
    status: 422,
  },
  FLX_SEGMENT_OPERATION: {
    message: 'The rule does not say how it joins those before it.',
    mend: "Give it the operation 'union', 'intersect' or 'except'.",
    status: 422,
  },
});
