import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DefinitionRecord } from '../../../../src/app/view/definition.ts';
import type { DefinitionKind } from '../../../../src/model/definition.ts';
import { getJson, sendJson } from '../client.ts';

/** All definitions of a kind, current versions. */
export function definitionsQuery(kind: DefinitionKind) {
  return queryOptions({
    queryKey: ['definitions', kind],
    queryFn: ({ signal }) => getJson<{ items: readonly DefinitionRecord[] }>(`/api/definitions/${kind}`, signal),
  });
}

/** The versions of a definition, newest first. */
export function historyQuery(kind: string, name: string) {
  const path = `/api/definitions/${encodeURIComponent(kind)}/${encodeURIComponent(name)}/history`;
  return queryOptions({
    queryKey: ['definitions', kind, name, 'history'],
    queryFn: ({ signal }) => getJson<{ items: readonly DefinitionRecord[] }>(path, signal),
  });
}

/** Definitions that removing this one would break. */
export function usersQuery(kind: DefinitionKind, name: string) {
  const path = `/api/definitions/${kind}/${encodeURIComponent(name)}/users`;
  return queryOptions({
    queryKey: ['definitions', kind, name, 'users'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly { readonly kind: DefinitionKind; readonly name: string }[] }>(path, signal),
  });
}

/** A definition tried on the published data. */
export function previewQuery<Preview>(kind: 'segments' | 'measures' | 'unification' | 'audience', definition: unknown) {
  return queryOptions({
    queryKey: ['previews', kind, definition],
    queryFn: ({ signal }) => sendJson<Preview>('POST', `/api/${kind}/preview`, { definition }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}
