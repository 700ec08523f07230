import { flowError } from '../catalogue.ts';
import type { TaskAction } from './action.ts';

/** Stands for actions that cannot run here: they are imported and checked like others, and fail when they are reached. */
export function createUnsupportedAction(type: string): TaskAction {
  return Object.freeze({
    kind: 'task',
    types: [type],
    hasEffects: true,
    readInputs: ({ definition }) => definition['inputs'] ?? null,
    run: () => {
      const { code, message } = flowError('FLX_FLOW_UNSUPPORTED_ACTION', { type });
      return { kind: 'ended', status: 'Failed', code: 'NotSupported', error: { code, message } };
    },
  } satisfies TaskAction);
}
