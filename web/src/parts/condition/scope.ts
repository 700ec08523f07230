/** What conditions can speak of at one place. */
export interface ConditionScope {
  /** The entity whose rows are tested. */
  readonly entity: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
  /** Measures about single customers. */
  readonly measures: readonly { readonly name: string; readonly displayName: string }[];
  readonly segments: readonly { readonly name: string; readonly displayName: string }[];
  /** Orders of these rows above each other: account hierarchies, and relationships from the entity to itself. */
  readonly hierarchies: readonly string[];
  /** Relationships that lead from here to rows of another entity. */
  readonly ways: readonly {
    readonly relationship: string;
    readonly label: string;
    /** What can be said of the rows reached; asked for when it is needed. */
    readonly scope: () => ConditionScope;
  }[];
}
