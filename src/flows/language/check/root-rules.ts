import { isDeepStrictEqual } from 'node:util';
import { languageError } from '../catalogue.ts';
import { isTemplate } from '../syntax/template.ts';
import { isFloat, isInteger, isNumber } from '../values/numbers.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import type { Hosting } from './hosting.ts';
import { MAX_DESCRIPTION } from './operations.ts';
import {
  choice,
  isAbsent,
  isDynamic,
  list,
  listOf,
  type MemberRule,
  mapOf,
  memberOf,
  object,
  type Rule,
  record,
  required,
  type Spot,
  text,
  textUpTo,
} from './shape.ts';
import { isOpen, isResolved, isUnresolved } from './unresolved.ts';

const SCHEMA = /^https?:\/\/schema\.management\.azure\.com\/.*\/workflowdefinition\.json#$/i;
const VERSION = /^\d+\.\d+\.\d+\.\d+$/;
const TYPES = ['Int', 'Float', 'String', 'SecureString', 'Bool', 'Array', 'Object', 'SecureObject'];

const schema: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value === 'string' && !isDynamic(value) && !SCHEMA.test(value))
    spot.wrongValue(value, 'the address of the workflow definition schema, ending in #');
};

const contentVersion: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value === 'string' && !isDynamic(value) && !VERSION.test(value))
    spot.wrongValue(value, 'a version such as 1.0.0.0');
};

/** Most parameters and outputs of one definition, where the plan has such limits. */
const MAX_PARAMETERS = 50;
const MAX_OUTPUTS = 10;

interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly hosting: Hosting;
}

function limited({ what, limit, hosting }: Limit, rule: Rule): Rule {
  return (value, spot) => {
    const count = isObject(value) ? Object.keys(value).length : 0;
    if (count > limit && hosting.kind !== 'standard')
      spot.add(languageError('FLX_DEFINITION_LIMIT', { what, count, limit }));
    mapOf(rule)(value, spot);
  };
}

const valueType: Rule = choice(...TYPES);

/** Checks the members of a definition besides its actions and triggers. */
export function checkRoot(definition: ValueObject, spot: Spot, hosting: Hosting): void {
  const metadata = (rule: Rule): MemberRule => (hosting.kind === 'arm' ? rule : required(rule));
  record({
    $schema: metadata(schema),
    contentVersion: metadata(contentVersion),
    description: textUpTo(MAX_DESCRIPTION),
    parameters: limited({ what: 'Parameters', limit: MAX_PARAMETERS, hosting }, (parameter, at) =>
      checkParameter(parameter, at, hosting),
    ),
    outputs: limited({ what: 'Outputs', limit: MAX_OUTPUTS, hosting }, checkOutput),
    staticResults: mapOf(checkStaticResult),
  })(definition, spot);
}

function checkParameter(parameter: Value, spot: Spot, hosting: Hosting): void {
  if (isDynamic(parameter)) return;
  if (!isObject(parameter)) {
    spot.wrongType(parameter, 'an object');
    return;
  }
  record({ type: required(valueType), description: textUpTo(MAX_DESCRIPTION), metadata: object, allowedValues: list })(
    parameter,
    spot,
  );
  const given = memberOf(parameter, 'defaultValue');
  if (!isAbsent(given)) {
    checkValueOfType(given, memberOf(parameter, 'type'), spot.child('defaultValue'));
    checkAllowed(given, memberOf(parameter, 'allowedValues'), spot.child('defaultValue'));
  } else if (!isOpen(parameter)) checkSupplied(parameter, spot, hosting);
}

function checkAllowed(value: Value, allowed: Value | undefined, spot: Spot): void {
  if (!isArray(allowed) || ![value, ...allowed].every((member) => isResolved(member) && !isDynamic(member))) return;
  if (!allowed.some((member) => isDeepStrictEqual(member, value))) spot.wrongValue(value, 'one of allowedValues');
}

/** A parameter without a default needs a value from elsewhere. */
function checkSupplied(parameter: ValueObject, spot: Spot, { kind, parameterNames }: Hosting): void {
  if (kind === 'definition' && memberOf(parameter, 'defaultValue') === undefined && !spot.field.startsWith('$'))
    spot.missing('defaultValue');
  const isSupplied = parameterNames?.some((name) => name.toLowerCase() === spot.field.toLowerCase());
  if (kind === 'arm' && parameterNames && !isSupplied)
    spot.add(languageError('FLX_DEFINITION_PARAMETER_VALUE', { name: spot.field }));
}

function checkOutput(output: Value, spot: Spot): void {
  if (isDynamic(output)) return;
  if (!isObject(output)) {
    spot.wrongType(output, 'an object');
    return;
  }
  record({ type: required(valueType), description: textUpTo(MAX_DESCRIPTION) })(output, spot);
  const value = memberOf(output, 'value');
  if (value === undefined) spot.missing('value');
  else checkValueOfType(value, memberOf(output, 'type'), spot.child('value'));
}

const FITS: Readonly<Record<string, (value: Value) => boolean>> = {
  int: isInteger,
  float: (value) => isNumber(value) || isFloat(value),
  string: (value) => typeof value === 'string',
  securestring: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  array: isArray,
  object: isObject,
  secureobject: isObject,
};

/** An interpolation is always a text; a whole expression may give anything. */
function checkValueOfType(value: Value, type: Value | undefined, spot: Spot): void {
  if (typeof type !== 'string' || value === null || isUnresolved(value)) return;
  if (
    typeof value === 'string' &&
    isTemplate(value) &&
    value.startsWith('@') &&
    !value.startsWith('@@') &&
    value[1] !== '{'
  )
    return;
  const fits = FITS[type.toLowerCase()];
  if (fits && !fits(value)) spot.wrongType(value, `of the type ${type}`);
}

function checkStaticResult(result: Value, spot: Spot): void {
  if (isAbsent(result) || isDynamic(result)) return;
  record({
    status: required(choice('Succeeded', 'Failed', 'TimedOut', 'Skipped', 'Cancelled', 'Aborted')),
    outputs: required(object),
  })(result, spot);
  const outputs = memberOf(result, 'outputs');
  if (!isObject(outputs)) return;
  const hasFailed = String(memberOf(result, 'status')).toLowerCase() === 'failed';
  const errors: Rule = listOf(record({ message: required(text) }));
  record({ statusCode: text, ...(hasFailed && { errors: required(errors) }) })(outputs, spot.child('outputs'));
}
