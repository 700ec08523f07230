/** An entity as the connector lists it. */
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
}
