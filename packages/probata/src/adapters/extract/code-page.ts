// Tells which single-byte or East Asian page a text was written in, by the languages those pages were made for.
import iconv from 'iconv-lite';
import { LANGUAGES, type LanguageModel } from './languages.ts';

/**
 * Candidates in order of preference where two decode a text equally well (the Windows pages contain the ISO ones),
 * each with the languages it was made for.
 */
const CANDIDATES: readonly (readonly [encoding: string, languages: string])[] = [
  ['windows-1252', 'eng fra deu spa por ita nld swe dan nor fin isl'],
  ['windows-1251', 'rus bel ukr bul srp mkd'],
  ['windows-1250', 'pol ces slk hun slv hrv ron deu'],
  ['windows-1257', 'lit lav est pol'],
  ['windows-1256', 'ara pes urd fra'],
  ['windows-1255', 'heb'],
  ['windows-1253', 'ell'],
  ['windows-1254', 'tur'],
  ['windows-1258', 'vie'],
  ['koi8-r', 'rus bul'],
  ['koi8-u', 'ukr rus bel'],
  ['cp866', 'rus bel ukr bul'],
  ['mac-cyrillic', 'rus bel ukr bul srp mkd'],
  ['iso-8859-5', 'rus bel ukr bul srp mkd'],
  ['iso-8859-1', 'eng fra deu spa por ita nld swe dan nor fin isl'],
  ['iso-8859-15', 'eng fra deu spa por ita nld swe dan nor fin est'],
  ['iso-8859-2', 'pol ces slk hun slv hrv ron deu'],
  ['iso-8859-13', 'lit lav est pol'],
  ['iso-8859-4', 'lit lav est'],
  ['iso-8859-6', 'ara'],
  ['iso-8859-7', 'ell'],
  ['iso-8859-8', 'heb'],
  ['iso-8859-9', 'tur'],
  ['iso-8859-16', 'ron pol hun'],
  ['cp852', 'pol ces slk hun slv hrv ron deu'],
  ['cp775', 'lit lav est pol'],
  ['cp850', 'deu fra spa por ita swe dan nor'],
  ['macintosh', 'eng fra deu spa por ita nld swe'],
  ['mac-centeuro', 'pol ces slk hun lit lav est'],
];

/** Our names of pages that the decoder calls otherwise. */
export const ICONV_NAME: Readonly<Record<string, string>> = {
  'mac-cyrillic': 'maccyrillic',
  'mac-centeuro': 'maccenteuro',
  macintosh: 'macroman',
};

/** Pages in which file names were written on DOS and Windows; no name there was ever in one of ISO's or Apple's. */
export const PAGES_OF_NAMES = /^(?:windows-|cp|shift_jis|gb18030|big5|euc-kr)/;

/**
 * The best-fitting page; a declared one stands unless another fits clearly better.
 * @param among the pages that come into question, where not all do
 */
export function bestPage(bytes: Uint8Array, declared: string | undefined, among = /(?:)/): string {
  const signs = signsOf(sampleOf(bytes));
  let best = { encoding: 'windows-1252', score: -Infinity };
  let ofDeclared = -Infinity;
  const seen = new Map<string, number>();
  for (const [encoding, languages] of CANDIDATES) {
    if (!among.test(encoding)) continue;
    const page = pageOf(encoding);
    const shown = signs.used.map((byte) => page[byte]).join('');
    // Of a page that cannot become the best one the words are not counted.
    const needed = encoding === declared ? -Infinity : best.score;
    const score = seen.get(shown) ?? fitOfPage(signs, encoding, languages.split(' '), needed);
    if (score === undefined) continue;
    seen.set(shown, score);
    if (encoding === declared) ofDeclared = score;
    if (score > best.score + 1e-9) best = { encoding, score };
  }
  for (const encoding of ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']) {
    if (!among.test(encoding) || (encoding !== declared && best.score >= BEST_EAST_ASIAN)) continue;
    const score = fitEastAsian(iconv.decode(signs.sample, encoding), encoding);
    if (encoding === declared) ofDeclared = score;
    if (score > best.score) best = { encoding, score };
  }
  return declared !== undefined && ofDeclared > best.score - 0.7 ? declared : best.encoding;
}

/** Up to 48 KiB, cut at ASCII bytes, from the parts that hold bytes beyond ASCII. */
function sampleOf(bytes: Uint8Array): Buffer {
  if (bytes.length <= 49_152) return Buffer.from(bytes);
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length && size < 49_152; at += 4_096) {
    const part = bytes.subarray(at, at + 4_096);
    if (part.some((b) => b >= 0x80)) {
      parts.push(part);
      size += part.length;
    }
  }
  return Buffer.concat(parts);
}

const QUIET = /[„“”‘’‚«»–—…№§°€©®™\u00a0\u00ad•·ªº¿¡±²³½¼¾×£]/u;

/** What bytes show of their page before it is known: few different things, so that each is weighed once. */
interface Signs {
  readonly sample: Buffer;
  /** The bytes beyond ASCII that occur. */
  readonly used: readonly number[];
  /** Each of them between its neighbours (three bytes as one number), with their number. */
  readonly marks: ReadonlyMap<number, number>;
  /** Stretches without an ASCII sign that no word holds, one byte a character, and their numbers. */
  readonly stretches: Buffer;
  readonly times: readonly number[];
}

const SPACE = 0x20;
const WORDS_MOST = 2;

function signsOf(sample: Buffer): Signs {
  const marks = new Map<number, number>();
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] as number; // i < length
    if (byte < 0x80) continue;
    const mark = ((sample[i - 1] ?? SPACE) << 16) | (byte << 8) | (sample[i + 1] ?? SPACE);
    marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  const stretches = new Map<string, number>();
  if (marks.size > 0)
    for (const one of sample.toString('latin1').match(/[A-Za-z\x80-\xff]+/g) ?? [])
      stretches.set(one, (stretches.get(one) ?? 0) + 1);
  return {
    sample,
    used: [...new Set([...marks.keys()].map((mark) => (mark >> 8) & 0xff))],
    marks,
    stretches: Buffer.from([...stretches.keys()].join('\n'), 'latin1'),
    times: [...stretches.values()],
  };
}

const pages = new Map<string, string>();

/** The 256 characters of a page; every page here has one for every byte. */
function pageOf(encoding: string): string {
  const known = pages.get(encoding);
  if (known !== undefined) return known;
  const page = iconv.decode(
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    ICONV_NAME[encoding] ?? encoding,
  );
  pages.set(encoding, page);
  return page;
}

/**
 * How well the languages of a page fit, by the best of them: the mean plausibility of the characters beyond ASCII, in
 * nats (about -2 fits, below -6 does not), and at most 2 for small words that are known.
 * @returns undefined where it cannot be better than `needed`
 */
function fitOfPage(
  signs: Signs,
  encoding: string,
  codes: readonly string[],
  needed: number,
): number | undefined {
  const page = pageOf(encoding);
  const marks = weighedMarks(signs.marks, page);
  const fits = LANGUAGES.filter((l) => codes.includes(l.code)).map((language) => {
    let sum = 0;
    let count = 0;
    for (const { ch, before, after, times } of marks) {
      count += times;
      sum += times * charFit(ch, before, after, language);
    }
    return { language, mean: count === 0 ? -20 : sum / count, isEmpty: count === 0 };
  });
  if (Math.max(...fits.map(({ mean }) => mean)) + WORDS_MOST < needed) return undefined;
  const { words, count } = wordsOf(signs, encoding);
  return Math.max(
    ...fits.map(({ language, mean, isEmpty }) => {
      if (isEmpty) return mean;
      let hits = 0;
      for (const word of language.words) hits += words.get(word) ?? 0;
      return mean + Math.min(WORDS_MOST, (6 * hits) / Math.max(6, count));
    }),
  );
}

/** Characters beyond ASCII with one example of neighbours for each way in which neighbours can matter. */
function weighedMarks(
  marks: ReadonlyMap<number, number>,
  page: string,
): readonly {
  readonly ch: string;
  readonly before: string;
  readonly after: string;
  readonly times: number;
}[] {
  const found = new Map<number, { ch: string; before: string; after: string; times: number }>();
  for (const [mark, times] of marks) {
    const ch = page.charAt((mark >> 8) & 0xff);
    const before = page.charAt(mark >> 16);
    const after = page.charAt(mark & 0xff);
    const key = (ch.charCodeAt(0) << 10) | (roleOf(before) << 5) | roleOf(after);
    const known = found.get(key);
    if (known === undefined) found.set(key, { ch, before, after, times });
    else known.times += times;
  }
  return [...found.values()];
}

const roles = new Map<string, number>();

/** All that `charFit` asks of a neighbour. */
function roleOf(ch: string): number {
  const known = roles.get(ch);
  if (known !== undefined) return known;
  const asked = [/\p{Lu}/u, /\p{Ll}/u, /[A-Za-z]/, /\p{L}/u, /[\p{L}\p{N}.,!?]/u];
  const role = asked.reduce((all, pattern, i) => all | (pattern.test(ch) ? 1 << i : 0), 0);
  roles.set(ch, role);
  return role;
}

function wordsOf(
  { stretches, times }: Signs,
  encoding: string,
): { words: ReadonlyMap<string, number>; count: number } {
  const words = new Map<string, number>();
  let count = 0;
  const text = iconv.decode(stretches, ICONV_NAME[encoding] ?? encoding).toLowerCase();
  for (const [i, stretch] of text.split('\n').entries()) {
    const often = times[i] ?? 0;
    for (const word of stretch.match(/\p{L}+/gu) ?? []) {
      words.set(word, (words.get(word) ?? 0) + often);
      count += often;
    }
  }
  return { words, count };
}

function charFit(ch: string, before: string, after: string, language: LanguageModel): number {
  if (ch >= '\x80' && ch <= '\x9f') return -16;
  if (ch === '\ufffd') return -16;
  if (/\p{L}/u.test(ch)) {
    const lower = ch.toLowerCase();
    const rank = language.letters.indexOf(lower);
    let value = rank < 0 ? -8 : -1 - Math.log(1 + rank / 2);
    const isUpper = ch !== lower;
    if (isUpper) value -= /\p{Lu}/u.test(before) ? 0 : 0.3; // words in capitals are as good as any
    if (isUpper && /\p{Ll}/u.test(before)) value -= 5;
    if (language.script !== 'latin' && (/[A-Za-z]/.test(before) || /[A-Za-z]/.test(after))) value -= 4;
    // No word is a sign alone, and none begins with one.
    if (/[ьъЬЪ]/.test(ch) && !/\p{L}/u.test(before)) value -= 5;
    return value;
  }
  if (/\p{M}/u.test(ch)) return language.script === 'hebrew' || language.script === 'arabic' ? -3 : -7;
  if (language.script === 'arabic' && /[،؛؟ـ\u200c\u200e\u200f٠-٩۰-۹]/u.test(ch)) return -3.5;
  if (language.script === 'hebrew' && /[־׳״\u200e\u200f₪]/u.test(ch)) return -3.5;
  if (ch === '№' && language.script === 'cyrillic') return -2;
  if (ch === '’' && !/[\p{L}\p{N}.,!?]/u.test(before) && /\p{L}/u.test(after)) return -6;
  if (QUIET.test(ch))
    return /\p{L}/u.test(before) && /\p{L}/u.test(after) && !/[’‘\u00ad·–—\u00a0]/u.test(ch) ? -7 : -3.5;
  return -8;
}

const COMMON_HAN =
  /[的一是不了人我在有他这中大来上国和地们到说时要就出会可也你对生能而子那得于着下自之年過這國時會個來們說對為的權條任何本第人有]/u;

/** What a text of nothing but common East Asian characters comes to. */
const BEST_EAST_ASIAN = -1.5;

/** East Asian pages: everything decodes to something, so what counts is kana, hangul and the commonest characters. */
function fitEastAsian(text: string, encoding: string): number {
  let all = 0;
  let good = 0;
  let bad = 0;
  for (const ch of text) {
    if (ch <= '\x7f') continue;
    all += 1;
    if (ch === '\ufffd' || /[\p{Co}\p{Cn}\x80-\x9f]/u.test(ch)) bad += 1;
    else if (encoding === 'euc-kr') good += /\p{Script=Hangul}/u.test(ch) ? 1 : 0;
    else if (encoding === 'gb18030' || encoding === 'big5') good += COMMON_HAN.test(ch) ? 3 : 0;
    else good += /\p{Script=Hiragana}/u.test(ch) ? 2 : /[ァ-ヶー、。]/u.test(ch) ? 1 : 0;
  }
  if (all < 4) return -20;
  return -8 + 6.5 * Math.min(1, good / all) - 60 * (bad / all);
}
