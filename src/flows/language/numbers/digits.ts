import type { Decimal } from '../values/exact-number.ts';
import type { NumberCulture } from './culture.ts';

/** The digits of a magnitude before and after the decimal sign. */
export interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

/** The magnitude of a number rounded to some places, halves away from zero. */
export function roundHalfAway({ coefficient, scale }: Decimal, places: number): Digits {
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  const digits =
    scale <= places
      ? magnitude * 10n ** BigInt(places - scale)
      : roundedQuotient(magnitude, 10n ** BigInt(scale - places));
  const text = digits.toString().padStart(places + 1, '0');
  return { whole: text.slice(0, text.length - places), fraction: places === 0 ? '' : text.slice(-places) };
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n);
}

/** Digits with the group signs of a culture. */
export function groupDigits(digits: string, { group, groupSizes }: NumberCulture): string {
  const parts: string[] = [];
  let end = digits.length;
  for (let index = 0; end > 0; index++) {
    const size = groupSizes[Math.min(index, groupSizes.length - 1)] ?? 3;
    parts.unshift(digits.slice(Math.max(0, end - size), end));
    end -= size;
  }
  return parts.join(group);
}
