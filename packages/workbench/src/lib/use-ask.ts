// Questions and tasks as React sees them: kept, shared between screens, and asked again when the ledger has grown.
import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask, HouseError, task } from './api.ts';
import { useMatter } from './matter.ts';

// A house that does not answer is asked once more; what it refused it would refuse again.
const retry = (times: number, error: unknown): boolean =>
  times < 1 && error instanceof HouseError && error.shape.code === 'NO_ANSWER';

/** The answer to a question; the old answer stays on the screen, marked as stale, until the new one is there. */
export function useAsk<T>(name: string, input: object = {}, isWanted = true): UseQueryResult<T> {
  const matter = useMatter();
  return useQuery<T>({
    queryKey: [matter, name, input],
    queryFn: () => ask<T>(matter, name, input),
    placeholderData: keepPreviousData,
    enabled: isWanted,
    retry,
  });
}

/** Asks ahead of the drawing what a screen is about to ask: the question is on its way while React still works. */
export function useAskAhead(): (name: string, input: object) => Promise<void> {
  const matter = useMatter();
  const client = useQueryClient();
  return useCallback(
    (name, input) =>
      client.prefetchQuery({ queryKey: [matter, name, input], queryFn: () => ask(matter, name, input) }),
    [client, matter],
  );
}

/** The same for a short task that only reads. */
export function useTask<T>(name: string, input: object = {}, isWanted = true): UseQueryResult<T> {
  const matter = useMatter();
  return useQuery<T>({
    queryKey: [matter, name, input],
    queryFn: ({ signal }) => task<T>(matter, name, input, signal),
    placeholderData: keepPreviousData,
    enabled: isWanted,
    retry,
  });
}

/** For what is sealed: asked once for each reason and page, never again by itself, and forgotten with the screen. */
export function useSealedTask<T>(name: string, input: object, isWanted: boolean): UseQueryResult<T> {
  const matter = useMatter();
  return useQuery<T>({
    queryKey: ['sealed', matter, name, input],
    queryFn: ({ signal }) => task<T>(matter, name, input, signal),
    enabled: isWanted,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
