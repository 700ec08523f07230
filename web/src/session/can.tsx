import type { ReactNode } from 'react';
import type { Role } from './roles.ts';
import { useCan } from './use-session.ts';

/** Shows what is inside only to who has the rights of a role. The server refuses the others by itself. */
export function Can({ who, children }: { who: Role; children: ReactNode }) {
  return useCan(who) ? children : null;
}
