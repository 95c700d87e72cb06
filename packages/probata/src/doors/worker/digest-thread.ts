// Hashes files of a bag from the back of the list until it meets the one who asks from the front.
import { workerData } from 'node:worker_threads';
import { openFolder } from '@probata/seal/node';
import { CLAIM, type DigestWork } from './digest-messages.ts';

const { folder, paths, claims, found } = workerData as DigestWork;
const source = openFolder(folder);
const digits = new TextEncoder();

for (let i = paths.length - 1; i >= 0; i -= 1) {
  const was = Atomics.compareExchange(claims, i, CLAIM.free, CLAIM.taken);
  if (was === CLAIM.asked) break;
  if (was !== CLAIM.free) continue;
  let state: number = CLAIM.failed;
  try {
    const digest = await source.digest(paths[i] ?? '', 'sha256');
    if (digest !== undefined) {
      found.set(digits.encode(digest), i * 64);
      state = CLAIM.done;
    }
  } catch {
    // Left to the one who asks, who says what is wrong.
  }
  Atomics.store(claims, i, state);
  Atomics.notify(claims, i);
}
