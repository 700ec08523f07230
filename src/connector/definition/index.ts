import { actions } from './actions.ts';
import { choiceOperations } from './choices.ts';
import type { ConnectorOperation } from './operation.ts';
import { triggerOperations } from './triggers.ts';

/** Every operation of our connector: the triggers, the ten actions, and what designers need for them. */
export const connectorOperations: readonly ConnectorOperation[] = Object.freeze([
  ...actions,
  ...triggerOperations,
  ...choiceOperations,
]);
