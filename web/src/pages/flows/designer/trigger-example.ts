import { useMemo } from 'react';
import { useDesigner } from './designer-context.ts';
import { triggerExample } from './document/example.ts';
import { findOperationView } from './document/operation-host.ts';

/** What the first trigger on the canvas could give, after its schema: something to begin a test with. */
export function useTriggerExample(): unknown {
  const { definition, connectors } = useDesigner();
  const [trigger] = Object.values(definition.triggers ?? {});
  return useMemo(
    () => (trigger ? triggerExample(trigger, findOperationView(connectors, trigger)?.operation) : {}),
    [trigger, connectors],
  );
}
