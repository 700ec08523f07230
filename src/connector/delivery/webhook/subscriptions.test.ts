import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../../../test/support/store.ts';
import { createWebhookBench } from '../../../../test/support/webhooks.ts';
import { addSubscription } from './subscriptions.ts';

describeOnEachStore('a subscription', (test) => {
  const bench = () => createWebhookBench(test());

  it.each([
    ['metadata', 'http://169.254.169.254/latest', 'FLX_EGRESS_REFUSED'],
    ['a password', 'https://user:pw@example.com/', 'FLX_EGRESS_ADDRESS'],
    ['no address', 'nowhere', 'FLX_SUBSCRIPTION_ADDRESS'],
    ['16 KiB and more', `https://example.com/${'x'.repeat(16_384)}`, 'FLX_SUBSCRIPTION_ADDRESS'],
  ])('cannot be at %s', async (_name, url, code) => {
    await expect(bench().subscribe(url)).rejects.toMatchObject({ code });
  });

  it('is refused with a trigger that does not fit', async () => {
    const { parts } = bench();
    const request = { name: 'x', ownerName: 'y', url: 'https://93.184.216.34/', parameters: { threshold: 'many' } };
    const adding = addSubscription({ ...request, trigger: 'SegmentThresholdCrossed' }, parts);
    await expect(adding).rejects.toMatchObject({ code: 'FLX_INVALID' });
  });
});
