/** A number with what it counts, as English writes it: `1 line`, `2,000 lines`. @param singular takes an s for several */
export function counted(count: number, singular: string): string {
  return `${count.toLocaleString('en')} ${singular}${count === 1 ? '' : 's'}`;
}
