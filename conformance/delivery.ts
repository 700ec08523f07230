import { runFlakyDelivery } from '../test/support/flaky-delivery.ts';
import { openTestStore } from '../test/support/store.ts';
import type { ConformanceTable } from './table.ts';

/** 100,000 deliveries: eight subscriptions in any order, two in order. */
const UNORDERED = Array.from({ length: 8 }, () => 12_000);
const ORDERED = [2000, 2000];

/** Deliveries through a receiver that fails at random: none may be lost, none under another id, order kept where asked. */
export async function runDeliveryConformance(): Promise<ConformanceTable> {
  const opened = await openTestStore();
  try {
    const { sent, arrived, unknown, disordered } = await runFlakyDelivery(opened, {
      ordered: ORDERED,
      unordered: UNORDERED,
      seed: 7,
    });
    const inOrder = ORDERED.reduce((sum, count) => sum + count, 0);
    return {
      subject: 'delivery',
      rows: [
        { category: 'arrived through a receiver that fails at random', passed: arrived, total: sent, floor: 1 },
        { category: 'under the id they were sent with', passed: sent - unknown, total: sent, floor: 1 },
        { category: 'in order where asked', passed: inOrder - disordered, total: inOrder, floor: 1 },
      ],
    };
  } finally {
    await opened.close();
  }
}
