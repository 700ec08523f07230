import type { Role } from '../../model/role.ts';
import { keepSecret, readSecret, removeSecret } from '../../store/secrets.ts';
import { readSetting, writeSetting } from '../../store/settings.ts';
import type { AccessOptions } from '../options.ts';

/** Roles for those who sign in elsewhere. */
export interface RoleRules {
  /** Who comes for the first time gets an account. */
  readonly makesAccounts: boolean;
  readonly defaultRole: Role;
  /** Role by group or role of the provider; the greatest one counts. */
  readonly roles?: Readonly<Record<string, Role>> | undefined;
}

/** Sign-in at an OpenID Connect provider. */
export interface OidcSettings extends RoleRules {
  readonly isEnabled: boolean;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: string;
  readonly groupClaim?: string | undefined;
}

/** Tokens of Microsoft Entra ID that are taken from connectors. */
export interface EntraSettings extends RoleRules {
  readonly isEnabled: boolean;
  readonly issuers: readonly string[];
  readonly audience: string;
  readonly jwksUrl: string;
}

export interface SignInSettings {
  readonly oidc: OidcSettings;
  readonly entra: EntraSettings;
}

const SETTING = 'signIn';
const SECRET = 'signIn/oidcClientSecret';

const NONE: SignInSettings = {
  oidc: {
    isEnabled: false,
    name: 'Single sign-on',
    issuer: '',
    clientId: '',
    scopes: 'openid email profile',
    makesAccounts: false,
    defaultRole: 'viewer',
  },
  entra: { isEnabled: false, issuers: [], audience: '', jwksUrl: '', makesAccounts: false, defaultRole: 'viewer' },
};

/** How people sign in; nothing beside passwords at first. */
export async function readSignInSettings({ store }: Pick<AccessOptions, 'store'>): Promise<SignInSettings> {
  return (await readSetting<SignInSettings>(store.db, SETTING)) ?? NONE;
}

/** Secret of the client at the provider. */
export async function readOidcSecret({ store }: Pick<AccessOptions, 'store'>): Promise<string | undefined> {
  const secret = await readSecret(store.db, SECRET, store.vault);
  return typeof secret === 'string' && secret !== '' ? secret : undefined;
}

/** Keeps settings; without a secret the one before stays, an empty one removes it. */
export async function writeSignInSettings(
  settings: SignInSettings,
  clientSecret: string | undefined,
  { store, clock }: AccessOptions,
): Promise<void> {
  await store.transaction(async (tx) => {
    await writeSetting(tx, { name: SETTING, value: settings, clock });
    if (clientSecret === '') await removeSecret(tx, SECRET);
    else if (clientSecret !== undefined)
      await keepSecret(tx, { name: SECRET, value: clientSecret, vault: store.vault, clock });
  });
}
