// Which texts carry a mark: asked of the file once, remembered while other texts share it, and written in rows of many.
import type { DatabaseSync } from 'node:sqlite';
import { manyRows } from './tables.ts';

/** A mark that stands in more texts than this is a letterhead or a form's wording: it makes nothing alike. */
const COMMON = 60;
/** So many shared marks are remembered from one write to the next; then all are forgotten. */
const REMEMBERED = 50_000;

/** The table of marks of one open index. Every method that writes is called inside a transaction. */
export class Marks {
  readonly #sharing;
  readonly #drop;
  readonly #write;
  readonly #dataVersion;
  #seenVersion: unknown;
  /** The texts that carry a mark, none of them missing up to one more than `COMMON`. */
  readonly #carriers = new Map<number, number[]>();
  /** Marks that no text carried when they were first asked for since the last write. */
  #alone: number[] = [];
  #waiting: number[] = [];
  #counts = new Int32Array(1024);

  constructor(database: DatabaseSync) {
    this.#sharing = database.prepare(`SELECT held FROM print WHERE print = ? LIMIT ${COMMON + 1}`);
    this.#sharing.setReturnArrays(true); // asked for every mark
    this.#drop = database.prepare('DELETE FROM print WHERE print = ? AND held = ?');
    this.#write = manyRows(database, 'INSERT OR IGNORE INTO print (print, held) VALUES', 2);
    this.#dataVersion = database.prepare('PRAGMA data_version');
  }

  /** At the beginning of a transaction: what another process may have changed is not relied on. */
  begin(): void {
    const now = this.#dataVersion.get()?.['data_version'];
    if (now !== this.#seenVersion) this.forget();
    this.#seenVersion = now;
  }

  /** Lets go of everything remembered, and of what was not written: a transaction failed, or another process wrote. */
  forget(): void {
    this.#carriers.clear();
    this.#alone = [];
    this.#waiting = [];
    this.#counts.fill(0);
  }

  #carriersOf(mark: number): number[] {
    let carriers = this.#carriers.get(mark);
    if (carriers === undefined) {
      carriers = (this.#sharing.all(mark) as unknown as [number][]).map(([held]) => held);
      if (carriers.length === 0) this.#alone.push(mark);
      this.#carriers.set(mark, carriers);
    }
    return carriers;
  }

  /** Enters the marks of a text that carried none before, and gives the texts it shares marks with and how many, in the order met. */
  enter(held: number, marks: Float64Array): ReadonlyMap<number, number> {
    if (held >= this.#counts.length) this.#counts = new Int32Array(held * 2);
    const counts = this.#counts;
    const met: number[] = [];
    for (const mark of marks) {
      const carriers = this.#carriersOf(mark);
      if (carriers.length <= COMMON) {
        for (let i = 0; i < carriers.length; i += 1) {
          const other = carriers[i] as number;
          if (counts[other] === 0) met.push(other);
          (counts[other] as number) += 1;
        }
        carriers.push(held);
      }
      this.#waiting.push(mark, held);
    }
    const shared = new Map<number, number>();
    for (const other of met) {
      shared.set(other, counts[other] as number);
      counts[other] = 0;
    }
    return shared;
  }

  /** Takes the marks of a text out, or hands them on to an heir that has none. */
  drop(held: number, marks: Float64Array, heir: number | undefined): void {
    this.write();
    for (const mark of marks) {
      this.#drop.run(mark, held);
      this.#carriers.delete(mark);
      if (heir !== undefined) this.#waiting.push(mark, heir);
    }
    this.write();
  }

  /** Writes what was entered, and remembers only marks that texts share. */
  write(): void {
    this.#write(this.#waiting);
    this.#waiting = [];
    for (const mark of this.#alone)
      if ((this.#carriers.get(mark)?.length ?? 0) < 2) this.#carriers.delete(mark);
    this.#alone = [];
    if (this.#carriers.size > REMEMBERED) this.#carriers.clear();
  }
}
