import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { TemplateTrialResult } from '../../../../../../src/app/view/designer.ts';
import { postJson } from '../../../../api/client.ts';
import { useDesigner } from '../designer-context.ts';

/** A text with its expressions replaced by what they give in the run; as it stands when there is none. */
export function useTrial(template: string | undefined): string | undefined {
  const { run } = useDesigner();
  const deferred = useDeferredValue(template);
  const isTried = run !== undefined && (deferred?.startsWith('@') || deferred?.includes('@{'));
  const query = useQuery({
    queryKey: ['designer', 'evaluate', run?.runId, deferred],
    queryFn: () =>
      postJson<TemplateTrialResult>('/api/designer/evaluate', { template: deferred ?? '', runId: run?.runId }),
    enabled: isTried === true,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const value = isTried ? query.data?.value : undefined;
  return typeof value === 'string' ? value : deferred;
}
