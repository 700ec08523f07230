/** What a process of the comparison does. */
export interface SplinkTask {
  readonly side: 'fluxu' | 'splink';
  readonly folder: string;
  readonly files: readonly string[];
  readonly key: string;
  /** Column of the truth; where it is undefined, the key's second part between dashes tells. */
  readonly truth?: string | undefined;
  /** Names of the blocking rules, for Splink's statements. */
  readonly rules: readonly string[];
  /** Random pairs to learn from how often values agree by chance, for Splink's statements. */
  readonly randomPairs: number;
  /** Match probabilities to cluster at, for Splink's statements; the first is timed. */
  readonly thresholds: readonly number[];
}

/** What it measured. */
export interface SplinkFigures {
  /** From files to clusters in a file. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly pairs: number;
  readonly rules: readonly string[];
  /** F1 of clusters over pairs of records; the best of all thresholds where there are several. */
  readonly f1: number;
}
