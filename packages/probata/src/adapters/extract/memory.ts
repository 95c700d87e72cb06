// How much memory a reading process really holds, as the kernel counts it.
import { readFileSync } from 'node:fs';

/**
 * Resident bytes of a process and all its descendants, or undefined where the kernel does not tell (no /proc).
 * A fence such as bubblewrap is itself the child; the reader below it is what must be measured.
 */
export function residentBytes(pid: number): number | undefined {
  let total = 0;
  let isKnown = false;
  const waiting = [pid];
  // A reader cannot start processes; 16 is far above the fence's own two or three.
  for (let seen = 0; waiting.length > 0 && seen < 16; seen += 1) {
    const one = waiting.pop() as number; // waiting is not empty
    try {
      const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'));
      if (pages !== null) {
        total += Number(pages[1]) * 1024;
        isKnown = true;
      }
      for (const child of readFileSync(`/proc/${one}/task/${one}/children`, 'utf8').split(' ')) {
        if (child !== '') waiting.push(Number(child));
      }
    } catch {
      // No /proc here, or the process has just ended.
    }
  }
  return isKnown ? total : undefined;
}
