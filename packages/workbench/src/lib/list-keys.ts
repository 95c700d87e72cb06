// `j` and `k` walk a list; the selection is in the address.
import { useEffect } from 'react';
import { isTyping } from './is-typing.ts';

/** Moves the selection through `ids` and keeps the chosen row in sight. */
export function useListKeys(
  ids: readonly string[],
  selected: string | undefined,
  select: (id: string) => void,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || ids.length === 0) return;
      event.preventDefault();
      const at = selected === undefined ? -1 : ids.indexOf(selected);
      const next = ids[Math.max(0, Math.min(ids.length - 1, at + step))];
      if (next !== undefined) select(next);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [ids, selected, select]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls
  useEffect(() => {
    document.querySelector('main tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
}
