// What is known of every indexed page without opening it: its length, its exhibit, its language and kind; kept in memory.
import type { DatabaseSync } from 'node:sqlite';
import { BLOCK_PAGES } from './postings.ts';

/** A page as it stands in the file. */
export interface StoredPage {
  readonly exhibit: string;
  readonly page: number;
  readonly start: number;
  readonly text: string;
}

export interface Pages {
  /** True when another process, or a removal, has changed the file since `refresh`. */
  isStale(): boolean;
  refresh(): void;
  /** The arrays must be read anew at the next refresh. */
  forget(): void;
  /** Grows with every change that `refresh` found: what was worked out under an older one is not valid. */
  version(): number;
  /** One more than the highest number of a page. */
  end(): number;
  /** Words on the page; 0 for a number that no page has. */
  words(): Uint16Array;
  owner(): Int32Array;
  /** The highest number of an exhibit. */
  lastOwner(): number;
  /** Language and kind, two bytes a page. */
  codes(): Uint8Array;
  /** Mean number of words on a page. */
  mean(): number;
  live(): number;
  codeOf(sort: 'language' | 'kind', name: string): number | undefined;
  read(n: number): StoredPage;
  exhibitId(owner: number): string;
  /** The numbers of these exhibits; those that the index does not hold are left out. */
  numbersOf(ids: ReadonlySet<string>): ReadonlySet<number>;
}

/** The pages of one open index. */
export function openPages(database: DatabaseSync): Pages {
  const dataVersion = database.prepare('PRAGMA data_version');
  const changes = database.prepare('SELECT total_changes() AS n');
  const read = database.prepare(
    'SELECT id AS exhibit, page, start, text FROM page JOIN exhibit ON exhibit.n = page.exhibit WHERE page.n = ?',
  );
  const numberOf = database.prepare('SELECT n FROM exhibit WHERE id = ?');
  const sets = new WeakMap<
    ReadonlySet<string>,
    { readonly version: number; readonly numbers: ReadonlySet<number> }
  >();
  const idOf = database.prepare('SELECT id FROM exhibit WHERE n = ?');
  let seenData = -1;
  let seenOwn = -1;
  let version = 0;
  let words = new Uint16Array(0);
  let owner = new Int32Array(0);
  let codes = new Uint8Array(0);
  let mean = 1;
  let live = 0;
  let lastOwner = 0;
  const others = (): number => Number(dataVersion.get()?.['data_version']);
  const own = (): number => Number(changes.get()?.['n']);
  return {
    isStale: () => others() !== seenData,
    refresh() {
      const [data, mine] = [others(), own()];
      if (data === seenData && mine === seenOwn) return;
      seenData = data;
      seenOwn = mine;
      version += 1;
      const last = Number(database.prepare('SELECT max(n) AS n FROM block').get()?.['n'] ?? -1);
      const end = (last + 1) * BLOCK_PAGES;
      words = new Uint16Array(end);
      owner = new Int32Array(end);
      codes = new Uint8Array(end * 2);
      for (const row of database.prepare('SELECT n, words, owner, codes FROM block').iterate()) {
        const at = (row['n'] as number) * BLOCK_PAGES;
        new Uint8Array(words.buffer).set(row['words'] as Uint8Array, at * 2);
        new Uint8Array(owner.buffer).set(row['owner'] as Uint8Array, at * 4);
        codes.set(row['codes'] as Uint8Array, at * 2);
      }
      let sum = 0;
      lastOwner = 0;
      live = 0;
      for (let i = 0; i < end; i += 1) {
        const n = words[i] as number;
        if (n === 0) continue;
        sum += n;
        live += 1;
        if ((owner[i] as number) > lastOwner) lastOwner = owner[i] as number;
      }
      mean = live === 0 ? 1 : sum / live;
    },
    forget() {
      seenOwn = -1;
    },
    version: () => version,
    end: () => words.length,
    words: () => words,
    owner: () => owner,
    lastOwner: () => lastOwner,
    codes: () => codes,
    mean: () => mean,
    live: () => live,
    codeOf: (sort, name) =>
      database.prepare('SELECT n FROM code WHERE sort = ? AND name = ?').get(sort, name)?.['n'] as
        | number
        | undefined,
    read(n) {
      const row = read.get(n) as unknown as StoredPage | undefined;
      return row ?? { exhibit: '', page: 1, start: 0, text: '' };
    },
    numbersOf(ids) {
      const before = sets.get(ids);
      if (before?.version === version) return before.numbers;
      const numbers = new Set<number>();
      for (const id of ids) {
        const n = numberOf.get(id)?.['n'] as number | undefined;
        if (n !== undefined) numbers.add(n);
      }
      sets.set(ids, { version, numbers });
      return numbers;
    },
    exhibitId: (n) => (idOf.get(n)?.['id'] as string | undefined) ?? '',
  };
}
