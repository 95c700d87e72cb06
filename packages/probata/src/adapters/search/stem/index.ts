// Which forms of a word belong together, language by language: Snowball's rules where they serve, our own where they fail.
import { createRequire } from 'node:module';
import { arabicRoot } from './arabic.ts';
import { frenchVerbStem } from './french.ts';
import { lithuanianStems } from './lithuanian.ts';
import { persianStems } from './persian.ts';
import { belarusianStems, russianRoot, ukrainianStems } from './slavic.ts';

interface Stemmer {
  stem(word: string): string;
}
// The package is CommonJS without types; this is the one function of it that is used.
const snowball = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer(language: string): Stemmer;
};

type Stems = (word: string) => readonly string[];
const by = (name: string): Stems => {
  let stemmer: Stemmer | undefined;
  return (word) => {
    stemmer ??= snowball.newStemmer(name);
    return [stemmer.stem(word)];
  };
};

const french = by('french');
const russian = by('russian');
const arabic = by('arabic');
/** Both where the two differ: what one misses the other may join. */
const both = (stems: readonly string[], other: string): readonly string[] =>
  stems.includes(other) ? stems : [...stems, other];

export type WordScript = 'latin' | 'cyrillic' | 'arabic' | 'other';

const STEMS: Readonly<Record<Exclude<WordScript, 'other'>, Readonly<Record<string, Stems>>>> = {
  latin: {
    lit: lithuanianStems,
    eng: by('english'),
    fra: (word) => both(french(word), frenchVerbStem(word)),
    deu: by('german'),
    spa: by('spanish'),
    ita: by('italian'),
    por: by('portuguese'),
    nld: by('dutch'),
    swe: by('swedish'),
    dan: by('danish'),
    nor: by('norwegian'),
    fin: by('finnish'),
    hun: by('hungarian'),
    ron: by('romanian'),
    tur: by('turkish'),
  },
  cyrillic: {
    rus: (word) => both(russian(word), russianRoot(word)),
    bel: belarusianStems,
    ukr: ukrainianStems,
  },
  arabic: { ara: (word) => both(arabic(word), arabicRoot(word)), pes: persianStems },
};
/** Which languages a text without a known one is taken for, by its script. */
const UNTOLD: Readonly<Record<Exclude<WordScript, 'other'>, readonly string[]>> = {
  latin: ['eng', 'lit', 'fra'],
  cyrillic: ['rus', 'bel', 'ukr'],
  arabic: ['ara', 'pes'],
};

/** The alphabet of a folded word, by its first letter. */
export function scriptOf(word: string): WordScript {
  const code = word.codePointAt(0) ?? 0;
  if (code < 0x250) return 'latin';
  if (code >= 0x400 && code < 0x530) return 'cyrillic';
  return code >= 0x600 && code < 0x780 ? 'arabic' : 'other';
}

/** The languages (ISO 639-3) whose grammar a word of this script may follow. */
export function languagesFor(word: string): readonly string[] {
  const script = scriptOf(word);
  return script === 'other' ? [] : Object.keys(STEMS[script]);
}

/**
 * What the forms of a folded word share in a language (ISO 639-3; '' for one not told). Words with digits, and words of
 * another script than the language's, have no stem: they are found as they stand.
 */
export function stemsOf(word: string, language: string): readonly string[] {
  const script = scriptOf(word);
  if (script === 'other' || word.length < 3 || word.length > 60 || /\d/.test(word)) return [];
  if (language === '') return [...new Set(UNTOLD[script].flatMap((one) => STEMS[script][one]?.(word) ?? []))];
  return STEMS[script][language]?.(word) ?? [];
}
