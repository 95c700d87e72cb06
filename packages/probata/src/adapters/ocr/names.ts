// Names of languages and scripts, as recognition data calls them.

/** Two-letter codes (ISO 639-1) that exhibits carry, as ISO 639-3. */
const THREE: Readonly<Record<string, string>> = {
  en: 'eng',
  fr: 'fra',
  lt: 'lit',
  lv: 'lav',
  et: 'est',
  pl: 'pol',
  ru: 'rus',
  be: 'bel',
  uk: 'ukr',
  de: 'deu',
  es: 'spa',
  ar: 'ara',
  fa: 'fas',
  ku: 'kmr',
  tr: 'tur',
  ps: 'pus',
  he: 'heb',
  el: 'ell',
  it: 'ita',
  nl: 'nld',
  sv: 'swe',
  fi: 'fin',
  cs: 'ces',
  bg: 'bul',
  zh: 'chi_sim',
  ja: 'jpn',
  ko: 'kor',
};
/** Names that detectors use where the data has another. */
const SAME: Readonly<Record<string, string>> = {
  pes: 'fas',
  zho: 'chi_sim',
  arb: 'ara',
  lvs: 'lav',
  ekk: 'est',
};

/** A language code of any of the usual forms, as the data's file is named. */
export function dataName(code: string): string {
  const plain = code.toLowerCase().split('-')[0] ?? '';
  return THREE[plain] ?? SAME[plain] ?? plain;
}

/** Scripts, and by which languages each is tried first: those that know most of its letters. */
export const TRIED: readonly { readonly script: string; readonly languages: readonly string[] }[] = [
  { script: 'Latin', languages: ['eng', 'lit', 'fra'] },
  { script: 'Cyrillic', languages: ['rus', 'ukr', 'bel', 'bul'] },
  { script: 'Arabic', languages: ['ara', 'fas'] },
  { script: 'Greek', languages: ['ell'] },
  { script: 'Hebrew', languages: ['heb'] },
  { script: 'Armenian', languages: ['hye'] },
  { script: 'Georgian', languages: ['kat'] },
  { script: 'Han', languages: ['chi_sim', 'chi_tra', 'jpn'] },
  { script: 'Japanese', languages: ['jpn'] },
  { script: 'Hangul', languages: ['kor'] },
  { script: 'Korean', languages: ['kor'] },
];

/** Writing from right to left: a line's words are then joined in the order they are given. */
export function scriptOf(language: string): string | undefined {
  const latin = [
    'lav',
    'est',
    'pol',
    'deu',
    'spa',
    'ita',
    'nld',
    'swe',
    'fin',
    'ces',
    'tur',
    'kmr',
    'por',
    'ron',
    'hun',
  ];
  if (latin.includes(language)) return 'Latin';
  if (language === 'srp' || language === 'mkd') return 'Cyrillic';
  if (language === 'urd' || language === 'pus') return 'Arabic';
  return TRIED.find((one) => one.languages.includes(language))?.script;
}
