// From a figure or a sum to what it stands on: the passage in its exhibit, the estimate, the head.
import { useNavigate } from '@tanstack/react-router';
import type { Passage } from 'probata/contract';
import { useCallback } from 'react';
import { ask } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';

/** Goes to what an id names. An id that leads nowhere leaves the page as it is. */
export function useGoTo(): (id: string) => void {
  const matter = useMatter();
  const navigate = useNavigate();
  return useCallback(
    (id: string) => {
      if (id.startsWith('est_'))
        void navigate({ to: '/$matter/flows', params: { matter }, search: { estimate: id } });
      else if (id.startsWith('ser_'))
        void navigate({ to: '/$matter/flows', params: { matter }, search: { series: id } });
      else if (id.startsWith('head_'))
        void navigate({ to: '/$matter/quantum', params: { matter }, search: { head: id } });
      else if (id.startsWith('pas_'))
        void ask<{ passage: Passage | null }>(matter, 'passage.show', { passage: id }).then(({ passage }) => {
          if (passage === null) return;
          const page = 'page' in passage.place ? { page: String(passage.place.page) } : {};
          return navigate({
            to: '/$matter/exhibits',
            params: { matter },
            search: { exhibit: passage.exhibit, passage: id, ...page },
          });
        });
    },
    [matter, navigate],
  );
}
