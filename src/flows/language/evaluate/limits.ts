/** What one evaluation may use. */
export interface EvaluationLimits {
  /** Function calls and elements produced. */
  readonly steps: number;
  /** Characters of any text made on the way. */
  readonly outputLength: number;
  readonly seconds: number;
}

/** The limits that hold when none are given; the length is the documented limit of the language. */
export const DEFAULT_LIMITS: EvaluationLimits = Object.freeze({
  steps: 5_000_000,
  outputLength: 104_857_600,
  seconds: 10,
});
