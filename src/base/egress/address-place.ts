import { isIPv4, isIPv6 } from 'node:net';

/** Where an address is, as far as it matters for calling it. */
export type AddressPlace = 'public' | 'private' | 'loopback' | 'linkLocal' | 'metadata' | 'reserved';

/** What each place is called in errors. */
export const PLACE_NAMES: Readonly<Record<AddressPlace, string>> = {
  public: 'public',
  private: 'in a private network',
  loopback: 'this machine',
  linkLocal: 'on the local link',
  metadata: 'a metadata service of the cloud',
  reserved: 'no address of a host',
};

/** Addresses that clouds give their machines' credentials from (AWS, Azure, Google, Alibaba, Oracle). */
const METADATA: readonly string[] = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
];
const METADATA_V6: readonly string[] = ['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254'];

/** IANA IPv4 special-purpose address registry; what is not here is public. */
const IPV4_RANGES: readonly (readonly [base: string, bits: number, place: AddressPlace])[] = [
  ['0.0.0.0', 8, 'loopback'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'linkLocal'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'private'],
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['224.0.0.0', 4, 'reserved'],
  ['240.0.0.0', 4, 'reserved'],
];

/** The place of an IP address; text that is none is `reserved`. */
export function placeOfAddress(address: string): AddressPlace {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIPv4(bare)) return placeOfIpv4(bare);
  const groups = isIPv6(bare) ? ipv6Groups(bare) : undefined;
  return groups ? placeOfIpv6(groups) : 'reserved';
}

function placeOfIpv4(address: string): AddressPlace {
  if (METADATA.includes(address)) return 'metadata';
  const value = ipv4Value(address);
  const range = IPV4_RANGES.find(([base, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) === Math.floor(ipv4Value(base) / size);
  });
  return range?.[2] ?? 'public';
}

function ipv4Value(address: string): number {
  return address.split('.').reduce((value, part) => value * 256 + Number(part), 0);
}

/** The eight groups of an IPv6 address. */
function ipv6Groups(address: string): readonly number[] | undefined {
  const canonical = URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : '';
  const [head = '', tail] = canonical.split('::');
  const parse = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [left, right] = [parse(head), parse(tail ?? '')];
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill(0), ...right];
  return groups.length === 8 ? (groups as number[]) : undefined;
}

/** IANA IPv6 special-purpose address registry. Addresses with an IPv4 address inside are where that one is. */
function placeOfIpv6(groups: readonly number[]): AddressPlace {
  if (METADATA_V6.some((address) => ipv6Groups(address)?.join() === groups.join())) return 'metadata';
  const embedded = embeddedIpv4(groups);
  if (embedded) return placeOfIpv4(embedded);
  const [first = 0, second = 0] = groups;
  if (groups.slice(0, 7).every((group) => group === 0)) return (groups[7] ?? 0) <= 1 ? 'loopback' : 'reserved';
  if ((first & 0xfe00) === 0xfc00) return 'private';
  if ((first & 0xffc0) === 0xfe80) return 'linkLocal';
  if ((first & 0xffc0) === 0xfec0) return 'private';
  if (first < 0x2000 || first > 0x3fff) return 'reserved';
  const isSpecial =
    (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) || (first === 0x3fff && second < 0x1000);
  return isSpecial ? 'reserved' : 'public';
}

/** The IPv4 address inside: mapped, compatible, translated (NAT64), or 6to4. */
function embeddedIpv4(groups: readonly number[]): string | undefined {
  const [first = 0, second = 0, third = 0, , fifth = 0, sixth = 0, seventh = 0, eighth = 0] = groups;
  const isZeroTo = (end: number) => groups.slice(0, end).every((group) => group === 0);
  const isMapped = isZeroTo(5) && sixth === 0xffff;
  const isTranslated = isZeroTo(4) && fifth === 0xffff && sixth === 0;
  const isCompatible = isZeroTo(6) && seventh !== 0;
  const isNat64 = first === 0x64 && second === 0xff9b;
  if (isMapped || isTranslated || isCompatible || isNat64) return dotted(seventh, eighth);
  return first === 0x2002 ? dotted(second, third) : undefined;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
