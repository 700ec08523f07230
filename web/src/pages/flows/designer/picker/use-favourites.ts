import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FavouriteOperations } from '../../../../../../src/app/view/designer.ts';
import { getJson, putJson } from '../../../../api/client.ts';

const PATH = '/api/designer/favourites';
const favouritesQuery = {
  queryKey: ['designer', 'favourites'],
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<FavouriteOperations>(PATH, signal),
};

/** The operations of a role that the account has starred, by their keys, and how to star one or take the star away. */
export function useFavourites(role: 'action' | 'trigger') {
  const client = useQueryClient();
  const all = useQuery(favouritesQuery).data?.operations;
  const { mutate } = useMutation({
    mutationFn: (operations: readonly string[]) => putJson<FavouriteOperations>(PATH, { operations }),
    onMutate: (operations) => client.setQueryData(favouritesQuery.queryKey, { operations }),
    onError: () => client.invalidateQueries({ queryKey: favouritesQuery.queryKey }),
  });
  const prefix = `${role}:`;
  return {
    /** Undefined until they are known. */
    favourites: all?.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
    toggle: (key: string) => {
      if (!all) return;
      const name = prefix + key;
      mutate(all.includes(name) ? all.filter((each) => each !== name) : [...all, name]);
    },
  };
}
