import { valueError } from './argument-error.ts';

/**
 * A version 4 GUID from 16 random bytes in one of .NET's formats.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown format
 */
export function formatGuid(random: Uint8Array, format: string): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  const dashed = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  switch (format.toUpperCase()) {
    case 'N':
      return hex;
    case 'D':
      return dashed;
    case 'B':
      return `{${dashed}}`;
    case 'P':
      return `(${dashed})`;
    case 'X':
      return hexadecimalGuid(hex);
    default:
      throw valueError({ function: 'guid', parameter: 'format', expected: 'N, D, B, P or X' }, format);
  }
}

function hexadecimalGuid(hex: string): string {
  const tail = hex
    .slice(16)
    .replace(/../g, (pair) => `,0x${pair}`)
    .slice(1);
  return `{0x${hex.slice(0, 8)},0x${hex.slice(8, 12)},0x${hex.slice(12, 16)},{${tail}}}`;
}
