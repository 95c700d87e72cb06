// Word stems by the language of the page's script and marks; a language without a kept stemmer is left as it stands.
import { createRequire } from 'node:module';

interface Stemmer {
  stem(word: string): string;
}
// The package is CommonJS without types; this is the one function of it that is used.
const snowball = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer(language: string): Stemmer;
};

const english = snowball.newStemmer('english');
const russian = snowball.newStemmer('russian');
const arabic = snowball.newStemmer('arabic');
const french = snowball.newStemmer('french');

const cache = new Map<string, string>();

/**
 * The stem of a folded word: Russian for Cyrillic, Arabic for Arabic script, French or English for Latin by `language`
 * (ISO 639-3 as the reader proposes it). Lithuanian endings are cut by `lithuanianStem`.
 */
export function stemOf(word: string, language: string | null): string {
  const key = `${language ?? ''} ${word}`;
  let stem = cache.get(key);
  if (stem === undefined) {
    if (cache.size > 200_000) cache.clear();
    stem = compute(word, language);
    cache.set(key, stem);
  }
  return stem;
}

function compute(word: string, language: string | null): string {
  if (/\d/.test(word)) return word;
  if (/[\u0400-\u04ff]/.test(word)) return russian.stem(word);
  if (/[\u0600-\u06ff]/.test(word)) return arabic.stem(word);
  if (language === 'lit') return lithuanianStem(word);
  if (language === 'fra') return french.stem(word);
  return english.stem(word);
}

// Endings of Lithuanian nouns, adjectives and common verb forms, longest first, marks already folded away.
const ENDINGS =
  'iausiems,iausioms,iausias,iuosiuose,iesiems,iausi,iuosius,uosiuose,iosiose,iesiems,uosius,iuose,iomis,iems,iams,iais,iame,ioje,iose,ioms,iuje,iui,iai,iau,ias,iam,ium,ius,iu,io,ia,ie,is,iu,uose,omis,oms,oje,ose,ems,ese,eje,emis,ams,ais,ame,uje,ui,ai,as,am,au,os,es,ei,us,um,ys,yje,yj,om,em,im,ims,imis,yse,a,e,i,o,u,y,s'
    .split(',')
    .sort((a, b) => b.length - a.length);

/** Cuts one inflectional ending, leaving at least three letters: migrantas, migranto, migrantų → migrant. */
export function lithuanianStem(word: string): string {
  for (const ending of ENDINGS) {
    if (word.length - ending.length >= 3 && word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word;
}
