import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TestEventView } from '../../../../../src/app/view/designer.ts';
import { postJson } from '../../../api/client.ts';
import { useDesigner } from './designer-context.ts';

/** Past runs and events of the triggers as they are on the canvas, newest first; undefined while they are not known. */
export function useTestEvents({ isWanted = true } = {}): readonly TestEventView[] | undefined {
  const { flow, definition, connections } = useDesigner();
  const request = { flow, definition: { triggers: definition.triggers ?? {} }, connections };
  const query = useQuery({
    queryKey: ['designer', 'events', request],
    queryFn: () => postJson<{ items: readonly TestEventView[] }>('/api/designer/events', request),
    placeholderData: keepPreviousData,
    enabled: isWanted,
  });
  return query.data?.items;
}
