import { contactRecords, contactUnification, placeInAudience } from '../../accounts/contact-unification.ts';
import { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Audience } from '../../model/audience.ts';
import { contactMatchingOf } from '../../model/audience-model.ts';
import { modelError } from '../../model/catalogue.ts';
import { validateActivity } from '../../model/check/activity.ts';
import { validateAudience } from '../../model/check/audience.ts';
import { validateMeasure } from '../../model/check/measure.ts';
import { validateSegment } from '../../model/check/segment.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { findEntity, type InsightModel } from '../../model/insight-model.ts';
import type { Relationship } from '../../model/relationship.ts';
import { systemEntities } from '../../model/system-entities.ts';
import type { Entity } from '../../model/tables.ts';
import { validateLists } from '../../unify/validation/lists.ts';
import { validateUnification } from '../../unify/validation/validate.ts';
import type { WorkspaceProblem } from './problem.ts';

/** What only the data can tell: which attributes there are, and of which type. */
const UNKNOWN_UNTIL_READ: readonly string[] = [
  'FLX_UNKNOWN_ATTRIBUTE',
  'FLX_UNIFY_LIST_COLUMN',
  'FLX_ACTIVITY_TIMESTAMP',
];

/** Whether a problem is one of attributes, which the definitions alone cannot know. */
export const isOfAttributes = ({ problem }: WorkspaceProblem): boolean => UNKNOWN_UNTIL_READ.includes(problem.code);

/** Problems of relationships, unification, measures and segments as far as they can be told before data is read. */
export function checkInsights(workspace: Workspace): WorkspaceProblem[] {
  return [
    ...insightProblems(workspace, createDeclaredModel(workspace)).filter((problem) => !isOfAttributes(problem)),
    ...tagged('audience', 0, { name: 'audience', problems: checkContactRules(workspace) }),
  ];
}

/** Problems of everything that speaks of entities, against those of a model. */
export function insightProblems(workspace: Workspace, model: InsightModel): WorkspaceProblem[] {
  const { relationships, unification, audience, activities, measures, segments } = workspace;
  return [
    ...relationships.flatMap((relationship, index) =>
      tagged('relationship', index, { name: relationship.name, problems: checkEnds(relationship, model) }),
    ),
    ...tagged('unification', 0, {
      name: 'unification',
      problems: unification ? validateUnification(unification, model.entities) : [],
    }),
    ...tagged('audience', 0, {
      name: 'audience',
      problems: audience ? [...validateAudience(audience, model), ...checkContactLists(audience, model)] : [],
    }),
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
}

/** Which fields contacts have is known before data is read. */
function checkContactRules(workspace: Workspace): FluxuError[] {
  const { contacts, rules } = contactMatchingOf(workspace);
  const isAnyActive = contacts.length > 0 && rules.some(({ isActive }) => isActive !== false);
  const matching = { contacts, rules: isAnyActive ? rules : [] };
  return inAudience(validateUnification(contactUnification(matching), [contactRecords]));
}

function checkContactLists({ contacts = [], contactAlwaysMatch, contactNeverMatch }: Audience, model: InsightModel) {
  const unified = contacts.map(({ entity }) => entity);
  const lists = {
    ...(contactAlwaysMatch && { alwaysMatch: contactAlwaysMatch }),
    ...(contactNeverMatch && { neverMatch: contactNeverMatch }),
  };
  return inAudience(validateLists(lists, { entities: model.entities, unified }));
}

function inAudience(problems: readonly FluxuError[]): FluxuError[] {
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

function checkEnds(relationship: Relationship, model: InsightModel): FluxuError[] {
  const names = model.entities.map(({ name }) => name);
  const ends = [
    ['from', relationship.fromEntity, relationship.fromAttribute],
    ['to', relationship.toEntity, relationship.toAttribute],
  ] as const;
  return ends.flatMap(([side, name, attribute]) => {
    const entity = findEntity(model, name);
    const places = { place: { pointer: `/${side}Entity` }, mend: suggestName(name, names) };
    if (!entity) return [modelError('FLX_UNKNOWN_ENTITY', { name }, places)];
    return unknownAttribute(entity, attribute, `/${side}Attribute`);
  });
}

/** That an entity has no attribute of a name, with the nearest one; nothing where it has. */
export function unknownAttribute({ name: entity, attributes }: Entity, name: string, pointer: string): FluxuError[] {
  const names = attributes.map((attribute) => attribute.name);
  if (names.includes(name)) return [];
  const context = { place: { pointer }, mend: suggestName(name, names) };
  return [modelError('FLX_UNKNOWN_ATTRIBUTE', { entity, name }, context)];
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
