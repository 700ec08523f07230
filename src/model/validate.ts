import type Type from 'typebox';
import Value from 'typebox/value';
import type { FluxuError, Place } from '../base/errors.ts';
import { pointerToken } from '../base/json.ts';
import { nearestName, suggestName } from '../base/nearest.ts';
import { modelError } from './catalogue.ts';
import { type Fault, faultsOf } from './fault.ts';

/** Most problems told at once. */
const MAX_PROBLEMS = 50;

/**
 * Checks a value against a schema and gives it typed.
 * @throws FLX_INVALID with every problem (FLX_INVALID_VALUE, FLX_UNKNOWN_PROPERTY, FLX_MISSING_PROPERTY), each with its pointer.
 */
export function validate<Schema extends Type.TSchema>(
  schema: Schema,
  value: unknown,
  place: Place,
): Type.Static<Schema> {
  const problems = findProblems(schema, value, place);
  if (problems.length > 0) throw invalid(problems, place);
  return value as Type.Static<Schema>;
}

/** One error that stands for several; place says which document. */
export function invalid(problems: readonly FluxuError[], place: Place): FluxuError {
  return modelError(
    'FLX_INVALID',
    { what: place.object ?? place.file ?? 'The input', count: problems.length },
    { place, problems },
  );
}

/** All problems of a value against a schema; empty when it fits. */
export function findProblems(schema: Type.TSchema, value: unknown, place: Place): FluxuError[] {
  if (Value.Check(schema, value)) return [];
  const seen = new Set<string>();
  const problems: FluxuError[] = [];
  for (const fault of faultsOf(schema, value)) {
    for (const problem of explain(fault, place)) {
      const key = `${problem.place?.pointer} ${problem.message}`;
      if (!seen.has(key) && problems.length < MAX_PROBLEMS) problems.push(problem);
      seen.add(key);
    }
  }
  return problems;
}

function explain(fault: Fault, place: Place): FluxuError[] {
  const at = (suffix = ''): Place => ({ ...place, pointer: `${place.pointer ?? ''}${fault.pointer}${suffix}` });
  if (fault.keyword === 'additionalProperties') {
    const unknown = fault.parameters['additionalProperties'] as string[];
    return unknown.map((name) => {
      const context = { place: at(`/${pointerToken(name)}`), mend: suggestName(name, fault.known) };
      return modelError('FLX_UNKNOWN_PROPERTY', { name }, context);
    });
  }
  if (fault.keyword === 'required') {
    const missing = fault.parameters['requiredProperties'] as string[];
    return missing.map((name) => modelError('FLX_MISSING_PROPERTY', { name }, { place: at() }));
  }
  const found = shorten(fault.value);
  return [modelError('FLX_INVALID_VALUE', { found, rule: ruleOf(fault) }, { place: at(), mend: mendOf(fault) })];
}

function ruleOf(fault: Fault): string {
  if (fault.keyword === 'enum') return `must be one of ${wordsOf(fault).join(', ')}`;
  if (fault.keyword === 'const') return `must be ${JSON.stringify(fault.parameters['allowedValue'])}`;
  return fault.message;
}

function wordsOf({ parameters }: Fault): readonly string[] {
  return (parameters['allowedValues'] as readonly unknown[]).map(String);
}

/** The nearest word where one is meant; otherwise what the catalogue says. */
function mendOf(fault: Fault): string | undefined {
  if (fault.keyword !== 'enum' || typeof fault.value !== 'string') return undefined;
  const nearest = nearestName(fault.value, wordsOf(fault));
  return nearest && `Did you mean '${nearest}'?`;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
