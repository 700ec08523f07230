/** When a day begins and ends in the time of this browser, ISO 8601; undefined for what is not a day. */
export function startOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 'T00:00:00');
}

export function endOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 'T23:59:59.999');
}

function momentOf(day: string | undefined, time: string): string | undefined {
  const moment = new Date(`${day}${time}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
