import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../src/http/server.ts';
import { openSmallCompany, type SmallCompany } from '../browser/support/small-company.ts';
import { type Browser, createBrowser } from './browser.ts';

/** A password that nobody calls weak. */
export const PASSWORD = 'lau hitz elkarrekin';

/** A server with sign-in over the small company. */
export interface SignInServer {
  readonly company: SmallCompany;
  readonly address: string;
  close(): Promise<void>;
}

/** Starts a server on which nobody has an account yet; with pages where a folder of them is given. */
export async function startSignInServer(webRoot = '/nowhere'): Promise<SignInServer> {
  const company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  const { access, connector } = company.app;
  const server = await createHttpServer(company.app, { access, connector, webRoot, version: '1' });
  const close = async () => {
    await server.close();
    await company.close();
  };
  return { company, address: await server.listen(), close };
}

/** Makes the first administrator and gives the browser he is signed in with. */
export async function becomeAdministrator({ company, address }: SignInServer): Promise<Browser> {
  const path = await company.app.access.firstAdministratorPath();
  const browser = createBrowser(address);
  const person = { email: 'ane@example.org', displayName: 'Ane', password: PASSWORD };
  await browser.send('POST', `/api/sign-in-links/${new URL(path ?? '', address).searchParams.get('token')}`, person);
  await browser.remember();
  return browser;
}

/** Invites somebody and gives the browser he is signed in with, and his id. */
export async function invite(
  { address, administrator }: { readonly address: string; readonly administrator: Browser },
  invitation: { readonly email: string; readonly displayName: string; readonly role: string },
): Promise<{ readonly browser: Browser; readonly accountId: string }> {
  const { body } = await administrator.send('POST', '/api/users', invitation);
  const { link, user } = body as { readonly link: string; readonly user: { readonly accountId: string } };
  const browser = createBrowser(address);
  const token = new URL(link, address).searchParams.get('token');
  await browser.send('POST', `/api/sign-in-links/${token}`, { password: PASSWORD });
  await browser.remember();
  return { browser, accountId: user.accountId };
}

/** Starts a server of others on this machine and gives its address. */
export async function listen(other: Server): Promise<string> {
  other.listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}
