import { modelError } from '../../model/catalogue.ts';
import { DEFINITION_KINDS, type DefinitionKind, type Workspace } from '../../model/definition.ts';
import { checkConnections } from './check-connections.ts';
import { checkInsights } from './check-insights.ts';
import { checkSources } from './check-sources.ts';
import { checkTriggers } from './check-triggers.ts';
import type { WorkspaceProblem } from './problem.ts';

/**
 * Everything that is wrong between the definitions of a workspace (each of which fits its schema): names used twice,
 * references to what is not there, circles, options that do not fit their kind. Attributes are not judged here: which
 * there are is known once data was read.
 */
export function checkWorkspace(workspace: Workspace): WorkspaceProblem[] {
  return [
    ...checkNames(workspace),
    ...checkSources(workspace),
    ...checkInsights(workspace),
    ...checkTriggers(workspace),
    ...checkConnections(workspace),
  ];
}

/** The named definitions of a workspace by kind. */
function namedDefinitions(
  workspace: Workspace,
): readonly (readonly [DefinitionKind, readonly { readonly name: string }[]])[] {
  const { connections, dataSources, relationships, activities, measures, segments, triggers, flows } = workspace;
  return [
    ['connection', connections],
    ['dataSource', dataSources],
    ['relationship', relationships],
    ['activity', activities],
    ['measure', measures],
    ['segment', segments],
    ['trigger', triggers],
    ['flow', flows],
  ];
}

function checkNames(workspace: Workspace): WorkspaceProblem[] {
  return namedDefinitions(workspace).flatMap(([kind, definitions]) => {
    const names = definitions.map(({ name }) => name.toLowerCase());
    return definitions.flatMap(({ name }, index) => {
      if (names.indexOf(name.toLowerCase()) === index) return [];
      const { folder } = DEFINITION_KINDS[kind];
      const problem = modelError('FLX_DUPLICATE_NAME', { name, kind: folder }, { place: { pointer: '/name' } });
      return [{ kind, name, index, problem }];
    });
  });
}
