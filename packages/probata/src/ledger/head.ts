// Compares what is held with what was last signed: the one place where an old copy or a second history is caught.
import { type Checkpoint, parseCheckpoint, type VerifierKey, verifyCheckpoint } from '@probata/seal';
import type { HeadStore } from '../ports/head-store.ts';

/** What opening found. `read-only` says why; the notices are said aloud, once. */
export interface HeadVerdict {
  readonly state: 'sound' | 'behind' | 'read-only';
  readonly reason?: {
    readonly code: string;
    readonly message: string;
    readonly sizes: { readonly ledger: number; readonly head: number };
  };
  readonly notices: readonly string[];
}

/** A head as read: the text and, if its signature holds and it is of this log's present name, the checkpoint. */
export interface ReadHead {
  readonly text: string | null;
  readonly checkpoint: Checkpoint | null;
  readonly fault?: string;
}

/** Reads a head and verifies the log's signature on it. */
export async function readHead(
  store: HeadStore,
  key: VerifierKey,
  formerOrigins: readonly string[] = [],
): Promise<ReadHead> {
  const text = store.read();
  if (text === null) return { text: null, checkpoint: null };
  // Left behind by a restart under a new name (…/2): it speaks of the former log and binds this one to nothing.
  if (formerOrigins.includes(text.split('\n', 1)[0] ?? '')) return { text, checkpoint: null };
  try {
    const checkpoint = parseCheckpoint(text);
    await verifyCheckpoint(checkpoint, [key]);
    return { text, checkpoint };
  } catch (thrown) {
    return {
      text,
      checkpoint: null,
      fault: `The head at ${store.place} is not signed by this ledger's key (${(thrown as Error).message})`,
    };
  }
}

/**
 * The load table. `rootAt(size)` computes the ledger's root at a size it has reached.
 * Rules: no outside head = first sight; a head beyond the ledger, or the same size with another root = read-only;
 * a head behind = the tail was durable and unanswered, it is verified and signed again.
 */
export function judgeHeads(
  ledgerSize: number,
  heads: { readonly inside: ReadHead; readonly outside: ReadHead },
  rootAt: (size: number) => string,
): HeadVerdict {
  const notices: string[] = [];
  const stop = (code: string, message: string, head: number): HeadVerdict => ({
    state: 'read-only',
    reason: { code, message, sizes: { ledger: ledgerSize, head } },
    notices,
  });
  let signed = 0;
  for (const [where, head] of Object.entries(heads)) {
    if (head.fault !== undefined) return stop('HEAD_UNSIGNED', `${head.fault}. Writing is stopped.`, -1);
    if (head.checkpoint === null) continue;
    const { size, root } = head.checkpoint;
    if (size > ledgerSize)
      return stop(
        'HEAD_AHEAD',
        `This ledger has ${ledgerSize} entries, but its ${where} head was signed at ${size}: an older copy was put back, or entries were removed. Writing is stopped. Restore the newer copy, or run 'probata matter restore --accept-older REASON'.`,
        size,
      );
    if (rootAt(size) !== root)
      return stop(
        'HEAD_FORK',
        `At ${size} entries this ledger has another root than the one signed in its ${where} head: it was altered, or there are two histories. Writing is stopped. Run 'probata fsck'.`,
        size,
      );
    signed = Math.max(signed, size);
  }
  if (heads.outside.checkpoint === null && ledgerSize > 0)
    notices.push(
      'First sight of this matter on this machine: there is no earlier head here to compare it with.',
    );
  if (heads.inside.checkpoint === null && ledgerSize > 0)
    notices.push('The matter folder holds no head; it is written again from the ledger.');
  return {
    state: signed < ledgerSize || heads.inside.text !== heads.outside.text ? 'behind' : 'sound',
    notices,
  };
}
