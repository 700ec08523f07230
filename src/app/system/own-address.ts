import { createHmac, timingSafeEqual } from 'node:crypto';
import { placeOfAddress } from '../../base/egress/address-place.ts';
import { bareHost, type ResolvedAddress, resolveWithSystem } from '../../base/egress/guard.ts';
import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { messageOf } from '../../base/errors.ts';
import { createToken } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import type { Settings } from '../../base/settings.ts';
import type { AddressCheck, CheckView, OwnAddressView } from '../view/system.ts';

export interface OwnAddressOptions {
  readonly settings: Pick<Settings, 'publicUrl'>;
  readonly random: Random;
  readonly guard: Pick<EgressGuard, 'exchange'>;
  /** Key that every process of this server has, and nobody else. */
  readonly key: () => Promise<string>;
  /** Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

const ANSWER_MILLISECONDS = 10_000;
const ANSWER_LIMIT_BYTES = 4096;

/** What is said of each finding: in one sentence, and how to mend it. `detail` fills the gap. */
const FINDINGS = {
  notSet: [
    'warning',
    'No public address is set.',
    'Set FLUXU_PUBLIC_URL to the https address under which others reach the server.',
  ],
  https: ['ok', 'The address is an https one.', undefined],
  plain: [
    'warning',
    'The address is not an https one.',
    'Put the server behind a proxy with TLS, and set FLUXU_PUBLIC_URL to its https address.',
  ],
  resolves: ['ok', 'Its name stands for {detail}.', undefined],
  unresolved: [
    'failed',
    'Its name cannot be resolved: {detail}.',
    'Make a DNS record for the name, or correct FLUXU_PUBLIC_URL.',
  ],
  public: ['ok', 'It is reached from the internet.', undefined],
  private: [
    'warning',
    'It lies in a closed network: {detail}.',
    'Use a name of a public address; Power Automate calls from the internet.',
  ],
  answers: ['ok', 'This server answers there.', undefined],
  silent: [
    'warning',
    'Nobody answers there: {detail}.',
    'Start the server, and lead the proxy to it. Some networks do not lead a server to its own public address: then try <address>/healthz from outside.',
  ],
  other: ['failed', 'Another server answers there: {detail}.', 'Lead the name or the proxy to this server.'],
} as const satisfies Record<string, readonly [CheckView['status'], string, string | undefined]>;
type Finding = keyof typeof FINDINGS;

/** Proves that this server, in whichever process, answers a challenge. */
export function proveAddress(key: string, challenge: string): string {
  return createHmac('sha256', key).update(`own address ${challenge}`).digest('base64url');
}

/** Looks whether others reach this server under its public address: over https, by its name, from the internet, and itself. */
export async function checkOwnAddress(options: OwnAddressOptions): Promise<OwnAddressView> {
  const address = options.settings.publicUrl.replace(/\/+$/, '');
  if (address === '') return { address, checks: [said('https', 'notSet')] };
  const url = new URL(address);
  const scheme = said('https', url.protocol === 'https:' ? 'https' : 'plain');
  const resolve = options.resolve ?? resolveWithSystem;
  let found: readonly ResolvedAddress[];
  try {
    found = await resolve(bareHost(url));
  } catch (error) {
    return { address, checks: [scheme, said('name', 'unresolved', messageOf(error))] };
  }
  const addresses = found.map((each) => each.address).join(', ');
  const isPublic = found.every((each) => placeOfAddress(each.address) === 'public');
  return {
    address,
    checks: [
      scheme,
      said('name', 'resolves', addresses),
      isPublic ? said('public', 'public') : said('public', 'private', addresses),
      await checkAnswer(address, options),
    ],
  };
}

async function checkAnswer(address: string, { guard, random, key }: OwnAddressOptions): Promise<AddressCheck> {
  const challenge = createToken(random);
  try {
    const { status, body } = await guard.exchange(`${address}/healthz?challenge=${challenge}`, {
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
      answerLimitBytes: ANSWER_LIMIT_BYTES,
    });
    return isSame(proofIn(body), proveAddress(await key(), challenge))
      ? said('answers', 'answers')
      : said('answers', 'other', `status ${status}`);
  } catch (error) {
    return said('answers', 'silent', messageOf(error));
  }
}

function proofIn(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString()) as { readonly proof?: unknown } | null)?.proof;
  } catch {
    return undefined;
  }
}

function isSame(given: unknown, expected: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function said(name: AddressCheck['name'], finding: Finding, detail?: string): AddressCheck {
  const [status, text, mend] = FINDINGS[finding];
  return { name, finding, status, result: text.replace('{detail}', () => detail ?? ''), mend, detail };
}
