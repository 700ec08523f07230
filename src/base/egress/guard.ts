import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { baseError } from '../catalogue.ts';
import { type AddressPlace, PLACE_NAMES, placeOfAddress } from './address-place.ts';

/** An address a name stands for. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface EgressOptions {
  /** Also addresses in private networks and on this machine. Metadata services stay closed. */
  readonly allowPrivateNetworks: boolean;
  /** All addresses of a host name; the system's resolver when left out. */
  readonly resolve?: ((host: string) => Promise<readonly ResolvedAddress[]>) | undefined;
}

/** Decides which addresses may be called. */
export class EgressPolicy {
  readonly #allowed: ReadonlySet<AddressPlace>;
  readonly #resolve: (host: string) => Promise<readonly ResolvedAddress[]>;

  constructor({ allowPrivateNetworks, resolve = resolveWithSystem }: EgressOptions) {
    this.#allowed = new Set(allowPrivateNetworks ? ['public', 'private', 'loopback', 'linkLocal'] : ['public']);
    this.#resolve = resolve;
  }

  /**
   * The address as it will be called: no dot at the end of its host.
   * @throws FLX_EGRESS_ADDRESS, FLX_EGRESS_REFUSED for a host that is an IP address of a closed place
   */
  checkUrl(address: string | URL): URL {
    if (!URL.canParse(String(address))) throw refuseAddress('that was given', 'it is not an address');
    const url = new URL(address);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw refuseAddress(url.protocol, 'it is neither http nor https');
    if (url.username !== '' || url.password !== '') throw refuseAddress(url.host, 'it carries a user or password');
    url.hostname = url.hostname.replace(/\.+$/, '');
    const host = bareHost(url);
    if (host === '') throw refuseAddress(url.protocol, 'it has no host');
    if (isIP(host) !== 0) this.#checkPlace(host, host);
    return url;
  }

  /** All addresses of a host, none of them in a closed place. @throws FLX_EGRESS_REFUSED, or the resolver's error */
  async resolveHost(host: string): Promise<readonly ResolvedAddress[]> {
    const family = isIP(host);
    const addresses =
      family === 0
        ? await this.#resolve(host)
        : [{ address: host, family: family === 6 ? (6 as const) : (4 as const) }];
    for (const { address } of addresses) this.#checkPlace(host, address);
    return addresses;
  }

  /** @throws FLX_EGRESS_ADDRESS, FLX_EGRESS_REFUSED, or the resolver's error */
  async check(address: string | URL): Promise<void> {
    await this.resolveHost(bareHost(this.checkUrl(address)));
  }

  #checkPlace(host: string, address: string): void {
    const place = placeOfAddress(address);
    if (!this.#allowed.has(place)) throw baseError('FLX_EGRESS_REFUSED', { host, place: PLACE_NAMES[place] });
  }
}

/** The host of an address without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function refuseAddress(address: string, reason: string) {
  return baseError('FLX_EGRESS_ADDRESS', { address, reason });
}

/** All addresses that the system's resolver knows of a host. */
export async function resolveWithSystem(host: string): Promise<readonly ResolvedAddress[]> {
  const addresses = await lookup(host, { all: true, verbatim: true });
  return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
