import type { Clock } from '../../base/clock.ts';
import type { MatchPlan } from '../../model/match-plan.ts';
import type { Engine } from '../../sql/engine.ts';
import type { StageTiming } from '../../sql/stage.ts';

/** Files to be matched, and how. */
export interface MatchRequest {
  readonly files: readonly string[];
  /** Column that identifies a row within its file; `source=column` where one file has another one. */
  readonly key: string | readonly string[];
  readonly plan: MatchPlan;
  /** Where source, key and cluster_id go: CSV, or Parquet by its extension. */
  readonly out?: string | undefined;
  readonly threads: number;
  readonly memoryLimit: string;
  /** Also gathers what a report shows. */
  readonly hasReport: boolean;
  /** Rows of which it is known who is who, to tell how good every threshold would be. */
  readonly labels?: MatchLabelling | undefined;
  /** Two rows to explain, each as source and key. */
  readonly explain?: readonly [MatchRow, MatchRow] | undefined;
}

/** A row of one of the files. */
export interface MatchRow {
  readonly source: string;
  readonly key: string;
}

/** Who is who, as pairs or as clusters. */
export type MatchLabelling =
  | { readonly pairs: readonly { readonly left: MatchRow; readonly right: MatchRow; readonly isMatch: boolean }[] }
  | { readonly clusters: readonly { readonly row: MatchRow; readonly cluster: string }[] };

export interface MatchContext {
  /** Default: DuckDB in this process. */
  readonly engine?: Engine;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onStage?: ((timing: StageTiming) => void) | undefined;
}
