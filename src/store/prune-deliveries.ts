import type { DeliveryStatus } from './deliveries.ts';
import type { Database } from './schema.ts';

/**
 * Removes deliveries of these statuses that were made before a moment, oldest first, with their attempts. Belongs in a
 * transaction.
 * @returns how many were removed; fewer than the limit when no more are left
 */
export async function pruneDeliveries(
  tx: Database,
  request: { readonly statuses: readonly DeliveryStatus[]; readonly createdBefore: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx
    .selectFrom('delivery')
    .select('delivery_id')
    .where('created_at', '<', request.createdBefore.toISOString())
    .where('status', 'in', request.statuses)
    .orderBy('created_at')
    .limit(request.limit)
    .execute();
  const ids = rows.map((row) => row.delivery_id);
  if (ids.length === 0) return 0;
  for (const table of ['delivery_attempt', 'delivery'] as const)
    await tx.deleteFrom(table).where('delivery_id', 'in', ids).execute();
  return ids.length;
}
