// Which words of a transcript are heard at a moment of the recording.
import type { Cue } from './types.ts';

/** The place in the list of the cue that is heard at `ms`: of several the one that began last. Undefined between cues. */
export function heardAt(cues: readonly Cue[], ms: number): number | undefined {
  let found: number | undefined;
  cues.forEach((cue, n) => {
    if (
      cue.fromMs <= ms &&
      ms < cue.toMs &&
      (found === undefined || cue.fromMs >= (cues[found]?.fromMs ?? 0))
    )
      found = n;
  });
  return found;
}

/** Milliseconds as `1:02:03` or `02:03`. */
export function timeOf(ms: number): string {
  const all = Math.floor(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}
