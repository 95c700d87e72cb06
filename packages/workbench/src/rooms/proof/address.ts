// What the proof screens keep in the address: which view, which allegation and cell, under which standard, and the what-if.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMatter } from '../../lib/matter.ts';
import type { Search } from '../../shell/router.tsx';

/** The views of the whole case; one allegation has tabs of its own. */
export const VIEWS = [
  'matrix',
  'claim',
  'allegation',
  'contradictions',
  'todo',
  'scenarios',
  'rules',
] as const;
export type View = (typeof VIEWS)[number];

export const TABS = ['elements', 'graph', 'why', 'checklist', 'missing', 'falls'] as const;
export type Tab = (typeof TABS)[number];

export interface Address {
  readonly search: Search;
  readonly view: View;
  readonly tab: Tab;
  /** The standard that everything is seen under in place of its own. */
  readonly standard: string | undefined;
  /** Changes the address; undefined takes a part away. Each step can be gone back. */
  readonly go: (more: Search) => void;
}

/** An old link that names only an allegation or a tab leads to the allegation. */
export function viewOf(search: Search): View {
  const asked = search['view'];
  const found = VIEWS.find((view) => view === asked);
  if (found !== undefined) return found;
  return search['allegation'] !== undefined || search['tab'] !== undefined ? 'allegation' : 'matrix';
}

export function useAddress(): Address {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const go = useCallback(
    (more: Search) => {
      void navigate({
        to: '/$matter/proof',
        params: { matter },
        search: (before: Search) => ({ ...before, ...more }),
      });
    },
    [navigate, matter],
  );
  return {
    search,
    view: viewOf(search),
    tab: TABS.find((tab) => tab === search['tab']) ?? 'elements',
    standard: search['standard'],
    go,
  };
}

/** Only what is there: `{standard}` for a question, or nothing. */
export function under(standard: string | undefined): { readonly standard?: string } {
  return standard === undefined ? {} : { standard };
}
