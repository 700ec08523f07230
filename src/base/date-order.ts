/** How many dates of a column can only be read with the month, or only with the day, first. */
export interface DateOrderProofs {
  readonly monthFirst: number;
  readonly dayFirst: number;
}

/** Whether dates with this separator put the month before the day: as most proofs say, else with slashes only. */
export function isMonthFirst(separator: string, { monthFirst, dayFirst }: DateOrderProofs): boolean {
  return monthFirst + dayFirst === 0 ? separator === '/' : monthFirst >= dayFirst;
}
