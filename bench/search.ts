// Measures search: how fast short documents are indexed, how fast searches with snippets answer, and how deep one can leaf.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSearchIndex } from '../packages/probata/src/adapters/search/search-index.ts';
import type { IndexQuery, SearchIndex } from '../packages/probata/src/ports/search-index.ts';
import { parseQuery, wordsOf } from '../packages/probata/src/rooms/reading/index.ts';

const USAGE = `npm run bench -- search [--documents N] [--queries Q]     100,000 and then 1,000,000 documents, 400 searches
npm run bench -- search --on FILE [--queries Q]           searches an index kept from such a run`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `search` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const value = (name: string): number | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : Number(args[at + 1]);
  };
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const only = value('--documents');
  const on = args.indexOf('--on');
  if (on >= 0) {
    const file = args[on + 1] ?? '';
    const index = openSearchIndex(file, { wordsOf });
    const world = invented();
    const database = new DatabaseSync(file, { readOnly: true });
    const last = Number(database.prepare('SELECT max(n) AS n FROM page').get()?.['n'] ?? 0);
    const read = database.prepare('SELECT text FROM page WHERE n = ?');
    for (let i = 0; i < 2000; i += 1)
      world.remember(String(read.get(1 + ((i * 7919) % last))?.['text'] ?? 'a b c d').replace('.', ''));
    say(`\nan index of ${index.size()} documents, kept from an earlier run`);
    measure(index, world, value('--queries') ?? 400);
    index.close();
    database.close();
    return;
  }
  try {
    const index = openSearchIndex(join(folder, 'search.db'), { wordsOf });
    const world = invented();
    let held = 0;
    for (const documents of only === undefined ? [100_000, 1_000_000] : [only]) {
      const start = performance.now();
      const cpu = process.cpuUsage();
      for (; held < documents; held += 1)
        index.put(`exh_${held}`, { language: 'eng', kind: 'txt' }, [
          { page: 1, start: 0, text: world.document() },
        ]);
      index.search(parseQuery('a1') as IndexQuery, { limit: 1, offset: 0 });
      const used = process.cpuUsage(cpu);
      say(
        `\n${documents} documents of ${WORDS_LEAST} to ${WORDS_MOST} words: put and indexed in ${((performance.now() - start) / 1000).toFixed(1)} s (${((used.user + used.system) / 1e6).toFixed(1)} CPU s), ${Math.round(statSync(join(folder, 'search.db')).size / 2 ** 20)} MiB`,
      );
      measure(index, world, value('--queries') ?? 400);
    }
    index.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(index: SearchIndex, world: Invented, queries: number): void {
  const kinds: readonly (readonly [string, () => string])[] = [
    ['two words of one document', () => world.pair()],
    ['one word', () => world.word()],
    ['a phrase', () => `"${world.row(2)}"`],
    ['two words near each other', () => world.row(3).replace(/^(\S+) \S+ (\S+)$/, '$1 NEAR/3 $2')],
    ['a beginning', () => `${world.rare().slice(0, 4)}*`],
    ['a misspelling', () => `${swapped(world.rare())}~`],
    ['either, without a third', () => `(${world.word()} OR ${world.rare()}) -${world.rare()}`],
  ];
  for (const [name, make] of kinds) {
    const times: number[] = [];
    const cpus: number[] = [];
    let hits = 0;
    for (let i = 0; i < queries; i += 1) {
      const query = parseQuery(make()) as IndexQuery;
      const start = performance.now();
      const cpu = process.cpuUsage();
      hits += index.search(query, { limit: 30, offset: 0 }).total;
      times.push(performance.now() - start);
      const used = process.cpuUsage(cpu);
      cpus.push((used.user + used.system) / 1000);
    }
    times.sort((a, b) => a - b);
    cpus.sort((a, b) => a - b);
    const at = (share: number): string =>
      (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
    say(
      `  ${name.padEnd(28)} p50 ${at(0.5).padStart(6)}  p95 ${at(0.95).padStart(6)}  most ${at(1).padStart(6)} ms  p95 in CPU time ${(cpus[Math.floor(cpus.length * 0.95)] ?? 0).toFixed(1).padStart(6)} ms  (mean ${Math.round(hits / queries)} hits; 30 snippets)`,
    );
  }
  const common = parseQuery(`${world.common(0)} OR ${world.common(1)}`) as IndexQuery;
  const start = performance.now();
  const first = index.search(common, { limit: 30, offset: 0 });
  const deep = Math.min(100_000, first.total - 30);
  const middle = performance.now();
  // Another search in between, so that nothing of the first is remembered but what is always remembered.
  const cold = parseQuery(`${world.common(1)} OR ${world.common(2)}`) as IndexQuery;
  const page = index.search(cold, { limit: 30, offset: deep });
  const end = performance.now();
  say(
    `  first page of ${first.total} hits ${(middle - start).toFixed(0)} ms; hit ${deep} of another ${page.total} reached cold in ${(end - middle).toFixed(0)} ms`,
  );
}

const VOCABULARY = 200_000;
const WORDS_LEAST = 20;
const WORDS_MOST = 60;

interface Invented {
  document(): string;
  remember(text: string): void;
  pair(): string;
  word(): string;
  rare(): string;
  row(n: number): string;
  common(rank: number): string;
}

/** Documents of made-up words whose frequencies fall as in real texts (Zipf, exponent 1). */
function invented(): Invented {
  let state = 0x2545_f491;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const pick = (from: string): string => from.charAt(Math.floor(random() * from.length));
  const made = new Set<string>();
  while (made.size < VOCABULARY) {
    let word = '';
    const syllables = 1 + Math.floor(random() * 4);
    for (let i = 0; i < syllables; i += 1) word += pick('bcdfghklmnprstvz') + pick('aeiou');
    made.add(word + (random() < 0.6 ? pick('nrstlmk') : ''));
  }
  const words = [...made];
  let sum = 0;
  const reach = new Float64Array(words.map((_, rank) => (sum += 1 / (rank + 2))));
  const draw = (): string => {
    const at = random() * sum;
    let low = 0;
    let high = reach.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((reach[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
  const recent: string[][] = [];
  return {
    document() {
      const n = WORDS_LEAST + Math.floor(random() * (WORDS_MOST - WORDS_LEAST));
      const text = Array.from({ length: n }, draw);
      if (random() < 0.001 || recent.length < 50)
        recent[recent.length < 2000 ? recent.length : Math.floor(random() * 2000)] = text;
      return `${text.join(' ')}.`;
    },
    remember(text) {
      recent.push(text.split(' '));
    },
    pair() {
      const text = recent[Math.floor(random() * recent.length)] ?? [];
      return `${text[Math.floor(random() * text.length)]} ${text[Math.floor(random() * text.length)]}`;
    },
    word: draw,
    rare: () => words[1000 + Math.floor(random() * 50_000)] ?? '',
    row(n) {
      const text = recent[Math.floor(random() * recent.length)] ?? [];
      const at = Math.floor(random() * (text.length - n));
      return text.slice(at, at + n).join(' ');
    },
    common: (rank) => words[rank] ?? '',
  };
}

function swapped(word: string): string {
  const at = Math.max(1, word.length - 3);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
