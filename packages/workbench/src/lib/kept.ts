// What a browser keeps for its reader between two looks: a half-written fact (this tab only), the last check (this machine).
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** Reads what was kept; undefined if nothing was, or if the browser keeps nothing. */
export function kept<T>(store: 'tab' | 'machine', name: string): T | undefined {
  try {
    const text = storage(store).getItem(`probata:${name}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps a value, or with undefined forgets it. */
export function keep(store: 'tab' | 'machine', name: string, value: unknown): void {
  try {
    if (value === undefined) storage(store).removeItem(`probata:${name}`);
    else storage(store).setItem(`probata:${name}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing loses only convenience: every act is in the ledger.
  }
  for (const listener of listeners) listener();
}

/** What is kept on this machine under a name, as it changes. */
export function useKept<T>(name: string): T | undefined {
  const text = useSyncExternalStore(
    useCallback((listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }, []),
    () => {
      try {
        return storage('machine').getItem(`probata:${name}`);
      } catch {
        return null;
      }
    },
  );
  return text === null ? undefined : (JSON.parse(text) as T);
}

function storage(store: 'tab' | 'machine'): Storage {
  return store === 'tab' ? window.sessionStorage : window.localStorage;
}
