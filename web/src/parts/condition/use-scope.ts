import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Audience } from '../../../../src/model/audience.ts';
import { hierarchiesOf } from '../../../../src/model/audience-model.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { memberKindOf } from '../../../../src/model/member-kind.ts';
import type { Relationship } from '../../../../src/model/relationship.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { impliedWays } from './implied-ways.ts';
import type { ConditionScope } from './scope.ts';

/** Most relationships followed one after another when conditions are written by hand. */
const MAX_HOPS = 4;

interface Known {
  readonly entities: readonly EntityView[];
  readonly relationships: readonly Relationship[];
  readonly unified: ReadonlySet<string>;
  readonly audience: Audience | undefined;
  readonly names: ReadonlySet<string>;
  readonly measures: ConditionScope['measures'];
  readonly segments: readonly Segment[];
}

/** What conditions on the rows of an entity can speak of; on those of customers also measures, on those of members also segments. */
export function useConditionScope(entity: string): ConditionScope {
  const entities = useQuery(entitiesQuery).data;
  const relationships = useQuery(definitionsQuery('relationship')).data;
  const unification = useQuery(definitionsQuery('unification')).data;
  const audience = useQuery(definitionsQuery('audience')).data;
  const measures = useQuery(definitionsQuery('measure')).data;
  const segments = useQuery(definitionsQuery('segment')).data;
  return useMemo(() => {
    const [current] = unification?.items ?? [];
    const unified = (current?.definition as Unification | undefined)?.entities ?? [];
    const known: Known = {
      entities: entities?.items ?? [],
      relationships: (relationships?.items ?? []).map(({ definition }) => definition as Relationship),
      unified: new Set(unified.map((each) => each.entity)),
      audience: audience?.items[0]?.definition as Audience | undefined,
      names: new Set((entities?.items ?? []).map(({ name }) => name)),
      measures: (measures?.items ?? [])
        .map(({ definition }) => definition as Measure)
        .filter(({ kind }) => kind === 'customerAttribute')
        .map(({ name, displayName = name }) => ({ name, displayName })),
      segments: (segments?.items ?? []).map(({ definition }) => definition as Segment),
    };
    return scopeOf(entity, known, 0);
  }, [entity, entities, relationships, unification, audience, measures, segments]);
}

function scopeOf(entity: string, known: Known, depth: number): ConditionScope {
  const isCustomer = entity === 'Customer';
  return {
    entity,
    attributes: known.entities.find(({ name }) => name === entity)?.attributes ?? [],
    measures: isCustomer ? known.measures : [],
    segments: known.segments
      .filter((segment) => memberKindOf(segment).entity === entity)
      .map(({ name, displayName = name }) => ({ name, displayName })),
    hierarchies: hierarchiesFor(entity, known),
    ways: depth >= MAX_HOPS ? [] : waysFrom(entity, known, depth),
  };
}

function waysFrom(entity: string, known: Known, depth: number): ConditionScope['ways'] {
  const implied = impliedWays(entity, known).map(({ name, end }) => ({
    relationship: name,
    label: name,
    scope: () => scopeOf(end, known, depth + 1),
  }));
  const own = known.relationships.flatMap((relationship) => {
    const end = endFrom(entity, relationship, known);
    if (end === undefined) return [];
    const label = `${end} (${relationship.displayName ?? relationship.name})`;
    return [{ relationship: relationship.name, label, scope: () => scopeOf(end, known, depth + 1) }];
  });
  return [...own, ...implied];
}

function hierarchiesFor(entity: string, { relationships, audience }: Known): readonly string[] {
  const own = relationships.filter(({ fromEntity, toEntity }) => fromEntity === entity && toEntity === entity);
  const ofAccounts = entity === 'Customer' ? hierarchiesOf({ audience }) : [];
  return [...own, ...ofAccounts].map(({ name }) => name);
}

/** The entity at the other end of a relationship; from `Customer` every relationship of a unified entity begins. */
function endFrom(entity: string, { fromEntity, toEntity }: Relationship, { unified }: Known): string | undefined {
  if (entity === 'Customer') {
    if (unified.has(toEntity)) return fromEntity;
    return unified.has(fromEntity) ? toEntity : undefined;
  }
  if (entity === fromEntity) return toEntity;
  return entity === toEntity ? fromEntity : undefined;
}
