import type { Clock } from '../../base/clock.ts';
import { createToken } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { keepSecret, readSecret } from '../../store/secrets.ts';
import type { Store } from '../../store/store.ts';

const SECRET = 'flow-addresses';

/** The key with which addresses of flows are signed; made once. */
export async function readSigningKey(
  { db, vault, transaction }: Pick<Store, 'db' | 'vault' | 'transaction'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<string> {
  const known = await readSecret(db, SECRET, vault);
  if (typeof known === 'string') return known;
  return transaction(async (tx) => {
    const made = await readSecret(tx, SECRET, vault);
    if (typeof made === 'string') return made;
    const key = createToken(random);
    await keepSecret(tx, { name: SECRET, value: key, vault, clock });
    return key;
  });
}
