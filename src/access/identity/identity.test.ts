import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '../../../test/support/store.ts';
import { silentLogger } from '../../base/logger.ts';
import { systemRandom } from '../../base/random.ts';
import { createAccount, getAccount } from '../../store/accounts.ts';
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

describe('an invitation', () => {
  const arrive = (isEmailVouched: boolean) =>
    options.store.transaction((tx) =>
      accountOfIdentity(
        tx,
        {
          issuer: 'https://login.example',
          subject: `subject-${isEmailVouched}`,
          email: 'ane@example.org',
          isEmailVouched,
          displayName: 'Somebody',
          groups: [],
        },
        { rules: { makesAccounts: false, defaultRole: 'viewer' }, options },
      ),
    );

  it('is not given to who only says that the address is his', async () => {
    await expect(arrive(false)).rejects.toMatchObject({ code: 'FLX_ACCESS_NO_ACCOUNT' });
    expect(await getAccount(options.store.db, 'a1')).toMatchObject({ state: 'invited' });
  });

  it('is given to whose address the issuer vouches for', async () => {
    expect(await arrive(true)).toMatchObject({ accountId: 'a1', state: 'active', role: 'administrator' });
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
