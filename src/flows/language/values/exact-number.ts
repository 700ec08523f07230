/** JSON text that `JSON.stringify` copies as it is (ECMAScript `JSON.rawJSON`, not yet in the compiler's library). */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** An integer outside of what a double counts exactly. */
export class LongInteger {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }

  toString(): string {
    return this.value.toString();
  }

  toJSON(): unknown {
    return rawJson(this.toString());
  }
}

/** A float that happens to be whole, such as `5.0`: a plain number would be taken for an integer. */
export class WholeFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    return String(this.value);
  }

  toJSON(): unknown {
    return rawJson(`${Object.is(this.value, -0) ? '-0' : this.value}.0`);
  }
}

/** A decimal number: `coefficient` / 10^`scale`, with its trailing zeros kept. */
export class Decimal {
  readonly coefficient: bigint;
  readonly scale: number;

  constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient;
    this.scale = scale;
  }

  toString(): string {
    if (this.scale === 0) return this.coefficient.toString();
    const sign = this.coefficient < 0n ? '-' : '';
    const digits = (this.coefficient < 0n ? -this.coefficient : this.coefficient)
      .toString()
      .padStart(this.scale + 1, '0');
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  toJSON(): unknown {
    return rawJson(this.scale === 0 ? `${this.coefficient}.0` : this.toString());
  }
}

/** A number that needs more than a plain JavaScript number. */
export type ExactNumber = LongInteger | WholeFloat | Decimal;
