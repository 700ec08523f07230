import { contactRecords, contactUnification, placeInAudience } from '../../accounts/contact-unification.ts';
import { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import { contactRulesOf } from '../../model/audience-model.ts';
import { modelError } from '../../model/catalogue.ts';
import { validateActivity } from '../../model/check/activity.ts';
import { validateAudience } from '../../model/check/audience.ts';
import { validateMeasure } from '../../model/check/measure.ts';
import { validateSegment } from '../../model/check/segment.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import type { Relationship } from '../../model/relationship.ts';
import { systemEntities } from '../../model/system-entities.ts';
import type { Entity } from '../../model/tables.ts';
import { validateUnification } from '../../unify/validation/validate.ts';
import type { WorkspaceProblem } from './problem.ts';

/** What only the data can tell: which attributes there are. */
const UNKNOWN_UNTIL_READ = 'FLX_UNKNOWN_ATTRIBUTE';

/** Problems of relationships, unification, measures and segments as far as they can be told before data is read. */
export function checkInsights(workspace: Workspace): WorkspaceProblem[] {
  const model = createDeclaredModel(workspace);
  const { relationships, unification, audience, activities, measures, segments } = workspace;
  const problems: WorkspaceProblem[] = [
    ...relationships.flatMap((relationship, index) =>
      tagged('relationship', index, { name: relationship.name, problems: checkEnds(relationship, model) }),
    ),
    ...tagged('unification', 0, {
      name: 'unification',
      problems: unification ? validateUnification(unification, model.entities) : [],
    }),
    ...tagged('audience', 0, { name: 'audience', problems: audience ? validateAudience(audience, model) : [] }),
    ...activities.flatMap((activity, index) =>
      tagged('activity', index, { name: activity.name, problems: validateActivity(activity, model) }),
    ),
    ...measures.flatMap((measure, index) =>
      tagged('measure', index, { name: measure.name, problems: validateMeasure(measure, model) }),
    ),
    ...segments.flatMap((segment, index) =>
      tagged('segment', index, { name: segment.name, problems: validateSegment(segment, model) }),
    ),
  ];
  return [
    ...problems.filter(({ problem }) => problem.code !== UNKNOWN_UNTIL_READ),
    ...tagged('audience', 0, { name: 'audience', problems: checkContactRules(workspace) }),
  ];
}

/** Which fields contacts have is known before data is read. */
function checkContactRules(workspace: Workspace): FluxuError[] {
  const problems = validateUnification(contactUnification(contactRulesOf(workspace)), [contactRecords]);
  return problems.map(
    (problem) => new FluxuError(problem.code, problem, { ...problem, place: placeInAudience(problem.place) }),
  );
}

function tagged(
  kind: WorkspaceProblem['kind'],
  index: number,
  { name, problems }: { readonly name: string; readonly problems: readonly FluxuError[] },
): WorkspaceProblem[] {
  return problems.map((problem) => ({ kind, name, index, problem }));
}

function checkEnds({ fromEntity, toEntity }: Relationship, { entities }: InsightModel): FluxuError[] {
  const names = entities.map(({ name }) => name);
  const ends = [
    ['fromEntity', fromEntity],
    ['toEntity', toEntity],
  ] as const;
  return ends
    .filter(([, name]) => !names.includes(name))
    .map(([property, name]) => {
      const context = { place: { pointer: `/${property}` }, mend: suggestName(name, names) };
      return modelError('FLX_UNKNOWN_ENTITY', { name }, context);
    });
}

/** The entities as the definitions declare them, with those attributes whose type is declared. */
function createDeclaredModel(workspace: Workspace): InsightModel {
  const { dataSources, relationships, unification, audience, measures, segments } = workspace;
  const ingested = dataSources.flatMap((source) =>
    source.entities.map(({ name, attributes = [] }): Entity => {
      const typed = attributes.flatMap(({ name: attribute, type }) => (type ? [{ name: attribute, type }] : []));
      return { name: entityNameOf(source.name, name), attributes: typed };
    }),
  );
  const tables = measures
    .filter(({ kind }) => kind !== 'customerAttribute')
    .map(({ name }) => ({ name, attributes: [] }));
  const unifiedEntities = unification?.entities ?? [];
  const entities = [...ingested, ...systemEntities(workspace), ...tables];
  return { entities, relationships, measures, segments, unifiedEntities, audience };
}
