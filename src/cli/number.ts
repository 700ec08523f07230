import { InvalidArgumentError } from 'commander';

/** A number given as an option. @throws InvalidArgumentError, which commander tells with the option's name. */
export function readNumber(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It is no number.');
}

/** A whole number from 1 on. @throws InvalidArgumentError */
export function readCount(text: string): number {
  const count = readNumber(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It is no whole number from 1 on.');
}
