// Questions and tasks as React sees them: kept, shared between screens, and asked again when the ledger has grown.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, task } from './api.ts';
import { useMatter } from './matter.ts';

/** The answer to a question; the old answer stays on the screen, marked as stale, until the new one is there. */
export function useAsk<T>(name: string, input: object = {}, isWanted = true): UseQueryResult<T> {
  const matter = useMatter();
  return useQuery<T>({ queryKey: [matter, name, input], queryFn: () => ask<T>(matter, name, input), placeholderData: keepPreviousData, enabled: isWanted });
}

/** The same for a short task that only reads. */
export function useTask<T>(name: string, input: object = {}, isWanted = true): UseQueryResult<T> {
  const matter = useMatter();
  return useQuery<T>({
    queryKey: [matter, name, input],
    queryFn: ({ signal }) => task<T>(matter, name, input, signal),
    placeholderData: keepPreviousData,
    enabled: isWanted,
    retry: false,
  });
}
