// The facts of a view as the grid needs them: counts at once, rows in stretches of a hundred as one scrolls.
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ask } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import type { GridAnswer, GridRow } from './types.ts';
import type { Filter } from './view-of.ts';

export const STRETCH = 100;

/** Rows of the stretches asked for; `rowAt` gives undefined for one that is not there yet. */
export function useGrid(filter: Filter, first: number, last: number) {
  const matter = useMatter();
  const client = useQueryClient();
  const counts = useAsk<GridAnswer>('fact.grid', { ...filter, limit: 0 });
  const stretches = useMemo(() => {
    const from = Math.floor(Math.max(0, first) / STRETCH);
    const to = Math.floor(Math.max(0, last) / STRETCH);
    return Array.from({ length: Math.min(6, to - from + 1) }, (_, i) => from + i);
  }, [first, last]);
  const found = useQueries({
    queries: stretches.map((stretch) => ({
      queryKey: [matter, 'fact.grid', filter, stretch],
      queryFn: () =>
        ask<GridAnswer>(matter, 'fact.grid', {
          ...filter,
          offset: stretch * STRETCH,
          limit: STRETCH,
          counts: false,
        }),
      staleTime: 30_000,
    })),
  });
  const shown = found.map((one) => one.data?.rows);
  const rowAt = (index: number): GridRow | undefined => {
    const at = stretches.indexOf(Math.floor(index / STRETCH));
    return at < 0 ? undefined : shown[at]?.[index % STRETCH];
  };
  /** The row at a place that may not be in sight: asked for if it is not there. */
  const fetchAt = useCallback(
    async (index: number): Promise<GridRow | undefined> => {
      const stretch = Math.floor(index / STRETCH);
      const answer = await client.fetchQuery({
        queryKey: [matter, 'fact.grid', filter, stretch],
        queryFn: () =>
          ask<GridAnswer>(matter, 'fact.grid', {
            ...filter,
            offset: stretch * STRETCH,
            limit: STRETCH,
            counts: false,
          }),
        staleTime: 30_000,
      });
      return answer.rows[index % STRETCH];
    },
    [client, matter, filter],
  );
  const error = counts.error ?? found.find((one) => one.error !== null)?.error ?? null;
  return { counts, rowAt, fetchAt, error };
}

/** At which place of the view a fact stands, asked only while that is not known; null: it is not among them. */
export function usePlaceOf(
  filter: Filter,
  fact: string | undefined,
  isWanted: boolean,
): number | null | undefined {
  const found = useAsk<GridAnswer>(
    'fact.grid',
    { ...filter, limit: 0, counts: false, find: fact ?? '' },
    isWanted && fact?.startsWith('fact_') === true,
  );
  return found.isPlaceholderData ? undefined : found.data?.foundAt;
}
