import { useQuery } from '@tanstack/react-query';
import { entitiesQuery } from '../api/queries/entities.ts';

/** Entities of data sources with their attributes, as choices of a form. */
export function useSourceEntities() {
  const entities = (useQuery(entitiesQuery).data?.items ?? []).filter(
    ({ kind, name }) => kind === 'source' && !name.endsWith('_corrupt'),
  );
  const find = (wanted: string) => entities.find(({ name }) => name === wanted);
  return {
    names: entities.map(({ name }) => ({ value: name, label: name })),
    attributesOf: (entity: string) =>
      (find(entity)?.attributes ?? []).map(({ name, type }) => ({ value: name, label: name, type })),
    keyOf: (entity: string) => find(entity)?.primaryKey ?? '',
  };
}
