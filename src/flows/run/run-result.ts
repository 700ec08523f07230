import { isFluxuError } from '../../base/errors.ts';
import type { FlowProgram } from '../graph/graph.ts';
import type { Scope, ValueObject } from '../language/index.ts';
import type { RunEnd } from './control/control.ts';
import { evaluateOutputs } from './outputs.ts';

/** How a run went. */
export interface RunResult extends RunEnd {
  readonly code: string | undefined;
  readonly outputs: ValueObject;
}

/** The result of a run that ended, with its outputs as far as they can be told; `scope` is undefined when nothing began. */
export function resultOf(program: FlowProgram, end: RunEnd, scope: Scope | undefined): RunResult {
  const code = end.status === 'Failed' ? (end.error?.code ?? 'ActionFailed') : undefined;
  if (!scope) return { ...end, code, outputs: {} };
  try {
    return { ...end, code, outputs: evaluateOutputs(program, scope) };
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    if (end.status !== 'Succeeded') return { ...end, code, outputs: {} };
    const { message } = error;
    return { status: 'Failed', code: 'InvalidTemplate', error: { code: error.code, message }, outputs: {} };
  }
}
