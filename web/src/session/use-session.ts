import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SessionView } from '../../../src/app/view/access.ts';
import { getJson } from '../api/client.ts';
import { isAtLeast, type Role } from './roles.ts';

/** Whether and as whom one is signed in, and how one can be. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => getJson<SessionView>('/api/session', signal),
  staleTime: 60_000,
});

/** What people call who is signed in. */
export function nameOfSession({ account }: SessionView): string {
  return account?.displayName ?? 'local';
}

/** Whether who is signed in has the rights of a role; not before it is known. */
export function useCan(role: Role): boolean {
  return useRights()(role);
}

/** Tells of any role whether who is signed in has its rights. */
export function useRights(): (role: Role) => boolean {
  const own = useQuery(sessionQuery).data?.role;
  return (role) => own !== undefined && isAtLeast(own, role);
}

/** Whether nobody is signed in though this server asks for it; false until it is known. */
export function useIsGuest(): boolean {
  const session = useQuery(sessionQuery).data;
  return session?.isRequired === true && !session.isSignedIn;
}
