/** What people may do, least first: read; define and run; everything. As in Customer Insights. */
export const ROLES = ['viewer', 'contributor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key or a token is for: the connector with OData, or the whole API. */
export const SCOPES = ['connector', 'api'] as const;
export type Scope = (typeof SCOPES)[number];

/** True when a role may do what another may. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The smaller of two roles. */
export function lesserRole(left: Role, right: Role): Role {
  return isAtLeast(left, right) ? right : left;
}
