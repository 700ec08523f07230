import { queryOptions, useQuery } from '@tanstack/react-query';
import { isAtLeast, type Role } from './roles.ts';

/** Who is signed in, as the pages need it. */
export interface Session {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
}

/** A server without accounts has one user, who sits at it. */
const LOCAL: Session = { userName: 'local', displayName: 'Local', role: 'administrator' };

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => LOCAL,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether who is signed in has the rights of a role; not before it is known. */
export function useCan(role: Role): boolean {
  const session = useQuery(sessionQuery).data;
  return session !== undefined && isAtLeast(session.role, role);
}
