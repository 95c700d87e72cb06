// Both places of the head at once: judged before anything is written, replaced after, and never taken back.
import { parseCheckpoint, type VerifierKey } from '@probata/seal';
import { Breach } from '../base/errors.ts';
import type { HeadStore } from '../ports/head-store.ts';
import type { LedgerWrite } from '../ports/ledger-store.ts';
import { type ReadHead, readHead } from './head.ts';

/** Where the heads of a log are kept. `former`: the names under which this log was signed before a restart. */
export interface HeadPlaces {
  readonly inside: HeadStore;
  readonly outside: HeadStore;
  readonly former: readonly string[];
}

/** New heads on stable storage, not yet in force. */
export interface PreparedHeads {
  /** Puts them in force where they are further than what stands there. Breach HEAD_FORK for another root at the same size. */
  publish(): void;
  discard(): void;
}

export class Heads {
  readonly #places: HeadPlaces;
  readonly #key: VerifierKey;
  /** The outside head that was last found to agree with the ledger, so that it need not be verified at every act. */
  #agreed: string | null = null;

  constructor(places: HeadPlaces, key: VerifierKey) {
    this.#places = places;
    this.#key = key;
  }

  async read(): Promise<{ readonly inside: ReadHead; readonly outside: ReadHead }> {
    const { inside, outside, former } = this.#places;
    return {
      inside: await readHead(inside, this.#key, former),
      outside: await readHead(outside, this.#key, former),
    };
  }

  /**
   * Under the write lock, before anything is entered: the head may not be beyond what is held here, nor name another
   * root. This catches a folder that was put back, or that has a living copy, while the program was running.
   */
  async mustAgree(write: LedgerWrite, rootAt: (size: number) => string): Promise<void> {
    const { outside, former } = this.#places;
    const text = outside.read();
    if (text === null || text === this.#agreed) return;
    const head = await readHead(outside, this.#key, former);
    if (head.fault !== undefined) throw new Breach('HEAD_UNSIGNED', `${head.fault}. Writing is stopped.`, {});
    if (head.checkpoint === null) return;
    const { size, root } = head.checkpoint;
    const held = write.size();
    if (size > held)
      throw new Breach(
        'HEAD_AHEAD',
        `This ledger has ${held} entries, but its outside head was signed at ${size}: an older copy was put back, or a copy of this matter is being written elsewhere. Writing is stopped.`,
        { ledger: held, head: size },
      );
    if (rootAt(size) !== root) throw fork(size, held);
    this.#agreed = text;
  }

  /** Puts the next head beside the old one in both places: the last step of an act that may fail for want of space. */
  prepare(text: string): PreparedHeads {
    const { inside, outside } = this.#places;
    const first = outside.prepare(text);
    let second: ReturnType<HeadStore['prepare']>;
    try {
      second = inside.prepare(text);
    } catch (thrown) {
      first.discard();
      throw thrown;
    }
    const next = parseCheckpoint(text);
    const replaces = (current: string | null): boolean => {
      if (current === null) return true;
      if (current === text || current.split('\n', 1)[0] !== next.origin) return current !== text;
      const there = parseCheckpoint(current);
      if (there.size === next.size && there.root !== next.root) throw fork(next.size, next.size);
      return there.size < next.size;
    };
    return {
      publish: () => {
        try {
          first.publish(replaces);
        } catch (thrown) {
          second.discard();
          throw thrown;
        }
        second.publish(replaces);
        this.#agreed = text;
      },
      discard() {
        first.discard();
        second.discard();
      },
    };
  }
}

function fork(size: number, held: number): Breach {
  return new Breach(
    'HEAD_FORK',
    `At ${size} entries this ledger has another root than the one signed in its head: it was altered, or there are two histories. Writing is stopped. Run 'probata fsck'.`,
    { ledger: held, head: size },
  );
}
