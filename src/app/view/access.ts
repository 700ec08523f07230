import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { ROLES, SCOPES } from '../../model/role.ts';
import { AUDIT_ORDERS } from '../../store/audit.ts';
import { sortOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const strict = { additionalProperties: false } as const;
const Role = oneOf(ROLES, 'What somebody may do.');
const Scopes = Type.Array(oneOf(SCOPES, 'connector: triggers, actions and OData; api: everything by role.'), {
  minItems: 1,
});
const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^@\\s]+@[^@\\s]+$',
  description: 'E-mail address.',
});
const Password = Type.String({ minLength: 1, maxLength: 1024, description: 'At least 12 characters where it is new.' });
const PersonName = Type.String({ minLength: 1, maxLength: 120, description: 'Name that people see.' });

/** Somebody who can sign in. */
export const UserView = Type.Object({
  accountId: Type.String(),
  email: Type.String(),
  displayName: Type.String(),
  role: Role,
  state: oneOf(['invited', 'active', 'disabled'], 'invited: has a link but never signed in.'),
  hasPassword: Type.Boolean({ description: 'False for those who sign in elsewhere only.' }),
  createdAt: Moment,
  lastSignInAt: Type.Optional(Moment),
});
export type UserView = Plain<typeof UserView>;

/** Whether and as whom the browser is signed in, and how one can sign in here. */
export const SessionView = Type.Object({
  isSignedIn: Type.Boolean(),
  /** False where anybody may do everything: tests and tools on this machine. */
  isRequired: Type.Boolean({ description: 'Whether one has to sign in.' }),
  isSetUp: Type.Boolean({
    description: 'False until there is an administrator; the server’s log shows the link for the first.',
  }),
  account: Type.Optional(UserView),
  role: Type.Optional(Role),
  csrfToken: Type.Optional(
    Type.String({ description: 'To be sent in the header X-Fluxu-Csrf with every request that changes something.' }),
  ),
  methods: Type.Object({
    password: Type.Boolean(),
    oidc: Type.Optional(Type.Object({ name: Type.String({ description: 'What the button says.' }) })),
  }),
});
export type SessionView = Plain<typeof SessionView>;

export const PasswordSignInInput = Type.Object({ email: Email, password: Password }, strict);
const EndsKeys = Type.Optional(Type.Boolean({ description: 'Whether API keys are removed too; default false.' }));
export const PasswordChangeInput = Type.Object({ current: Password, next: Password, endsKeys: EndsKeys }, strict);

/** What a one-time link is for. */
export const LinkView = Type.Object({
  purpose: oneOf(['firstAdministrator', 'invitation', 'newPassword'], 'What the link is for.'),
  email: Type.Optional(Type.String({ description: 'Whose it is; the first administrator gives his own.' })),
  displayName: Type.Optional(Type.String()),
});
export type LinkView = Plain<typeof LinkView>;
export const LinkInput = Type.Object(
  { password: Password, email: Type.Optional(Email), displayName: Type.Optional(PersonName), endsKeys: EndsKeys },
  strict,
);

export const UserInput = Type.Object({ email: Email, displayName: PersonName, role: Role }, strict);
export type UserInput = Plain<typeof UserInput>;
export const UserChangeInput = Type.Object(
  {
    displayName: Type.Optional(PersonName),
    role: Type.Optional(Role),
    isEnabled: Type.Optional(Type.Boolean({ description: 'Who is disabled is signed out everywhere.' })),
    endsKeys: EndsKeys,
  },
  strict,
);
export type UserChangeInput = Plain<typeof UserChangeInput>;
/** An account and the link its owner uses once. */
export const InvitedView = Type.Object({
  user: UserView,
  link: Type.String({ description: 'Path of the page that uses the link, e.g. /welcome?token=…; shown only now.' }),
});
export type InvitedView = Plain<typeof InvitedView>;

/** A browser that is signed in. */
export const BrowserSessionView = Type.Object({
  sessionId: Type.String(),
  isCurrent: Type.Boolean(),
  userAgent: Type.String(),
  createdAt: Moment,
  usedAt: Moment,
  expiresAt: Moment,
});
export type BrowserSessionView = Plain<typeof BrowserSessionView>;

/** A program that somebody allowed to act for him. */
export const GrantView = Type.Object({
  grantId: Type.String(),
  accountId: Type.String({ description: 'Who allowed it.' }),
  clientId: Type.String(),
  clientName: Type.String({ description: 'Name of the program; its id when it was removed.' }),
  scopes: Type.Array(Type.String(), { description: 'What it may do; offline_access: also when one is away.' }),
  createdAt: Moment,
  expiresAt: Type.Optional(Moment),
});
export type GrantView = Plain<typeof GrantView>;

/** An API key; the key itself is never shown again. */
export const KeyView = Type.Object({
  keyId: Type.String(),
  name: Type.String(),
  hint: Type.String({ description: 'First characters of the key.' }),
  accountId: Type.String({ description: 'Whose it is.' }),
  role: Role,
  scopes: Scopes,
  createdAt: Moment,
  expiresAt: Type.Optional(Moment),
  usedAt: Type.Optional(Moment),
});
export type KeyView = Plain<typeof KeyView>;
export const KeyInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, description: 'What it is for.' }),
    role: Role,
    scopes: Scopes,
    expiresAt: Type.Optional(Type.String({ format: 'date-time', description: 'Lasts until removed when left out.' })),
  },
  strict,
);
export type KeyInput = Plain<typeof KeyInput>;
export const NewKeyView = Type.Object({
  key: KeyView,
  token: Type.String({ description: 'The key; shown only now.' }),
});
export type NewKeyView = Plain<typeof NewKeyView>;

/** A program that may ask people to sign in to it here. */
export const OAuthClientView = Type.Object({
  clientId: Type.String(),
  name: Type.String(),
  hasSecret: Type.Boolean(),
  redirectUris: Type.Array(Type.String(), { description: 'Exact addresses that take the answer.' }),
  needsPkce: Type.Boolean({ description: 'False for Power Platform, which cannot do PKCE.' }),
  createdAt: Moment,
});
export type OAuthClientView = Plain<typeof OAuthClientView>;
export const OAuthClientInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, description: 'What people read when they are asked to agree.' }),
    redirectUris: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), { minItems: 1, maxItems: 20 }),
    hasSecret: Type.Optional(Type.Boolean({ description: 'Default true. Without a secret PKCE is needed.' })),
    needsPkce: Type.Optional(Type.Boolean({ description: 'Default true.' })),
  },
  strict,
);
export type OAuthClientInput = Plain<typeof OAuthClientInput>;
export const NewOAuthClientView = Type.Object({
  client: OAuthClientView,
  secret: Type.Optional(Type.String({ description: 'Shown only now.' })),
});
export type NewOAuthClientView = Plain<typeof NewOAuthClientView>;

const RoleMapping = Type.Record(Type.String(), Role, { description: 'Role by group or role of the provider.' });
const Address = Type.String({ maxLength: 2000 });

/** How people sign in. Secrets are never shown; one that is left out of a change stays. */
export const SignInSettingsView = Type.Object({
  oidc: Type.Object({
    isEnabled: Type.Boolean(),
    name: Type.String({ maxLength: 60, description: 'What the button says.' }),
    issuer: Address,
    clientId: Type.String({ maxLength: 200 }),
    hasClientSecret: Type.Optional(Type.Boolean()),
    scopes: Type.String({ maxLength: 300, description: 'Default: openid email profile.' }),
    makesAccounts: Type.Boolean({ description: 'Who signs in for the first time gets an account.' }),
    defaultRole: Role,
    groupClaim: Type.Optional(Type.String({ maxLength: 100, description: 'Claim with groups or roles.' })),
    roles: Type.Optional(RoleMapping),
  }),
  entra: Type.Object({
    isEnabled: Type.Boolean({ description: 'Whether tokens of Microsoft Entra ID are taken.' }),
    issuers: Type.Array(Address, {
      maxItems: 10,
      description: 'e.g. https://login.microsoftonline.com/<tenant>/v2.0.',
    }),
    audience: Type.String({ maxLength: 300, description: 'Application id URI or client id that tokens are for.' }),
    jwksUrl: Type.String({
      maxLength: 2000,
      description: 'Where the keys are, e.g. https://login.microsoftonline.com/<tenant>/discovery/v2.0/keys.',
    }),
    makesAccounts: Type.Boolean(),
    defaultRole: Role,
    roles: Type.Optional(RoleMapping),
  }),
});
export type SignInSettingsView = Plain<typeof SignInSettingsView>;
export const SignInSettingsInput = Type.Object({
  oidc: Type.Intersect([
    SignInSettingsView.properties.oidc,
    Type.Object({ clientSecret: Type.Optional(Type.String({ maxLength: 1000 })) }),
  ]),
  entra: SignInSettingsView.properties.entra,
});
export type SignInSettingsInput = Plain<typeof SignInSettingsInput>;
export const ProviderTestView = Type.Object({
  isReachable: Type.Boolean(),
  result: Type.String({ description: 'What was found, in one sentence.' }),
});
export type ProviderTestView = Plain<typeof ProviderTestView>;

/** Which entries of the audit log are wanted, and in which order. */
const text = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const AuditFilter = Type.Object({
  sort: sortOf(AUDIT_ORDERS),
  actor: text(400, 'Who did it.'),
  action: text(60, 'e.g. definition.put.'),
  objectKind: text(60, 'e.g. segment, user, key, session.'),
  objectName: text(254, 'Name of what was changed.'),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'At or after.' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Before.' })),
});
export type AuditFilter = Omit<Plain<typeof AuditFilter>, 'sort'>;

/** What the audit log can be filtered by. */
export const AuditValuesView = Type.Object({
  actors: Type.Array(Type.String()),
  actions: Type.Array(Type.String()),
  objectKinds: Type.Array(Type.String()),
});
export type AuditValuesView = Plain<typeof AuditValuesView>;

/** Who changed what. */
export const AuditView = Type.Object({
  sequence: Type.Integer(),
  at: Moment,
  actor: Type.String(),
  action: Type.String({ description: 'e.g. definition.put, user.invite, session.start.' }),
  objectKind: Type.String(),
  objectName: Type.String(),
  hashBefore: Type.Optional(Type.String()),
  hashAfter: Type.Optional(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditView = Plain<typeof AuditView>;
