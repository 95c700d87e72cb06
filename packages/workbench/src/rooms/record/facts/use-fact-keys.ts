// The keys of the chronology; keys pressed in a field, a dialog or the reader beside it are left alone.
import { useEffect, useRef } from 'react';
import { isTyping } from '../../../lib/is-typing.ts';
import type { ActName } from './act-panel.tsx';

export interface FactKeys {
  readonly move: (step: number) => void;
  readonly choose: () => void;
  /** Shows the fact one stands on beside the grid. */
  readonly show: () => void;
  readonly begin: (what: ActName | 'cite' | 'edit' | 'assert') => void;
  readonly open: () => void;
  readonly views: () => void;
  readonly close: () => void;
}

const ACTS: Readonly<Record<string, ActName | 'cite' | 'edit' | 'assert'>> = {
  e: 'edit',
  t: 'tag',
  s: 'review',
  c: 'cite',
  l: 'link',
  m: 'merge',
  a: 'assert',
};
const STEPS: Readonly<Record<string, number>> = {
  j: 1,
  k: -1,
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 12,
  PageUp: -12,
};

/** Listens while the chronology is on the screen. */
export function useFactKeys(keys: FactKeys): void {
  const held = useRef(keys);
  held.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target) || event.defaultPrevented)
        return;
      const element = target instanceof Element ? target : null;
      if (element?.closest('dialog[open], .reader, .menu') != null) return;
      const now = held.current;
      const step = STEPS[key];
      // Arrows and pages move within the grid only; elsewhere they scroll.
      if (step !== undefined && (key === 'j' || key === 'k' || element?.closest('.fact-grid') != null))
        now.move(step);
      else if (key === 'x') now.choose();
      // On a button or a link Enter is its own.
      else if (key === 'Enter' && (target === document.body || element?.matches('.fact-row') === true))
        now.show();
      else if (key === 'o') now.open();
      else if (key === 'v') now.views();
      else if (key === 'Escape') now.close();
      else {
        const act = ACTS[key];
        if (act === undefined) return;
        now.begin(act);
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
