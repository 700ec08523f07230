/** Roles, each with all the rights of those before it. */
export const ROLES = ['viewer', 'contributor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** True when a role has the rights of another. */
export function isAtLeast(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}
