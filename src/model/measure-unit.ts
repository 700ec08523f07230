import type { Measure } from './measure.ts';

// Nothing but types is imported here: the pages say amounts in the same units.

const COUNTS: ReadonlySet<string> = new Set(['count', 'countDistinct']);

/**
 * The unit of one calculation of a measure: what counts rows beside an amount has none, as orders beside their EUR.
 * @param name of the calculation. Default: the first.
 */
export function unitOfCalculation(
  { calculations, unit }: Pick<Measure, 'calculations' | 'unit'>,
  name = calculations[0]?.name,
): string | undefined {
  const isMixed = calculations.some((each) => !COUNTS.has(each.function));
  const found = calculations.find((each) => each.name === name);
  return isMixed && COUNTS.has(found?.function ?? '') ? undefined : unit;
}
