// Pages between their putting and their indexing: kept for a moment, written to the file, gathered, and indexed together.
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { IndexedAs, IndexedPage } from '../../ports/search-index.ts';
import { type Folding, makeFlusher, type WaitingPage } from './flush.ts';
import { asOne } from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

// Pages wait until so many are there, or until somebody searches: a word's row is then written once for all of them.
const WAITING_PAGES = 2048;
const WAITING_UNITS = 6_000_000;
// Exhibits are written to the file together; what is put while a long write is open is held until it is done.
const HELD_TOGETHER = 32;
const HELD_UNITS = 250_000;
const HELD_UNITS_MOST = 6_000_000;
/** So long the rest of the house waits for one step of the indexing. */
const STEP_MS = 6;

interface Held {
  readonly exhibit: string;
  readonly as: IndexedAs;
  readonly pages: readonly IndexedPage[];
}

export interface Waiting {
  put(held: Held): void;
  /** Writes what is held to the file. Ends an open flush first. */
  enter(): void;
  /** Indexes everything that waits, now. */
  flush(): void;
  /** Starts over: what was gathered in memory no longer tells what waits in the file. */
  forget(): void;
  relieve(): Promise<void>;
  settle(): Promise<void>;
}

/**
 * Over an open index.
 * @param remove takes an exhibit out, inside a transaction
 */
export function makeWaiting(
  database: DatabaseSync,
  vocabulary: Vocabulary,
  folding: Folding,
  remove: (exhibit: string) => void,
): Waiting {
  const flusher = makeFlusher(database, vocabulary, folding);
  const putExhibit = database.prepare('INSERT INTO exhibit (id, language, kind) VALUES (?, ?, ?)');
  const putPage = database.prepare('INSERT INTO page (exhibit, page, start, text) VALUES (?, ?, ?, ?)');
  const putPending = database.prepare('INSERT INTO pending (n) VALUES (?)');
  const countPending = database.prepare('SELECT count(*) AS n FROM pending');
  let held: Held[] = [];
  let heldUnits = 0;
  let waitingPages = Number(countPending.get()?.['n'] ?? 0);
  let waitingUnits = 0;
  let open: Generator<void> | undefined;
  let driving: Promise<void> | undefined;

  const enterNow = (): void => {
    if (held.length === 0) return;
    const fresh = asOne(database, () => {
      flusher.noteOthers();
      return held.flatMap((one) => entered(one));
    });
    held = [];
    heldUnits = 0;
    for (const page of fresh) {
      flusher.gather(page);
      waitingPages += 1;
      waitingUnits += page.text.length;
    }
  };
  const entered = ({ exhibit, as, pages }: Held): readonly WaitingPage[] => {
    remove(exhibit);
    const number = Number(putExhibit.run(exhibit, as.language, as.kind).lastInsertRowid);
    const said = pages.filter(({ text, words }) =>
      words === undefined ? /[\p{L}\p{N}]/u.test(text) : words.length > 0,
    );
    // A recording or a picture without a word is still found by its fields: its first page stands for it.
    return (said.length > 0 ? said : pages.slice(0, 1)).map(({ page, start, text, words }) => {
      const n = Number(putPage.run(number, page, start, text).lastInsertRowid);
      putPending.run(n);
      return { n, exhibit: number, text, ...as, ...(words === undefined ? {} : { words, start }) };
    });
  };

  /** The whole of an indexing as one write, in steps. Until it ends nothing else may be written. */
  function* indexing(): Generator<void> {
    database.exec('BEGIN IMMEDIATE');
    try {
      yield* flusher.flush();
      database.exec('COMMIT');
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK');
      vocabulary.forget(); // numbers given within the write are gone with it
      throw thrown;
    }
    waitingPages = 0;
    waitingUnits = 0;
  }
  /** Carries an open indexing on, for some time or to its end. True once none is open. */
  const carryOn = (until: number): boolean => {
    if (open === undefined) return true;
    try {
      do {
        if (open.next().done !== true) continue;
        open = undefined;
        return true;
      } while (performance.now() < until);
    } catch (thrown) {
      open = undefined;
      throw thrown;
    }
    return false;
  };
  const drive = async (): Promise<void> => {
    while (!carryOn(performance.now() + STEP_MS)) await setImmediate();
    enterNow();
  };
  const enter = (): void => {
    carryOn(Number.POSITIVE_INFINITY);
    enterNow();
  };
  const flush = (): void => {
    enter();
    if (waitingPages === 0 && Number(countPending.get()?.['n'] ?? 0) === 0) return;
    open = indexing();
    carryOn(Number.POSITIVE_INFINITY);
  };
  return {
    put(one) {
      held.push(one);
      for (const { text } of one.pages) heldUnits += text.length;
      const isMuch = held.length >= HELD_TOGETHER || heldUnits >= HELD_UNITS;
      if (open === undefined ? isMuch : heldUnits >= HELD_UNITS_MOST) enter();
      // Nobody relieves it: then at once.
      if (open === undefined && (waitingPages >= 2 * WAITING_PAGES || waitingUnits >= 2 * WAITING_UNITS))
        flush();
    },
    enter,
    flush,
    forget: () => flusher.forget(),
    async relieve() {
      if (open !== undefined || (waitingPages < WAITING_PAGES && waitingUnits < WAITING_UNITS)) return;
      enterNow();
      open = indexing();
      driving = drive().finally(() => {
        driving = undefined;
      });
      await driving;
    },
    async settle() {
      await driving;
      enter();
    },
  };
}
