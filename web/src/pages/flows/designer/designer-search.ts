/** What the address of the designer says: a run to show on the canvas. */
export interface DesignerSearch {
  readonly run?: string;
}

/** Reads the address of the designer. */
export function readDesignerSearch(search: Readonly<Record<string, unknown>>): DesignerSearch {
  const { run } = search;
  return typeof run === 'string' && run !== '' ? { run } : {};
}
