// Names that a passage uses: of actors whom the record knows, and others written like names; where a place is meant, as such.
import { isCurrency } from '../../../base/money/index.ts';
import { foldWord, type Word, wordsOf } from '../words.ts';
import { isMonth } from './dates.ts';

/** A name found: where it stands (units), as written; `actor` where the record knows it. */
export interface FoundName {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly actor?: string;
}

export interface KnownName {
  readonly actor: string;
  readonly name: string;
}

/** After these words a place is likely. */
const PLACED = new Set(
  'in at near from to into towards around outside via en à au aux dans près vers depuis prie ties į iš ant link в у на из под около до у на з із біля каля ля да ў في من الى نحو قرب در از به'
    .split(' ')
    .map(foldWord),
);
/** Small words that may stand inside a name. */
const JOINING = new Set('of de du des la le the von van and et'.split(' '));
const NO_NAMES = new Set(
  'i the a an he she it they we you on this that these those there after before when while as but and if its his her their monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche le la les un une il elle ils elles'.split(
    ' ',
  ),
);
const WORDS_MOST = 6;

/** The actors of the record that a text names, in any case of their names. */
export function actorsIn(text: string, known: readonly KnownName[]): readonly FoundName[] {
  const words = wordsOf(text);
  const found: FoundName[] = [];
  for (const { actor, name } of known) {
    const wanted = wordsOf(name).map((word) => word.folded);
    if (wanted.length === 0 || wanted.join('').length < 3) continue;
    for (let i = 0; i + wanted.length <= words.length; i += 1)
      if (wanted.every((want, k) => isForm(words[i + k]?.folded ?? '', want)) && isLarge(text, words[i]))
        found.push({ ...spanOf(text, words, i, i + wanted.length - 1), actor });
  }
  return apart(found);
}

/** Runs of words written large, that are no beginning of a sentence and no date; with whether a place is meant. */
export function namesIn(text: string): readonly (FoundName & { readonly isPlace: boolean })[] {
  const words = wordsOf(text);
  const found: (FoundName & { readonly isPlace: boolean })[] = [];
  for (let i = 0; i < words.length; ) {
    if (!mayBeName(text, words[i])) {
      i += 1;
      continue;
    }
    let end = i;
    while (end + 1 < words.length && end - i < WORDS_MOST && isNextTo(text, words[end], words[end + 1])) {
      if (mayBeName(text, words[end + 1])) end += 1;
      else if (
        JOINING.has(words[end + 1]?.folded ?? '') &&
        mayBeName(text, words[end + 2]) &&
        isNextTo(text, words[end + 1], words[end + 2])
      )
        end += 2;
      else break;
    }
    const isFirst = startsSentence(text, words[i]?.start ?? 0);
    if (!isFirst || end > i) {
      const isPlace =
        PLACED.has(words[i - 1]?.folded ?? '') ||
        /(?:uje|oje|yje|eje|uose|ose|ese)$/.test(words[end]?.folded ?? '');
      found.push({ ...spanOf(text, words, i, end), isPlace });
    }
    i = end + 1;
  }
  return found;
}

function mayBeName(text: string, word: Word | undefined): boolean {
  if (word === undefined || word.folded.length < 2 || NO_NAMES.has(word.folded)) return false;
  const written = text.slice(word.start, word.end);
  return isLarge(text, word) && !isMonth(written) && !isCurrency(written);
}

function isLarge(text: string, word: Word | undefined): boolean {
  const letter = text.charAt(word?.start ?? 0);
  return /\p{Lu}/u.test(letter) || /[\u0600-\u06ff]/.test(letter);
}

function isNextTo(text: string, a: Word | undefined, b: Word | undefined): boolean {
  return a !== undefined && b !== undefined && /^[ \u00a0-]$/.test(text.slice(a.end, b.start));
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?…:]["”»’)]?|\n)\s*["“„«‘(]*$/u.test(text.slice(Math.max(0, at - 12), at));
}

/** A form of a name: its ending may be declined, its beginning stays. */
function isForm(word: string, name: string): boolean {
  if (word === name) return true;
  const least = Math.max(4, name.length - 2);
  return name.length >= 4 && word.startsWith(name.slice(0, least)) && word.length <= name.length + 4;
}

function spanOf(text: string, words: readonly Word[], from: number, to: number): FoundName {
  const start = words[from]?.start ?? 0;
  const end = words[to]?.end ?? start;
  return { start, end, text: text.slice(start, end) };
}

/** Of names that overlap the longer is kept. */
function apart(found: readonly FoundName[]): FoundName[] {
  const kept: FoundName[] = [];
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (!kept.some((other) => other.start < one.end && other.end > one.start)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
