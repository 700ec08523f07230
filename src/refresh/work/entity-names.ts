import { contactsOf, hierarchiesOf, unifiesContacts } from '../../model/audience-model.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { memberKindsOf } from '../../model/member-kind.ts';
import { ancestorTableOf, corruptTableOf, deduplicationTableOf, TABLES } from '../../model/tables.ts';
import { ID_HISTORY_TABLE } from '../../unify/naming/stage.ts';
import type { TaskNode } from '../graph/task-node.ts';

/** Entities that the tasks of a refresh make anew. */
export function remadeEntities(nodes: readonly TaskNode[], workspace: Workspace): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => entitiesOfTask(node, workspace)));
}

function entitiesOfTask({ operationType, identifier }: TaskNode, workspace: Workspace): string[] {
  switch (operationType) {
    case 'ingestion':
      return sourceEntities(workspace, identifier);
    case 'map':
    case 'match':
      return [];
    case 'merge':
      return unificationEntities(workspace);
    case 'contact':
      return contactEntities(workspace);
    case 'hierarchy':
      return hierarchyEntities(workspace);
    case 'activity':
      return [TABLES.unifiedActivity];
    case 'measures':
      return measureEntities(workspace, identifier);
    case 'segmentation':
      return membershipEntities(workspace, identifier);
  }
}

function sourceEntities({ dataSources }: Workspace, name: string): string[] {
  const source = dataSources.find((candidate) => candidate.name === name);
  const entities = source?.entities.map((entity) => entityNameOf(name, entity.name)) ?? [];
  return entities.flatMap((entity) => [entity, corruptTableOf(entity)]);
}

/** Entities that unification makes. */
export function unificationEntities({ unification }: Workspace): string[] {
  const deduplications = unification?.entities.map(({ entity }) => deduplicationTableOf(entity)) ?? [];
  const { matchModel, matchReview, matchFrequency, largeBlock } = TABLES;
  const learned =
    (unification?.mode ?? 'rules') === 'rules' ? [] : [matchModel, matchReview, matchFrequency, largeBlock];
  const { customer, alternateKey, blockKey, skippedBlock, matchPairs } = TABLES;
  return [customer, alternateKey, blockKey, skippedBlock, matchPairs, ID_HISTORY_TABLE, ...learned, ...deduplications];
}

function measureEntities({ measures }: Workspace, name: string): string[] {
  const measure = measures.find((candidate) => candidate.name === name);
  return measure?.kind === 'customerAttribute' ? [TABLES.customerMeasure] : [name];
}

function membershipEntities({ segments }: Workspace, name: string): string[] {
  const kinds = memberKindsOf(segments.filter((segment) => segment.name === name));
  return kinds.flatMap(({ membership, change }) => [membership, change]);
}

/** Entities that the contacts make. */
export function contactEntities(workspace: Workspace): string[] {
  if (contactsOf(workspace).length === 0) return [];
  const { unifiedContact, contactKey, contactIdHistory } = TABLES;
  const found = unifiesContacts(workspace) ? [contactIdHistory, deduplicationTableOf(unifiedContact)] : [];
  return [unifiedContact, contactKey, ...found];
}

function hierarchyEntities(workspace: Workspace): string[] {
  return hierarchiesOf(workspace).flatMap(({ name }) => [name, ancestorTableOf(name)]);
}

/** Every entity that the workspace's definitions can have; others are left out of the next snapshot. */
export function definedEntities(workspace: Workspace): ReadonlySet<string> {
  return new Set([
    ...workspace.dataSources.flatMap((source) => sourceEntities(workspace, source.name)),
    ...(workspace.unification ? unificationEntities(workspace) : []),
    ...contactEntities(workspace),
    ...hierarchyEntities(workspace),
    ...(workspace.activities.length > 0 ? [TABLES.unifiedActivity] : []),
    ...workspace.measures.flatMap((measure) => measureEntities(workspace, measure.name)),
    ...memberKindsOf(workspace.segments).map(({ membership }) => membership),
  ]);
}
