import { languageError } from '../catalogue.ts';
import type { DefinitionCheck } from '../check/index.ts';
import { Report } from '../check/report.ts';
import { Spot } from '../check/shape.ts';
import { checkUnwrapped, type UnwrappedDefinition } from '../unwrap/index.ts';
import { checkConnections } from './connections.ts';
import type { Project } from './find.ts';
import { checkParameters, parameterNamesOf } from './parameters.ts';

/** Longest name of a workflow in an application, in characters. */
const MAX_WORKFLOW_NAME = 32;

/** A definition checked with what stands beside it in its project: connections, parameters, the name of its folder. */
export function checkInProject(unwrapped: UnwrappedDefinition, project: Project | undefined): DefinitionCheck {
  const { wrapping, definition, pointer, check } = unwrapped;
  if (!project || !(wrapping === 'workflow' || project.manifest?.isBeside)) return checkUnwrapped(unwrapped);
  const report = new Report();
  const context = { pointer, project, report };
  checkConnections(definition, context);
  if (wrapping === 'workflow') checkParameters(definition, context);
  if (project.manifest?.isBeside) checkTemplateWorkflow(unwrapped, report);
  else if (project.isApplication && project.workflowName.length > MAX_WORKFLOW_NAME)
    new Spot('', report).wrongValue(
      project.workflowName,
      `in a folder whose name has at most ${MAX_WORKFLOW_NAME} characters`,
    );
  const hosting = check.hosting ?? { kind: 'definition', isStateless: false };
  const result = checkUnwrapped({
    ...unwrapped,
    check: { ...check, hosting: { ...hosting, projectParameterNames: parameterNamesOf(project) } },
  });
  return { ...result, diagnostics: [...result.diagnostics, ...report.diagnostics] };
}

/** Workflows of a gallery's template are bare definitions. */
function checkTemplateWorkflow({ wrapping, kind }: UnwrappedDefinition, report: Report): void {
  if (wrapping !== 'workflow') return;
  const reason = 'workflows of templates are bare definitions';
  report.add(languageError('FLX_DEFINITION_CONTEXT', { field: 'definition', reason }), '/definition');
  if (kind !== undefined) report.add(languageError('FLX_DEFINITION_CONTEXT', { field: 'kind', reason }), '/kind');
}
