/** The name of a trigger or step as people read it: without the underscores that a definition needs. */
export function titleFrom(name: string): string {
  return name.replaceAll('_', ' ');
}
