import type { Value } from '../values/value.ts';
import type { Evaluation } from './evaluation.ts';

/** A compiled expression or template. */
export type Compiled = (evaluation: Evaluation) => Value;
