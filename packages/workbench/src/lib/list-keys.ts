// `j` and `k` walk a list; the selection is in the address.
import { useEffect, useLayoutEffect, useRef } from 'react';
import { isTyping } from './is-typing.ts';

// Keys that repeat come faster than a list is drawn: within this time a step goes on from where the one before led.
const AHEAD_MS = 400;

/** Moves the selection through `ids` and keeps the chosen row in sight. */
export function useListKeys(
  ids: readonly string[],
  selected: string | undefined,
  select: (id: string) => void,
): void {
  const last = useRef({ id: '', at: Number.NEGATIVE_INFINITY });
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || ids.length === 0) return;
      event.preventDefault();
      const now = performance.now();
      const from = now - last.current.at < AHEAD_MS ? last.current.id : selected;
      const at = from === undefined ? -1 : ids.indexOf(from);
      const next = ids[Math.max(0, Math.min(ids.length - 1, at + step))];
      if (next === undefined) return;
      last.current = { id: next, at: now };
      select(next);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [ids, selected, select]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls
  useEffect(() => {
    document.querySelector('main tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
}
