/** What a measure or segment reads, by name. */
export interface DefinitionUse {
  readonly entities: readonly string[];
  readonly measures: readonly string[];
  readonly segments: readonly string[];
}
