/** When a day begins in the time of this browser, ISO 8601; undefined for what is not a day. */
export function startOfDay(day: string | undefined): string | undefined {
  return midnight(day, 0);
}

/** When the day after begins: the first moment that no longer belongs to a day. */
export function endOfDay(day: string | undefined): string | undefined {
  return midnight(day, 1);
}

function midnight(day: string | undefined, daysLater: number): string | undefined {
  const moment = new Date(`${day}T00:00:00`);
  if (Number.isNaN(moment.getTime())) return undefined;
  // By the calendar: a day on which the clock is changed has no 24 hours.
  moment.setDate(moment.getDate() + daysLater);
  return moment.toISOString();
}
