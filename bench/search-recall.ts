// Measures which forms of a word find each other and which unrelated words do, by pairs made from the hunspell dictionaries installed here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSearchIndex } from '../packages/probata/src/adapters/search/search-index.ts';
import type { IndexQuery } from '../packages/probata/src/ports/search-index.ts';
import { foldWord, parseQuery, wordsOf } from '../packages/probata/src/rooms/reading/index.ts';
import { type Entry, readDictionary } from './parts/hunspell.ts';

const USAGE = `npm run bench -- search-recall [--pairs N]     1000 pairs a language
Needs Debian's hunspell-lt hunspell-ru hunspell-be hunspell-uk hunspell-en-us hunspell-fr hunspell-ar.`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const DICTIONARIES = [
  ['Lithuanian', 'lit', 'lt_LT'],
  ['Russian', 'rus', 'ru_RU'],
  ['Belarusian', 'bel', 'be_BY'],
  ['Ukrainian', 'ukr', 'uk_UA'],
  ['English', 'eng', 'en_US'],
  ['French', 'fra', 'fr'],
  ['Arabic', 'ara', 'ar'],
] as const;

type Pair = readonly [string, string];

/** `search-recall` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const at = args.indexOf('--pairs');
  const wanted = at < 0 ? 1000 : Number(args[at + 1]);
  for (const [name, code, dictionary] of DICTIONARIES) {
    let entries: readonly Entry[];
    try {
      entries = readDictionary(dictionary);
    } catch {
      say(`${name.padEnd(11)} no dictionary ${dictionary} on this machine: not measured`);
      continue;
    }
    const random = seeded(wanted);
    const akin = akinPairs(entries, wanted, random);
    const strange = strangePairs(entries, wanted, random);
    const found = matches(code, akin);
    const wrong = matches(code, strange);
    const share = (n: number, all: number): string => `${((100 * n) / all).toFixed(1)} %`;
    say(
      `${name.padEnd(11)} forms of one word that find each other ${share(found.length, akin.length).padStart(7)} of ${akin.length}; unrelated words that do ${share(wrong.length, strange.length).padStart(6)} of ${strange.length}` +
        (wrong.length === 0
          ? ''
          : `, such as ${wrong
              .slice(0, 3)
              .map((pair) => pair.join(' and '))
              .join('; ')}`),
    );
  }
}

/** The pairs of which the second finds a page with nothing but the first. Through the product's own index and query. */
function matches(language: string, pairs: readonly Pair[]): readonly Pair[] {
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const index = openSearchIndex(join(folder, 'search.db'), { wordsOf });
  try {
    for (const [i, [first]] of pairs.entries())
      index.put(`exh_${i}`, { language, kind: 'txt' }, [{ page: 1, start: 0, text: first }]);
    return pairs.filter(([, second], i) => {
      const query: IndexQuery = {
        is: 'and',
        of: [parseQuery(second) as IndexQuery, { is: 'exhibits', ids: new Set([`exh_${i}`]) }],
      };
      return index.search(query, { limit: 1, offset: 0 }).total > 0;
    });
  } finally {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const isPlain = (word: string): boolean => /^\p{L}{3,}$/u.test(word);

/** Two forms of one entry, different also when folded. */
function akinPairs(entries: readonly Entry[], wanted: number, random: () => number): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let tries = 0; pairs.length < wanted && tries < wanted * 50; tries += 1) {
    const entry = entries[Math.floor(random() * entries.length)];
    if (entry === undefined) continue;
    const forms = [entry.word, ...entry.forms];
    const a = forms[Math.floor(random() * forms.length)] ?? '';
    const b = forms[Math.floor(random() * forms.length)] ?? '';
    if (isPlain(a) && isPlain(b) && foldWord(a) !== foldWord(b))
      pairs.push([a.toLowerCase(), b.toLowerCase()]);
  }
  return pairs;
}

/** Two entries that begin alike for three letters or more and part in the first three fifths: the hard case. */
function strangePairs(entries: readonly Entry[], wanted: number, random: () => number): readonly Pair[] {
  const words = [
    ...new Set(
      entries.map((entry) => entry.word.toLowerCase()).filter((word) => isPlain(word) && word.length >= 5),
    ),
  ].sort();
  const pairs: Pair[] = [];
  for (let tries = 0; pairs.length < wanted && tries < wanted * 200; tries += 1) {
    const at = Math.floor(random() * words.length);
    const a = words[at] ?? '';
    const b = words[Math.min(words.length - 1, at + 1 + Math.floor(random() * 400))] ?? '';
    let shared = 0;
    while (shared < a.length && a[shared] === b[shared]) shared += 1;
    if (shared >= 3 && shared <= 0.6 * Math.min(a.length, b.length)) pairs.push([a, b]);
  }
  return pairs;
}

function seeded(seed: number): () => number {
  let state = seed ^ 0x9e37_79b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
