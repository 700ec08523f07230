import type { Role, Scope } from '../model/role.ts';

/** Who makes a request, and what he may do. */
export interface Principal {
  /** How he showed it; `open` where nobody has to. */
  readonly kind: 'session' | 'apiKey' | 'oauth' | 'entra' | 'open';
  readonly accountId: string;
  /** For the audit log: who, and by which key or client. */
  readonly name: string;
  readonly role: Role;
  /** What the key or token is for; everything for a session. */
  readonly scopes: readonly Scope[];
  /** What calls of the connector are counted for. */
  readonly connectionId: string;
  /** Of a session: its id and what its pages send with changes. */
  readonly session?: { readonly sessionId: string; readonly csrfToken: string };
}
