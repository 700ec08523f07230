import { languageError } from '../catalogue.ts';
import { checkExpressions } from '../check/expressions.ts';
import { type Diagnostic, Report } from '../check/report.ts';
import { memberOf, Spot } from '../check/shape.ts';
import { constantArgument, findTemplates } from '../check/template-calls.ts';
import { isObject, type Value } from '../values/value.ts';
import type { Project, ProjectFile } from './find.ts';
import { parameterNamesOf } from './parameters.ts';

/** What is wrong with a file of the project itself. */
export interface ProjectFileCheck {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Findings in the connections and parameters of a project; files without any are left out. */
export function checkProjectFiles(project: Project): readonly ProjectFileCheck[] {
  const checks = [
    ...(project.connections
      ? [check(project.connections, (content, report) => checkConnectionsFile(content, project, report))]
      : []),
    ...project.parameters.map((file) =>
      check(file, (content, report) => checkParametersFile(content, project, report)),
    ),
  ];
  return checks.filter(({ diagnostics }) => diagnostics.length > 0);
}

function check(
  { path, content, problem }: ProjectFile,
  inspect: (content: Value, report: Report) => void,
): ProjectFileCheck {
  if (content === undefined) {
    const { code, message, mend } = problem ?? languageError('FLX_FLOW_JSON', { problem: 'it is empty', position: 0 });
    return { path, diagnostics: [{ code, message, mend, severity: 'error', pointer: '' }] };
  }
  const report = new Report();
  inspect(content, report);
  return { path, diagnostics: report.diagnostics };
}

/** Functions that expressions of a connection may call. */
const CONNECTION_FUNCTIONS = new Set(['appsetting', 'parameters']);

function checkConnectionsFile(content: Value, project: Project, report: Report): void {
  if (!isObject(content)) {
    new Spot('', report).wrongType(content, 'an object');
    return;
  }
  const names = new Set(parameterNamesOf(project).map((name) => name.toLowerCase()));
  const templates = findTemplates(content, '');
  checkExpressions(templates, report);
  for (const { calls, pointer } of templates) {
    for (const call of calls) {
      const name = constantArgument(call);
      if (!CONNECTION_FUNCTIONS.has(call.name.toLowerCase()))
        report.add(
          languageError('FLX_DEFINITION_FUNCTION_CONTEXT', {
            name: call.name,
            reason: 'connections read only appsetting and parameters',
          }),
          pointer,
        );
      else if (call.name.toLowerCase() === 'parameters' && name !== undefined && !names.has(name.toLowerCase()))
        report.add(languageError('FLX_DEFINITION_REFERENCE', { what: 'parameter', name }), pointer);
    }
  }
  forEachText(content, '', (text, pointer) => refuseTemplateText(text, new Spot(pointer, report)));
}

function refuseTemplateText(text: string, spot: Spot): void {
  if (text.startsWith('[') && text.endsWith(']') && /^\[\w+\(/.test(text))
    spot.misplaced('expressions of deployment templates are not read here');
}

function forEachText(value: Value, pointer: string, visit: (text: string, pointer: string) => void): void {
  if (typeof value === 'string') visit(value, pointer);
  else if (typeof value === 'object' && value !== null && !('toJSON' in value)) {
    for (const [key, member] of Object.entries(value)) forEachText(member as Value, `${pointer}/${key}`, visit);
  }
}

function checkParametersFile(content: Value, { isApplication }: Project, report: Report): void {
  const root = new Spot('', report);
  if (!isObject(content)) {
    root.wrongType(content, 'an object');
    return;
  }
  for (const [name, entry] of Object.entries(content)) {
    const spot = root.child(name);
    if (!isObject(entry)) continue;
    const value = memberOf(entry, 'value');
    if (
      name === 'parameters' &&
      value === undefined &&
      isApplication &&
      memberOf(content, 'contentVersion') === undefined
    )
      spot.misplaced('parameters of an application stand at the top');
    else if (typeof value === 'string') checkParameterText(value, spot.child('value'));
  }
}

function checkParameterText(value: string, spot: Spot): void {
  refuseTemplateText(value, spot);
  if (value.startsWith('@') && !value.startsWith('@@') && !/^@(?:\{\s*)?appsetting\s*\(/i.test(value))
    spot.misplaced('values of parameters read only appsetting');
}
