import { hostname } from 'node:os';
import { createToken } from '../base/ids.ts';
import type { Random } from '../base/random.ts';

/** A name for this process under which it holds refreshes, leases and deliveries: host, process id, and a nonce. */
export function createOwner(random: Random): string {
  return [hostname(), process.pid, createToken(random, 6)].join('/');
}

/** Tells which owners are known to be gone; those on other machines always count as alive. `self` is this process. */
export function createOwnerCheck(self: string): (owner: string) => boolean {
  const [ownHost] = self.split('/');
  return (owner) => {
    const [host, pid] = owner.split('/');
    if (owner === self || host !== ownHost) return true;
    return Number(pid) !== process.pid && isRunning(Number(pid));
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
