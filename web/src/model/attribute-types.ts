/** True for types whose values are ordered numbers. */
export function isNumber(type: string): boolean {
  return type === 'integer' || type === 'decimal' || type === 'double';
}

/** True for days and moments. */
export function isDate(type: string): boolean {
  return type === 'date' || type === 'dateTime';
}
