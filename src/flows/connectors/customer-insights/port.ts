/** Something the connector lists: what it is called in operations, and for people. */
export interface InsightsEntity {
  readonly name: string;
  readonly displayName: string;
}

/** Which rows of an entity are wanted; OData texts as flows carry them. */
export interface ItemsQuery {
  readonly filter?: string;
  readonly select?: string;
  readonly orderby?: string;
  readonly top?: number;
  readonly skip?: number;
}
/** Operations that list values to choose from. */
export type ChoiceList =
  | 'ListInstances'
  | 'ListDataSources'
  | 'ListSegments'
  | 'ListMeasures'
  | 'ListCalculations'
  | 'ListMeasureRows';
export type Item = Readonly<Record<string, unknown>>;

/** What the connector `customer-insights` needs of this server's insights. */
export interface CustomerInsightsPort {
  listEntities(): Promise<readonly InsightsEntity[]>;
  items(entity: string, query: ItemsQuery): Promise<readonly Item[]>;
  /** Undefined when there is no such row. */
  item(entity: string, id: string): Promise<Item | undefined>;
  /** State of the last refresh and of its tasks. */
  status(reportType?: string): Promise<unknown>;
  createItem?(entity: string, item: Item): Promise<Item>;
  updateItem?(entity: string, id: string, item: Item): Promise<Item>;
  partitions?(entity: string): Promise<readonly unknown[]>;
  partitionData?(entity: string, partition: string): Promise<unknown>;
  /** Values that a parameter can take now, by the operation that lists them. */
  choices?(list: ChoiceList, measure?: string): Promise<readonly InsightsEntity[]>;
  /** JSON Schema of the rows of an entity. */
  entitySchema?(entity: string, purpose: 'read' | 'write'): Promise<unknown>;
  /** JSON Schema of a row of a measure: its dimensions. */
  measureRowSchema?(measure: string): Promise<unknown>;
}
