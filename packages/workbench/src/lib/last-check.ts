// When everything was last checked from this browser, and with what result.
import { keep, useKept } from './kept.ts';
import { useMatter } from './matter.ts';

export interface LastCheck {
  readonly at: string;
  readonly entries: number;
  readonly sound: boolean;
}

/** The last check of the matter on the screen, if this browser made one. */
export function useLastCheck(): LastCheck | undefined {
  return useKept<LastCheck>(`check:${useMatter()}`);
}

export function keepLastCheck(matter: string, check: LastCheck): void {
  keep('machine', `check:${matter}`, check);
}
