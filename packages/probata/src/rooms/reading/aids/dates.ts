// Dates that a passage names, proposed to a person: written with month names in the languages of the house, or in figures.
import { daysInMonth } from '../../../base/time/index.ts';
import { foldWord, wordsOf } from '../words.ts';

/** A date found: where it stands in the text given (units), as EDTF, and whether figures could be read another way. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly edtf: string;
  readonly isUnclear: boolean;
}

// The beginnings that all cases of a month's name share, folded; one line for each month.
const MONTHS = [
  'january jan janvier janvar styczen styczn saus январ студзен студен січ يناير',
  'february feb fevrier februar luty lutego lutym vasar феврал лют فبراير شباط',
  'march mars marts marta marzec marca marcu kov март сакавік берез مارس اذار',
  'april avril kwiecien kwietn baland апрел красавік квіт ابريل نيسان',
  'may mai maj maja maju maij geguz май мая маі маем травен травн مايو ايار',
  'june juin junij czerwiec czerwca czerwcu birzel июн чэрвен чэрвн червен червн يونيو حزيران',
  'july juillet julij lipiec lipca lipcu liep июл ліпен ліпн липен липн يوليو تموز',
  'august aout sierpien sierpn rugpjuc rugpjut август жнівен жніун серпен серпн اغسطس',
  'september sept septembr wrzesien wrzesn rugsej сентябр верас верес سبتمبر ايلول',
  'october octobre oktobr pazdzier spal октябр кастрычнік жовтен жовтн اكتوبر',
  'november novembr listopad lapkri ноябр лістапад листопад نوفمبر',
  'december decembr grudzien grudn gruod декабр снежан снежн груден грудн ديسمبر',
].map((line) => line.split(' '));
/** Short names are whole words: `may` is not the beginning of `mayor`. */
const WHOLE = new Set(
  'jan feb may mai maj maja maju mars marts marta marca marcu march luty sept май мая маі маем'.split(' '),
);
/** Months in Polish and Latvian, and given names as well: a month where they begin small, a name otherwise. */
const GIVEN_NAMES = new Set(['maja', 'marta']);

const YEAR = /^(?:1[89]|20)\d\d$/;
const FIGURES =
  /(?<![\d.,/-])(?:((?:1[89]|20)\d\d)[-./](0?[1-9]|1[0-2])(?:[-./](0?[1-9]|[12]\d|3[01]))?|(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|[12]\d|3[01])[./]((?:1[89]|20)\d\d))(?![\d/-])/gu;
const YEAR_ALONE =
  /(?<=\b(?:in|since|during|by|of|en|depuis|nuo|iki)\s|\bс\s|(?<!\p{L})(?:в|у|да|до|з)\s)((?:1[89]|20)\d\d)(?![\d-])/giu;

/** The dates in a text, in order; the same place is proposed once, as exactly as it can be read. */
export function datesIn(text: string): readonly FoundDate[] {
  const found: FoundDate[] = [...inWords(text), ...inFigures(text)];
  const isFree = (start: number, end: number): boolean =>
    !found.some((one) => one.start < end && one.end > start);
  for (const match of text.matchAll(YEAR_ALONE)) {
    const end = match.index + match[0].length;
    if (isFree(match.index, end))
      found.push({ start: match.index, end, edtf: match[1] ?? '', isUnclear: false });
  }
  return found.sort((a, b) => a.start - b.start);
}

function inWords(text: string): FoundDate[] {
  const words = wordsOf(text).map((word) => ({ ...word, folded: figures(word.folded) }));
  const found: FoundDate[] = [];
  // A year or day belongs to one date.
  const used = new Set<number>();
  for (const [i, word] of words.entries()) {
    const month = monthOf(word.folded);
    if (month === undefined || isGivenName(word.folded, text.charAt(word.start))) continue;
    // Latvian names the year first, with a word of its own: `2034. gada 26. maijā`.
    const latvian = [i - 2, i - 3].filter((k) => words[k + 1]?.folded === 'gada');
    const near = [...latvian, i - 1, i + 1, i - 2, i + 2, i - 3, i + 3].filter(
      (k) => words[k] !== undefined && !used.has(k),
    );
    const year = near.find((k) => YEAR.test(words[k]?.folded ?? ''));
    const dayAt = [i - 1, i + 1, i - 2].find(
      (k) => !used.has(k) && dayOf(words[k]?.folded) !== undefined && isBetween(words, k, i),
    );
    const day = dayOf(words[dayAt ?? -1]?.folded);
    if (year === undefined) continue;
    const y = words[year]?.folded ?? '';
    const isReal = day !== undefined && day <= daysInMonth(Number(y), month);
    const places = [i, year, ...(isReal && dayAt !== undefined ? [dayAt] : [])].sort((a, b) => a - b);
    for (const k of places) used.add(k);
    const start = words[places[0] ?? i]?.start ?? word.start;
    const end = words[places.at(-1) ?? i]?.end ?? word.end;
    found.push({ start, end, edtf: `${y}-${two(month)}${isReal ? `-${two(day)}` : ''}`, isUnclear: false });
  }
  return found;
}

/** Between a day two words away and its month only a word such as `of`, `de` or `d` may stand. */
function isBetween(words: readonly { readonly folded: string }[], k: number, i: number): boolean {
  return Math.abs(k - i) < 2 || /^(?:of|de|d|the)$/.test(words[Math.min(k, i) + 1]?.folded ?? '');
}

function monthOf(word: string): number | undefined {
  const at = MONTHS.findIndex((names) =>
    names.some((name) =>
      WHOLE.has(name) || name.length < 3
        ? word === name
        : word.startsWith(name) && word.length <= name.length + 6,
    ),
  );
  return at < 0 ? undefined : at + 1;
}

function dayOf(word: string | undefined): number | undefined {
  const match = /^(\d{1,2})(?:st|nd|rd|th|er|d|го|га|oji|aja)?$/u.exec(word ?? '');
  const day = Number(match?.[1]);
  return match !== null && day >= 1 && day <= 31 ? day : undefined;
}

function inFigures(text: string): FoundDate[] {
  return [...figures(text).matchAll(FIGURES)].flatMap((match) => {
    const [all, y1, m1, d1, d2, m2, y2] = match;
    const year = y1 ?? y2 ?? '';
    // Day before month, as everywhere in Europe; where both could be a month the reading is unclear and said to be.
    let [day, month] = y1 === undefined ? [Number(d2), Number(m2)] : [Number(d1 ?? 0), Number(m1)];
    if (month > 12) [day, month] = [month, day];
    if (month > 12 || (day > 0 && day > daysInMonth(Number(year), month))) return [];
    const isUnclear = y1 === undefined && Number(d2) <= 12 && Number(m2) <= 12 && d2 !== m2;
    return [
      {
        start: match.index,
        end: match.index + all.length,
        edtf: `${year}-${two(month)}${day === 0 ? '' : `-${two(day)}`}`,
        isUnclear,
      },
    ];
  });
}

/** Arabic and Persian figures as European ones, of the same length. */
function figures(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Whether a word is the name of a month, so that it is not taken for a person's. */
export function isMonth(word: string): boolean {
  const folded = foldWord(word);
  return monthOf(folded) !== undefined && !isGivenName(folded, word.charAt(0));
}

const isGivenName = (folded: string, first: string): boolean =>
  GIVEN_NAMES.has(folded) && /\p{Lu}/u.test(first);
