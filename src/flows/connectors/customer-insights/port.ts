import type { CallResult } from '../call-result.ts';

/** The operations of our own connector, carried out in this process; the same as the served connector gives. */
export interface CustomerInsightsPort {
  /** `parameters` by declared name; the body under the name of its parameter. */
  call(operationId: string, parameters: Readonly<Record<string, unknown>>): Promise<CallResult>;
}
