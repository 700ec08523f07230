import * as client from 'openid-client';
import type { Browser } from './browser.ts';

/** Where the program of `registerProgram` takes the answer of a sign-in. */
export const PROGRAM_REDIRECT = 'http://127.0.0.1:1/redirect';

/** What a program holds after somebody agreed. */
export interface ProgramTokens {
  readonly access: string;
  readonly refresh: string;
}

/** A program outside, as Power Automate is one, that may ask people to sign in at our server. */
export interface Program {
  readonly clientId: string;
  /** Lets a person sign in and agree. */
  allow(browser: Browser): Promise<ProgramTokens>;
  /** @throws `invalid_grant` once what was allowed has ended */
  refresh(tokens: ProgramTokens): Promise<unknown>;
}

/** Makes the client `Power Automate` as an administrator does. */
export async function registerProgram(address: string, administrator: Browser): Promise<Program> {
  const request = { name: 'Power Automate', redirectUris: [PROGRAM_REDIRECT] };
  const { body } = await administrator.send('POST', '/api/oauth-clients', request);
  const { client: made, secret } = body as { client: { clientId: string }; secret: string };
  const authentication = client.ClientSecretPost(secret);
  const configuration = await client.discovery(new URL(`${address}/oauth`), made.clientId, secret, authentication, {
    execute: [client.allowInsecureRequests],
  });
  return {
    clientId: made.clientId,
    allow: async (browser) => {
      const pkceCodeVerifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: PROGRAM_REDIRECT,
        scope: 'connector offline_access',
        prompt: 'consent',
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      const { arrival } = await browser.authorize(url.href, PROGRAM_REDIRECT);
      const tokens = await client.authorizationCodeGrant(configuration, new URL(arrival), { pkceCodeVerifier });
      return { access: tokens.access_token, refresh: tokens.refresh_token ?? '' };
    },
    refresh: ({ refresh }) => client.refreshTokenGrant(configuration, refresh),
  };
}
