// The month names and turns of phrase for dates in the three languages of the first matters.

export type Language = 'en' | 'fr' | 'lt';

/** How a span's end is handed over: the plain and the declined form, and what kind of thing it is. */
interface End {
  readonly text: string;
  readonly genitive: string;
  readonly isDay: boolean;
  readonly marked: boolean;
}

/** All that the wording of a date needs in one language; months count from 0. */
export interface Words {
  readonly day: (day: number, month: number, year: string) => string;
  readonly month: (month: number, year: string, grammar: 'nominative' | 'accusative' | 'genitive') => string;
  readonly year: (year: string) => string;
  readonly decade: (first: string) => string;
  readonly years: (first: string, last: string) => string;
  readonly season: (code: number, year: string) => string;
  readonly dayUnknown: (month: string) => string;
  readonly monthUnknown: (year: string) => string;
  readonly dayOfUnknownMonth: (day: number, year: string) => string;
  readonly pattern: (pattern: string) => string;
  readonly about: (text: string) => string;
  readonly perhaps: (text: string) => string;
  readonly markedParts: (parts: readonly string[]) => string;
  readonly part: readonly [string, string, string];
  readonly orLater: string;
  readonly orEarlier: string;
  readonly fromTo: (from: End, to: End) => string;
  readonly fromUnknownEnd: (from: End) => string;
  readonly toUnknownStart: (to: End) => string;
  readonly unknownDate: string;
  readonly eitherOf: string;
  readonly or: string;
  readonly and: string;
  readonly hourOnly: string;
  readonly decimal: string;
}

const EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const FR = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
const LT = {
  nominative: [
    'sausis',
    'vasaris',
    'kovas',
    'balandis',
    'gegužė',
    'birželis',
    'liepa',
    'rugpjūtis',
    'rugsėjis',
    'spalis',
    'lapkritis',
    'gruodis',
  ],
  genitive: [
    'sausio',
    'vasario',
    'kovo',
    'balandžio',
    'gegužės',
    'birželio',
    'liepos',
    'rugpjūčio',
    'rugsėjo',
    'spalio',
    'lapkričio',
    'gruodžio',
  ],
  accusative: [
    'sausį',
    'vasarį',
    'kovą',
    'balandį',
    'gegužę',
    'birželį',
    'liepą',
    'rugpjūtį',
    'rugsėjį',
    'spalį',
    'lapkritį',
    'gruodį',
  ],
} as const;

// Codes 21 to 41 of ISO 8601-2, in order; 25 to 28 northern and 29 to 32 southern repeat the four seasons.
const SEASON_EN = ['spring', 'summer', 'autumn', 'winter'];
const SEASON_FR = ['printemps', 'été', 'automne', 'hiver'];
const SEASON_LT = ['pavasaris', 'vasara', 'ruduo', 'žiema'];

function seasonIndex(code: number): { season: number; hemisphere: 'north' | 'south' | null } | null {
  if (code > 32) return null;
  return { season: (code - 21) % 4, hemisphere: code < 25 ? null : code < 29 ? 'north' : 'south' };
}

/** Ordinal and the length of a division: quarters 33 to 36, thirds 37 to 39, halves 40 and 41. */
function division(code: number): { n: number; of: 4 | 3 | 2 } {
  if (code <= 36) return { n: code - 32, of: 4 };
  return code <= 39 ? { n: code - 36, of: 3 } : { n: code - 39, of: 2 };
}

const at = (list: readonly string[], i: number): string => list[i] ?? '';
const thin = (from: string, to: string): string => `${from}–${to}`;
const ROMAN = ['I', 'II', 'III', 'IV'];

const english: Words = {
  day: (day, month, year) => `${day} ${at(EN, month)} ${year}`,
  month: (month, year) => `${at(EN, month)} ${year}`,
  year: (year) => year,
  decade: (first) => `the ${first}0s`,
  years: thin,
  season: (code, year) => {
    const found = seasonIndex(code);
    if (found !== null)
      return `${at(SEASON_EN, found.season)} ${year}${found.hemisphere === null ? '' : ` (${found.hemisphere}ern hemisphere)`}`;
    const { n, of } = division(code);
    return `${at(['first', 'second', 'third', 'fourth'], n - 1)} ${of === 4 ? 'quarter' : of === 3 ? 'third' : 'half'} of ${year}`;
  },
  dayUnknown: (month) => `${month}, day unknown`,
  monthUnknown: (year) => `${year}, month unknown`,
  dayOfUnknownMonth: (day, year) => `day ${day} of an unknown month of ${year}`,
  pattern: (pattern) => `${pattern} (X: digit unknown)`,
  about: (text) => `about ${text}`,
  perhaps: (text) => `perhaps ${text}`,
  markedParts: (parts) => `in doubt: ${parts.join(' and ')}`,
  part: ['the year', 'the month', 'the day'],
  orLater: 'or later',
  orEarlier: 'or earlier',
  fromTo: (from, to) => `${from.text} to ${to.text}`,
  fromUnknownEnd: (from) => `from ${from.text}, end unknown`,
  toUnknownStart: (to) => `until ${to.text}, beginning unknown`,
  unknownDate: 'date unknown',
  eitherOf: 'either',
  or: 'or',
  and: 'and',
  hourOnly: ':00 to :59',
  decimal: '.',
};

const elided = (text: string): string => (/^[aàâeéêhiîoôuù]/i.test(text) ? `d’${text}` : `de ${text}`);

const french: Words = {
  day: (day, month, year) => `${day === 1 ? '1er' : day} ${at(FR, month)} ${year}`,
  month: (month, year) => `${at(FR, month)} ${year}`,
  year: (year) => year,
  decade: (first) => `les années ${first}0`,
  years: thin,
  season: (code, year) => {
    const found = seasonIndex(code);
    const side = { north: ' (hémisphère nord)', south: ' (hémisphère sud)' };
    if (found !== null)
      return `${at(SEASON_FR, found.season)} ${year}${found.hemisphere === null ? '' : side[found.hemisphere]}`;
    const { n, of } = division(code);
    return `${n === 1 ? '1er' : `${n}e`} ${of === 4 ? 'trimestre' : of === 3 ? 'quadrimestre' : 'semestre'} ${year}`;
  },
  dayUnknown: (month) => `${month}, jour inconnu`,
  monthUnknown: (year) => `${year}, mois inconnu`,
  dayOfUnknownMonth: (day, year) => `le ${day} d’un mois inconnu de ${year}`,
  pattern: (pattern) => `${pattern} (X : chiffre inconnu)`,
  about: (text) => `vers ${text}`,
  perhaps: (text) => `peut-être ${text}`,
  markedParts: (parts) => `incertain : ${parts.join(' et ')}`,
  part: ['l’année', 'le mois', 'le jour'],
  orLater: 'ou plus tard',
  orEarlier: 'ou plus tôt',
  fromTo: (from, to) => {
    const first = from.isDay && !from.marked ? `du ${from.text}` : elided(from.text);
    return `${first} ${to.isDay && !to.marked ? 'au' : 'à'} ${to.text}`;
  },
  fromUnknownEnd: (from) =>
    `à partir ${from.isDay && !from.marked ? `du ${from.text}` : elided(from.text)}, fin inconnue`,
  toUnknownStart: (to) => `jusqu’${to.isDay && !to.marked ? 'au' : 'à'} ${to.text}, début inconnu`,
  unknownDate: 'date inconnue',
  eitherOf: 'soit',
  or: 'ou',
  and: 'et',
  hourOnly: ' h',
  decimal: ',',
};

const lithuanian: Words = {
  day: (day, month, year) => `${year} m. ${at(LT.genitive, month)} ${day} d.`,
  month: (month, year, grammar) => `${year} m. ${at(LT[grammar], month)}`,
  year: (year) => `${year} m.`,
  decade: (first) => `${first}0–${first}9 m.`,
  years: (from, to) => `${from}–${to} m.`,
  season: (code, year) => {
    const found = seasonIndex(code);
    const side = { north: ' (šiaurės pusrutulis)', south: ' (pietų pusrutulis)' };
    if (found !== null)
      return `${year} ${at(SEASON_LT, found.season)}${found.hemisphere === null ? '' : side[found.hemisphere]}`;
    const { n, of } = division(code);
    return `${year} ${at(ROMAN, n - 1)} ${of === 4 ? 'ketvirtis' : of === 3 ? 'trečdalis' : 'pusmetis'}`;
  },
  dayUnknown: (month) => `${month}, diena nežinoma`,
  monthUnknown: (year) => `${year} m., mėnuo nežinomas`,
  dayOfUnknownMonth: (day, year) => `${year} m. nežinomo mėnesio ${day} d.`,
  pattern: (pattern) => `${pattern} (X – skaitmuo nežinomas)`,
  about: (text) => `apie ${text}`,
  perhaps: (text) => `galbūt ${text}`,
  markedParts: (parts) => `abejotina: ${parts.join(' ir ')}`,
  part: ['metai', 'mėnuo', 'diena'],
  orLater: 'arba vėliau',
  orEarlier: 'arba anksčiau',
  fromTo: (from, to) => `nuo ${from.genitive} iki ${to.genitive}`,
  fromUnknownEnd: (from) => `nuo ${from.genitive}, pabaiga nežinoma`,
  toUnknownStart: (to) => `iki ${to.genitive}, pradžia nežinoma`,
  unknownDate: 'data nežinoma',
  eitherOf: 'arba',
  or: 'arba',
  and: 'ir',
  hourOnly: ' val.',
  decimal: ',',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: english, fr: french, lt: lithuanian };
