import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '../../../test/support/store.ts';
import { silentLogger } from '../../base/logger.ts';
import { systemRandom } from '../../base/random.ts';
import { createAccount, getAccount } from '../../store/accounts.ts';
import { listAudit } from '../../store/audit.ts';
import type { AccessOptions } from '../options.ts';
import { accountOfIdentity } from './account.ts';
import { safeReturn } from './oidc.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let options: AccessOptions;
beforeAll(async () => {
  opened = await openTestStore();
  const { store, clock } = opened;
  options = { store, clock, random: systemRandom, logger: silentLogger, fetch };
  const createdAt = clock.now().toISOString();
  const invited = { accountId: 'a1', email: 'ane@example.org', displayName: 'Ane', role: 'administrator' } as const;
  await createAccount(store.db, { ...invited, state: 'invited', createdAt });
});
afterAll(() => opened.close());

/** Somebody comes from a provider. */
const arrive = (subject: string, email: string, over: { isEmailVouched?: boolean; groups?: readonly string[] } = {}) =>
  options.store.transaction((tx) =>
    accountOfIdentity(
      tx,
      {
        issuer: 'https://login.example',
        subject,
        email,
        isEmailVouched: over.isEmailVouched ?? true,
        displayName: 'Somebody',
        groups: over.groups ?? [],
      },
      { rules: { makesAccounts: false, defaultRole: 'viewer', roles: { shop: 'viewer' } }, options },
    ),
  );
const changes = async () => (await listAudit(options.store.db, { limit: 100 })).items.length;

describe('an invitation', () => {
  it('is not given to who only says that the address is his', async () => {
    await expect(arrive('eve', 'ane@example.org', { isEmailVouched: false })).rejects.toMatchObject({
      code: 'FLX_ACCESS_NO_ACCOUNT',
    });
    expect(await getAccount(options.store.db, 'a1')).toMatchObject({ state: 'invited' });
  });

  it('is given to whose address the issuer vouches for', async () => {
    expect(await arrive('ane', 'ane@example.org')).toMatchObject({
      accountId: 'a1',
      state: 'active',
      role: 'administrator',
    });
  });
});

describe('groups at the provider', () => {
  it('do not take the last administrator away, and change nothing where nothing is new', async () => {
    const before = await changes();
    expect(await arrive('ane', 'ane@example.org', { groups: ['shop'] })).toMatchObject({ role: 'administrator' });
    expect(await changes()).toBe(before);
  });

  it('decide the role of everybody else, which is in the audit log', async () => {
    const createdAt = opened.clock.now().toISOString();
    const other = { accountId: 'a2', email: 'ben@example.org', displayName: 'Ben', role: 'administrator' } as const;
    await createAccount(options.store.db, { ...other, state: 'invited', createdAt });
    await arrive('ben', 'ben@example.org');
    const before = await changes();
    expect(await arrive('ben', 'ben@example.org', { groups: ['shop'] })).toMatchObject({ role: 'viewer' });
    expect(await changes()).toBe(before + 1);
  });
});

describe('the page to go on to after sign-in', () => {
  it.each([
    ['a page', '/segments?name=Loyal#chart', '/segments?name=Loyal#chart'],
    ['another server', 'https://other.example/', '/'],
    ['another server without its scheme', '//other.example/', '/'],
    ['a backslash', '/\\other.example/', '/'],
    ['a tab that browsers drop', '/\t/other.example/', '/'],
    ['a line end that browsers drop', '/\n/other.example/', '/'],
    ['dots that leave two slashes', '/.//other.example/', '/'],
    ['nothing', '', '/'],
  ])('%s', (_name, asked, given) => {
    expect(safeReturn(asked)).toBe(given);
  });
});
