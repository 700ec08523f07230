import type Provider from 'oidc-provider';
import {
  changeUser,
  ensureAdministrator,
  firstAdministratorLink,
  invite,
  type NamedAdministrator,
  readLink,
  renewLink,
  requireAccount,
  useLink,
} from '../../access/accounts/accounts.ts';
import { Attempts } from '../../access/accounts/attempts.ts';
import { changePassword, type PasswordChange, signInWithPassword } from '../../access/accounts/sign-in.ts';
import { EntraTokens } from '../../access/identity/entra.ts';
import { arriveFromProvider, departToProvider, testProvider } from '../../access/identity/oidc.ts';
import { readOidcSecret, readSignInSettings, writeSignInSettings } from '../../access/identity/settings.ts';
import { endKey, KEY_PREFIX, makeKey, principalOfKey } from '../../access/keys/keys.ts';
import { changeClient, endClient, makeClient, renewClientSecret } from '../../access/oauth/clients.ts';
import { endGrant, listGrants } from '../../access/oauth/grants.ts';
import { AuthorizationServers } from '../../access/oauth/server.ts';
import type { AccessOptions } from '../../access/options.ts';
import type { Principal } from '../../access/principal.ts';
import { principalOfSession, type StartedSession, startSession } from '../../access/sessions/sessions.ts';
import { countAdministrators, getAccount, listAccounts } from '../../store/accounts.ts';
import { listApiKeys } from '../../store/api-keys.ts';
import { listAudit, readAuditValues, recordAudit } from '../../store/audit.ts';
import { listOAuthClients, type OAuthClient } from '../../store/oauth-clients.ts';
import { listSessions, removeSessions } from '../../store/sessions.ts';
import type {
  AuditFilter,
  AuditValuesView,
  AuditView,
  BrowserSessionView,
  GrantView,
  InvitedView,
  KeyInput,
  KeyView,
  LinkView,
  NewKeyView,
  NewOAuthClientView,
  OAuthClientInput,
  OAuthClientView,
  ProviderTestView,
  SessionView,
  SignInSettingsInput,
  SignInSettingsView,
  UserChangeInput,
  UserInput,
  UserView,
} from '../view/access.ts';
import type { Page, PageRequest } from '../view/page.ts';

export { safeReturn } from '../../access/identity/oidc.ts';
export { OAUTH_PATH } from '../../access/oauth/server.ts';
export type { Principal } from '../../access/principal.ts';

/** A browser that was just signed in; `token` goes into its cookie. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: string;
}

/** Sign-in and everything administrators do about it. */
export interface AppAccess {
  /** Who sends a session's token; undefined when it ended. */
  principalOfSession(token: string): Promise<Principal | undefined>;
  /** Who sends a key or token. @throws FLX_ACCESS_TOKEN */
  principalOfToken(token: string, origin: string): Promise<Principal>;
  session(principal: Principal | undefined): Promise<SessionView>;
  signIn(input: { email: string; password: string; userAgent: string; from: string }): Promise<SignedIn>;
  signOut(principal: Principal): Promise<void>;
  link(token: string): Promise<LinkView>;
  useLink(input: Parameters<typeof useLink>[0]): Promise<SignedIn>;
  /** Path of the page that makes the first administrator; undefined when there is one. */
  firstAdministratorPath(): Promise<string | undefined>;
  /** Makes an administrator when there is none; gives the id of the new account. */
  ensureAdministrator(administrator: NamedAdministrator): Promise<string | undefined>;
  /** Signs in an account without a password; for the demo alone. */
  signInAs(accountId: string, userAgent: string): Promise<SignedIn>;
  depart(request: { redirectUri: string; returnTo: string }): ReturnType<typeof departToProvider>;
  arrive(arrival: Parameters<typeof arriveFromProvider>[0]): Promise<SignedIn & { readonly returnTo: string }>;
  readonly account: {
    changePassword(principal: Principal, change: PasswordChange): Promise<void>;
    changeName(principal: Principal, displayName: string): Promise<UserView>;
    sessions(principal: Principal): Promise<readonly BrowserSessionView[]>;
    endSession(principal: Principal, sessionId: string): Promise<void>;
  };
  readonly users: {
    list(): Promise<readonly UserView[]>;
    invite(input: UserInput, principal: Principal): Promise<InvitedView>;
    change(accountId: string, change: UserChangeInput, principal: Principal): Promise<UserView>;
    renewLink(accountId: string, principal: Principal): Promise<InvitedView>;
  };
  readonly keys: {
    list(principal: Principal): Promise<readonly KeyView[]>;
    make(input: KeyInput, principal: Principal): Promise<NewKeyView>;
    end(keyId: string, principal: Principal): Promise<void>;
  };
  /** What people allowed programs: one's own, or everybody's for who asks for all. */
  readonly grants: {
    list(accountId?: string): Promise<readonly GrantView[]>;
    /** @throws FLX_NOT_FOUND when there is none, or it is somebody else's and one is no administrator */
    end(grantId: string, principal: Pick<Principal, 'accountId' | 'name' | 'role'>): Promise<void>;
  };
  readonly clients: {
    list(): Promise<readonly OAuthClientView[]>;
    make(input: OAuthClientInput, principal: Principal): Promise<NewOAuthClientView>;
    change(clientId: string, input: OAuthClientInput, principal: Principal): Promise<OAuthClientView>;
    renewSecret(clientId: string, principal: Principal): Promise<NewOAuthClientView>;
    end(clientId: string, principal: Principal): Promise<void>;
  };
  readonly settings: {
    read(): Promise<SignInSettingsView>;
    write(input: SignInSettingsInput, principal: Principal): Promise<SignInSettingsView>;
    test(input: SignInSettingsInput): Promise<ProviderTestView>;
  };
  audit(page: PageRequest & AuditFilter): Promise<Page<AuditView>>;
  /** What the audit log can be filtered by. */
  auditValues(): Promise<AuditValuesView>;
  /** Our authorization server under an origin. */
  authorizationServer(origin: string): Promise<Provider>;
}

/** Path of the page that uses a one-time link. */
function linkPath(token: string): string {
  return `/welcome?token=${encodeURIComponent(token)}`;
}

/** Makes the access of an application. */
export function createAccess(options: AccessOptions): AppAccess {
  const { store, clock, random } = options;
  const attempts = new Attempts(clock);
  const entra = new EntraTokens(options);
  const servers = new AuthorizationServers(options);
  return {
    principalOfSession: (token) => principalOfSession(token, options),
    principalOfToken: (token, origin) => {
      if (token.startsWith(KEY_PREFIX)) return principalOfKey(token, options);
      return token.split('.').length === 3 ? entra.principal(token) : servers.principal(token, origin);
    },
    session: (principal) => describeSession(principal, options),
    signIn: async (input) => signedIn(await signInWithPassword(input, attempts, options)),
    signOut: async ({ session, name: actor }) => {
      if (!session) return;
      await store.transaction(async (tx) => {
        await removeSessions(tx, { sessionId: session.sessionId });
        await recordAudit(tx, { actor, action: 'session.end', objectKind: 'session', objectName: actor, clock });
      });
    },
    link: async (token) => {
      const { purpose, email, displayName } = await readLink(token, options);
      return { purpose, email, displayName };
    },
    useLink: async (input) => signedIn(await useLink(input, options)),
    firstAdministratorPath: async () => {
      const token = await firstAdministratorLink(options);
      return token === undefined ? undefined : linkPath(token);
    },
    ensureAdministrator: (administrator) => ensureAdministrator(administrator, options),
    signInAs: async (accountId, userAgent) =>
      signedIn(await store.transaction((tx) => startSession(tx, { accountId }, { clock, random, userAgent }))),
    depart: (request) => departToProvider(request, options),
    arrive: async (arrival) => {
      const arrived = await arriveFromProvider(arrival, options);
      return { ...signedIn(arrived), returnTo: arrived.returnTo };
    },
    account: accountParts(options),
    users: userParts(options),
    keys: {
      list: async ({ accountId, role }) =>
        (await listApiKeys(store.db)).filter((key) => role === 'administrator' || key.accountId === accountId),
      make: (input, principal) => makeKey(input, principal, options),
      end: (keyId, principal) => endKey(keyId, principal, options),
    },
    grants: {
      list: (accountId) => listGrants(accountId, options),
      end: (grantId, principal) => endGrant(grantId, principal, options),
    },
    clients: clientParts(options),
    settings: settingsParts(options),
    audit: async ({ from, until, ...request }) => {
      const page = await listAudit(store.db, { ...request, from: inUtc(from), until: inUtc(until) });
      return { items: page.items, nextCursor: page.next };
    },
    auditValues: () => readAuditValues(store.db),
    authorizationServer: (origin) => servers.at(origin),
  };
}

/** A moment as the store writes and compares it. */
function inUtc(moment: string | undefined): string | undefined {
  return moment && new Date(moment).toISOString();
}

function signedIn({ token, session }: StartedSession): SignedIn {
  return { token, expiresAt: session.expiresAt };
}

async function describeSession(principal: Principal | undefined, options: AccessOptions): Promise<SessionView> {
  const { store } = options;
  const { oidc } = await readSignInSettings(options);
  const account = principal && (await getAccount(store.db, principal.accountId));
  return {
    isSignedIn: principal !== undefined,
    isRequired: true,
    isSetUp: (await countAdministrators(store.db)) > 0,
    account,
    role: principal?.role,
    csrfToken: principal?.session?.csrfToken,
    methods: { password: true, ...(oidc.isEnabled && { oidc: { name: oidc.name } }) },
  };
}

function accountParts(options: AccessOptions): AppAccess['account'] {
  const { store, clock } = options;
  return {
    changePassword: (principal, change) => changePassword(principal, change, options),
    changeName: (principal, displayName) => changeUser(principal.accountId, { displayName }, { principal, options }),
    sessions: async ({ accountId, session }) =>
      (await listSessions(store.db, accountId, clock.now().toISOString())).map(
        ({ sessionId, userAgent, createdAt, usedAt, expiresAt }) => ({
          sessionId,
          isCurrent: sessionId === session?.sessionId,
          userAgent,
          createdAt,
          usedAt,
          expiresAt,
        }),
      ),
    endSession: ({ accountId }, sessionId) => removeSessions(store.db, { accountId, sessionId }),
  };
}

function userParts(options: AccessOptions): AppAccess['users'] {
  const { store } = options;
  return {
    list: () => listAccounts(store.db),
    invite: async (input, principal) => {
      const { account, token } = await invite(input, principal, options);
      return { user: account, link: linkPath(token) };
    },
    change: async (accountId, change, principal) => {
      await requireAccount(store.db, accountId);
      return changeUser(accountId, change, { principal, options });
    },
    renewLink: async (accountId, principal) => {
      const { account, token } = await renewLink(accountId, principal, options);
      return { user: account, link: linkPath(token) };
    },
  };
}

function clientParts(options: AccessOptions): AppAccess['clients'] {
  const { store } = options;
  const shown = (client: OAuthClient) => ({ client: clientView(client), secret: client.secret });
  return {
    list: async () => (await listOAuthClients(store.db, store.vault)).map(clientView),
    make: async (input, principal) => shown(await makeClient(input, { principal, options })),
    change: async (clientId, input, principal) =>
      clientView(await changeClient(clientId, input, { principal, options })),
    renewSecret: async (clientId, principal) => shown(await renewClientSecret(clientId, { principal, options })),
    end: (clientId, principal) => endClient(clientId, { principal, options }),
  };
}

function clientView({ clientId, name, secret, redirectUris, needsPkce, createdAt }: OAuthClient): OAuthClientView {
  return { clientId, name, hasSecret: secret !== undefined, redirectUris, needsPkce, createdAt };
}

function settingsParts(options: AccessOptions): AppAccess['settings'] {
  const { store, clock } = options;
  const read = async () => {
    const { oidc, entra } = await readSignInSettings(options);
    return { oidc: { ...oidc, hasClientSecret: (await readOidcSecret(options)) !== undefined }, entra };
  };
  return {
    read,
    write: async (input, { name: actor }) => {
      const { clientSecret, hasClientSecret: _hasClientSecret, ...oidc } = input.oidc;
      await writeSignInSettings({ oidc, entra: input.entra }, clientSecret, options);
      const detail = { oidc: oidc.isEnabled, entra: input.entra.isEnabled };
      await store.transaction((tx) =>
        recordAudit(tx, {
          actor,
          action: 'signIn.change',
          objectKind: 'settings',
          objectName: 'signIn',
          detail,
          clock,
        }),
      );
      return read();
    },
    test: ({ oidc }) => testProvider(oidc, options),
  };
}
