import type { FluxuError } from '../../base/errors.ts';
import type { ActionError } from '../actions/action.ts';
import type { StepEnd } from './control/control.ts';

/** The run cannot go on in this process: another one has it, or the journal cannot be written. The journal holds what it needs to go on elsewhere. */
export class RunInterrupted extends Error {
  override readonly name = 'RunInterrupted';
}

/** How a step ends that its own definition made fail. */
export function describeFault(error: FluxuError): StepEnd {
  return { status: 'Failed', code: codeOf(error), error: explain(error) };
}

/** An error as history shows it: what, where, and how to mend it. */
export function explain({ code, message, place, mend }: FluxuError): ActionError {
  const column = place?.column === undefined ? '' : `column ${place.column}`;
  const where = [place?.pointer, column].filter(Boolean).join(', ');
  return { code, message: [message, where && `At ${where}.`, mend].filter(Boolean).join(' ') };
}

/** Codes as the workflow service gives them, so that conditions on codes keep their meaning. */
function codeOf({ code }: FluxuError): string {
  if (code.startsWith('FLX_FLOW_VARIABLE')) return 'InvalidVariableOperation';
  if (code === 'FLX_FLOW_INPUT') return 'ExpressionEvaluationFailed';
  return 'InvalidTemplate';
}
