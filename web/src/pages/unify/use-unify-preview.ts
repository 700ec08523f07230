import { useQuery } from '@tanstack/react-query';
import type { UnificationPreview } from '../../../../src/app/view/preview.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { previewQuery } from '../../api/queries/definitions.ts';
import { useSettled } from '../../parts/use-settled.ts';

/** The unification tried on the published records, a moment after it was last changed; stale until then. */
export function useUnifyPreview(draft: Unification) {
  const settled = useSettled(JSON.stringify(draft), 900);
  const isWhole = draft.entities.length > 0 && draft.entities.every(({ primaryKey }) => primaryKey !== '');
  const query = useQuery({
    ...previewQuery<UnificationPreview>('unification', JSON.parse(settled) as unknown),
    enabled: isWhole,
  });
  return { query, isWhole, isStale: query.isFetching || settled !== JSON.stringify(draft) };
}
