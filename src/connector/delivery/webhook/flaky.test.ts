import { expect, it } from 'vitest';
import { runFlakyDelivery } from '../../../../test/support/flaky-delivery.ts';
import { describeOnEachStore } from '../../../../test/support/store.ts';

describeOnEachStore('a receiver that fails at random', (test) => {
  it('gets everything, under the ids it was sent with, in order where asked', async () => {
    const outcome = await runFlakyDelivery(test(), { ordered: [60], unordered: [400, 340], seed: 3 });
    expect(outcome).toMatchObject({ sent: 800, arrived: 800, unknown: 0, disordered: 0 });
    expect(outcome.requests).toBeGreaterThan(900);
    expect(outcome.repeated).toBeGreaterThan(0);
  });
});
