import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  AuditFilter,
  AuditValuesView,
  AuditView,
  BrowserSessionView,
  GrantView,
  KeyView,
  OAuthClientView,
  SignInSettingsView,
  UserView,
} from '../../../../src/app/view/access.ts';
import { getJson } from '../../api/client.ts';
import { givenOf, pagedQuery } from '../../api/queries/paged.ts';

function listQuery<Item>(name: string, path: string) {
  return queryOptions({
    queryKey: ['access', name],
    queryFn: ({ signal }) => getJson<{ items: readonly Item[] }>(path, signal),
  });
}

/** Everybody who can sign in. */
export const usersQuery = listQuery<UserView>('users', '/api/users');
/** API keys, without the keys themselves. */
export const keysQuery = listQuery<KeyView>('keys', '/api/keys');
/** Programs that may ask people to sign in here. */
export const oauthClientsQuery = listQuery<OAuthClientView>('oauthClients', '/api/oauth-clients');
/** Browsers in which one is signed in. */
export const browserSessionsQuery = listQuery<BrowserSessionView>('sessions', '/api/account/sessions');

/** Programs that one allowed to act for one. */
export const grantsQuery = listQuery<GrantView>('grants', '/api/account/grants');

/** How people sign in. */
export const signInSettingsQuery = queryOptions({
  queryKey: ['access', 'signIn'],
  queryFn: ({ signal }) => getJson<SignInSettingsView>('/api/sign-in-settings', signal),
});

/** Who changed what. */
export function auditQuery(filter: AuditFilter & { readonly sort: string }) {
  return pagedQuery<AuditView>(['access', 'audit', filter], '/api/audit', givenOf(filter));
}

/** What the audit log can be filtered by. */
export const auditValuesQuery = queryOptions({
  queryKey: ['access', 'auditValues'],
  queryFn: ({ signal }) => getJson<AuditValuesView>('/api/audit/values', signal),
});

/** A change of who may do what; everything about access is read anew afterwards. */
export function useAccessChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['access'] }),
  });
}
