import { defineErrors } from '../../base/errors.ts';

/** Errors of the Workflow Definition Language. */
export const languageError = defineErrors({
  FLX_FLOW_SYNTAX: { message: '{problem}', mend: 'Correct the expression.' },
  FLX_FLOW_EXPRESSION_TOO_LONG: {
    message: 'The expression has {length} characters; {limit} are allowed.',
    mend: 'Split it over several Compose actions.',
  },
  FLX_FLOW_EXPRESSION_TOO_DEEP: {
    message: 'The expression nests deeper than {limit} levels.',
    mend: 'Split it over several Compose actions.',
  },
  FLX_FLOW_UNKNOWN_FUNCTION: {
    message: "There is no function '{name}'.",
    mend: 'Use one of the documented functions.',
  },
  FLX_FLOW_ARGUMENT_COUNT: {
    message: "'{function}' expects {expected}, but got {count}.",
    mend: 'Write it like {example}.',
  },
  FLX_FLOW_ARGUMENT_TYPE: {
    message: "'{function}' expects its parameter {position} '{parameter}' to be {expected}, but it is {found}.",
    mend: 'Pass {expected}.',
  },
  FLX_FLOW_ARGUMENT_VALUE: {
    message: "'{function}' cannot use {found} as '{parameter}': it must be {expected}.",
    mend: 'Pass {expected}.',
  },
  FLX_FLOW_ARGUMENT_MIX: {
    message: "'{function}' expects parameters of same type, but got {left} and {right}.",
    mend: 'Convert one of them, for example with int(), float() or string().',
  },
  FLX_FLOW_PROPERTY_EXISTS: {
    message: "'addProperty' expects the property to not exist in the object, but '{property}' does.",
    mend: 'Use setProperty to replace it.',
  },
  FLX_FLOW_PROPERTY_MISSING: {
    message: "There is no property '{property}'; there are: {known}.",
    mend: "Correct its name, or write ?['{property}'] to get null when it is absent.",
  },
  FLX_FLOW_INDEX_MISSING: {
    message: 'There is no element {index}; the array has {length}.',
    mend: 'Correct the index, or write ?[{index}] to get null when it is absent.',
  },
  FLX_FLOW_NOT_SELECTABLE: {
    message: '{key} cannot be read from {found}.',
    mend: 'Read properties by name from objects and elements by number from arrays.',
  },
  FLX_FLOW_KEY_TYPE: {
    message: 'A property is named by a string or an element by an integer, not by {found}.',
    mend: 'Convert the key with string() or int().',
  },
  FLX_FLOW_UNKNOWN_PARAMETER: {
    message: "There is no parameter '{name}'.",
    mend: 'Declare it under parameters of the definition.',
  },
  FLX_FLOW_UNKNOWN_VARIABLE: {
    message: "There is no variable '{name}'.",
    mend: 'Add an InitializeVariable action that runs before.',
  },
  FLX_FLOW_UNKNOWN_ACTION: {
    message: "There is no result of an action '{name}' here.",
    mend: 'Name an action that runs before this one.',
  },
  FLX_FLOW_UNKNOWN_LOOP: {
    message: "There is no loop '{name}' around this place.",
    mend: 'Name a Foreach or Until that contains the action.',
  },
  FLX_FLOW_UNKNOWN_SETTING: {
    message: "There is no application setting '{name}'.",
    mend: 'Add it to the settings that flows may read.',
  },
  FLX_FLOW_NOTHING_HERE: {
    message: "'{function}' has nothing to read here: {reason}.",
    mend: 'Use it where the run has such a value.',
  },
  FLX_FLOW_NOT_INTEGER: {
    message: 'Could not parse {value} as int: it is no integer of 64 bits.',
    mend: 'Pass digits, or a number without fraction.',
  },
  FLX_FLOW_NUMBER_RANGE: {
    message: "The result of '{function}' does not fit {type}.",
    mend: 'Use smaller numbers, or float() or decimal().',
  },
  FLX_FLOW_DIVISION_BY_ZERO: {
    message: "'{function}' cannot divide by zero.",
    mend: 'Check the divisor first, for example with if(equals(x, 0), …).',
  },
  FLX_FLOW_JSON: { message: 'This is not JSON: {problem} at position {position}.', mend: 'Correct the text.' },
  FLX_FLOW_JSON_DEEP: { message: 'The value nests deeper than {limit} levels.', mend: 'Use a flatter structure.' },
  FLX_FLOW_XML: {
    message: 'This is not well-formed XML: {problem} at line {line}, column {column}.',
    mend: 'Correct the document.',
  },
  FLX_FLOW_XML_FROM_JSON: {
    message: 'This JSON cannot become XML: {problem}.',
    mend: 'Give one object with one root property.',
  },
  FLX_FLOW_XPATH: {
    message: "The XPath expression '{xpath}' failed: {problem}.",
    mend: 'Correct it; XPath 1.0 is understood.',
  },
  FLX_FLOW_CONDITION: {
    message: 'This condition cannot be evaluated: {problem}.',
    mend: 'Write it as an expression that starts with @, or as an object with one operator such as equals and its arguments.',
  },
  FLX_FLOW_STEPS: {
    message: 'The evaluation took more than {limit} steps.',
    mend: 'Use smaller data, or split the work over several actions.',
  },
  FLX_FLOW_SIZE: {
    message: 'The result has more than {limit} characters.',
    mend: 'Use smaller data, or split the work over several actions.',
  },
  FLX_FLOW_TIME: {
    message: 'The evaluation took longer than {limit} seconds.',
    mend: 'Use smaller data, or split the work over several actions.',
  },
  FLX_FLOW_CASE: {
    message: 'The case {position} cannot be read: {problem}.',
    mend: "Give each case an 'id' and either an 'expression' or a 'template'.",
  },
  FLX_FLOW_FILE: {
    message: "'{file}' holds no flow definition: {problem}.",
    mend: 'Give a definition, a workflow.json, an ARM template, a solution flow or an exported package.',
  },
  FLX_DEFINITION_MISSING: { message: "'{field}' is missing.", mend: "Add '{field}'." },
  FLX_DEFINITION_TYPE: {
    message: "'{field}' must be {expected}, but is {found}.",
    mend: 'Replace it with {expected}.',
  },
  FLX_DEFINITION_VALUE: {
    message: "'{field}' is {found}, but must be {expected}.",
    mend: 'Replace it with {expected}.',
  },
  FLX_DEFINITION_CASE: {
    message: "'{field}' is written {found}; the language writes it {expected}.",
    mend: 'Write {expected}.',
  },
  FLX_DEFINITION_CONTEXT: { message: "'{field}' cannot stand here: {reason}.", mend: 'Remove or move it.' },
  FLX_DEFINITION_UNKNOWN_TYPE: { message: "There is no {what} type '{type}'.", mend: 'Correct the type.' },
  FLX_DEFINITION_EXPRESSION: { message: '{problem}', mend: 'Correct the expression.' },
  FLX_DEFINITION_FUNCTION: { message: "There is no function '{name}'.", mend: 'Correct its name.' },
  FLX_DEFINITION_FUNCTION_CONTEXT: {
    message: "'{name}()' cannot be used here: {reason}.",
    mend: 'Use it elsewhere, for example in a Compose action.',
  },
  FLX_DEFINITION_REFERENCE: { message: "There is no {what} '{name}'.", mend: 'Correct the name.' },
  FLX_DEFINITION_ORDER: {
    message: "{what} '{name}' does not come before this place.",
    mend: 'Add it, or something after it, to runAfter.',
  },
  FLX_DEFINITION_RUN_AFTER: {
    message: "There is no action '{name}' beside this one to run after.",
    mend: 'Name an action of the same level.',
  },
  FLX_DEFINITION_CYCLE: { message: "'{name}' runs after itself, by way of '{other}'.", mend: 'Break the circle.' },
  FLX_DEFINITION_DUPLICATE: {
    message: "There are two actions '{name}'.",
    mend: 'Rename one of them; names count in the whole flow.',
  },
  FLX_DEFINITION_LIMIT: {
    message: '{what}: {count}, where {limit} are allowed.',
    mend: 'Split the flow into several.',
  },
  FLX_DEFINITION_PARAMETER_VALUE: {
    message: "The parameter '{name}' has neither a default nor a value.",
    mend: 'Give it a defaultValue, or a value where the flow is deployed.',
  },
  FLX_DEFINITION_TEMPLATE: {
    message: "'{field}' of the template must be {expected}, but is {found}.",
    mend: 'Correct the template.',
  },
  FLX_DEFINITION_NOT_RESOLVED: {
    message: 'The template expression {expression} cannot be resolved here.',
    mend: 'Deploy the template, or give its parameters defaults.',
  },
  FLX_DEFINITION_CONNECTION: {
    message: "There is no connection '{name}' in {file}.",
    mend: 'Add it, or correct the reference.',
  },
});
