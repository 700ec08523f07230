/** What a new flow begins with. */
export interface NewFlow {
  /** One of the templates, or none. */
  readonly template?: string;
  /** Kind of the trigger it starts from. */
  readonly trigger?: string;
  /** What the trigger watches: the name of a data source, segment or measure. */
  readonly subject?: string;
  readonly threshold?: string;
  /** Options of the threshold, as JSON. */
  readonly options?: string;
  /** The row of a measure with dimensions, as JSON. */
  readonly row?: string;
  /** Destination whose set-up it is the last step of. */
  readonly setUp?: 'power-automate';
}

/** Address of the designer with a new flow. */
export function newFlowAddress(flow: NewFlow): string {
  const query = new URLSearchParams(Object.entries(flow).filter(([, value]) => value !== undefined && value !== ''));
  return `/flows/new?${query.toString()}`;
}
