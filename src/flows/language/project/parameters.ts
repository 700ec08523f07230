import { languageError } from '../catalogue.ts';
import type { Report } from '../check/report.ts';
import { isAbsent, isDynamic, memberOf, Spot } from '../check/shape.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import type { Project } from './find.ts';

/** Names of the parameters that a project gives values to. */
export function parameterNamesOf(project: Project): readonly string[] {
  const fromTemplate = memberOf(project.manifest?.content, 'parameters');
  return [
    ...parametersOf(project).map(([name]) => name),
    ...(isArray(fromTemplate) ? fromTemplate : []).flatMap((parameter) => {
      const name = memberOf(parameter, 'name');
      return typeof name === 'string' ? [name] : [];
    }),
  ];
}

/** Entries of the parameter files; the nearest one of a name counts. */
function parametersOf({ parameters }: Project): readonly (readonly [string, Value])[] {
  const entries = parameters.flatMap(({ content }) => (isObject(content) ? Object.entries(content) : []));
  return entries.filter(([, entry]) => isObject(entry) && memberOf(entry, 'value') !== undefined);
}

/** Reports declared parameters without a value, and those whose value in the project is of another type. */
export function checkParameters(
  definition: Value,
  { pointer, project, report }: { pointer: string; project: Project; report: Report },
): void {
  const declared = memberOf(definition, 'parameters');
  if (!isObject(declared) || !(project.parameters.length > 0 || project.isApplication || project.manifest)) return;
  const given = new Map(parametersOf(project).map(([name, entry]) => [name.toLowerCase(), entry]));
  for (const [name, declaration] of Object.entries(declared)) {
    if (name.startsWith('$') || isDynamic(declaration)) continue;
    const spot = new Spot(`${pointer}/parameters`, report).child(name);
    const entry = given.get(name.toLowerCase());
    if (entry !== undefined) checkType(declaration, entry, spot);
    else if (isAbsent(memberOf(declaration, 'defaultValue')))
      spot.add(languageError('FLX_DEFINITION_PARAMETER_VALUE', { name }));
  }
}

function checkType(declaration: Value, entry: Value, spot: Spot): void {
  const [declared, given] = [memberOf(declaration, 'type'), memberOf(entry, 'type')];
  if (typeof declared !== 'string' || typeof given !== 'string') return;
  if (declared.toLowerCase() !== given.toLowerCase())
    spot.child('type').wrongValue(declared, `${given}, as where the project gives its value`);
}
