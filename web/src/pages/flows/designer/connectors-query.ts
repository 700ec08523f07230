import type { ConnectorView } from '../../../../../src/app/view/designer.ts';
import { getJson } from '../../../api/client.ts';

/** Connectors with their operations, as the designer shows them. */
export const connectorsQuery = {
  queryKey: ['designer', 'connectors'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<{ items: readonly ConnectorView[] }>('/api/designer/connectors', signal),
  staleTime: 60_000,
};
