import type { Clock } from '../../base/clock.ts';
import { createToken } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { keepSecret, readSecret } from '../../store/secrets.ts';
import type { Store } from '../../store/store.ts';

/** The key of the server under a name, e.g. `flow-addresses` to sign addresses of flows with; made once. */
export async function readSigningKey(
  { db, vault, transaction }: Pick<Store, 'db' | 'vault' | 'transaction'>,
  { name, clock, random }: { readonly name: string; readonly clock: Clock; readonly random: Random },
): Promise<string> {
  const known = await readSecret(db, name, vault);
  if (typeof known === 'string') return known;
  return transaction(async (tx) => {
    const made = await readSecret(tx, name, vault);
    if (typeof made === 'string') return made;
    const key = createToken(random);
    await keepSecret(tx, { name, value: key, vault, clock });
    return key;
  });
}
