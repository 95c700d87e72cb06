// Dates in words, as a page or a pleading prints them: "19 May 2025", "about June 2021", "26 May 2021 or later".
import {
  type Edtf,
  type EdtfDate,
  type EdtfEnd,
  type EdtfMember,
  parseEdtf,
  type Qualifier,
} from './edtf.ts';
import { type Language, WORDS, type Words } from './words.ts';

/**
 * The words for an EDTF value in English, French or Lithuanian. Nothing that the value says is lost: a mark, an unknown
 * digit or an open end is spoken.
 * @throws Refusal TIME_EDTF_UNREADABLE
 */
export function dateInWords(value: Edtf | string, language: Language = 'en'): string {
  const edtf = typeof value === 'string' ? parseEdtf(value) : value;
  const words = WORDS[language];
  if (edtf.kind === 'date') return oneDate(edtf, words);
  if (edtf.kind === 'interval') return interval(edtf.start, edtf.end, words);
  const members = edtf.members.map((member) => oneMember(member, words));
  // A set of a single open span is just "or later", "or earlier".
  if (members.length === 1) return members[0] ?? '';
  const last = members.pop() ?? '';
  const joined = `${members.join(', ')} ${edtf.choice === 'one' ? words.or : words.and} ${last}`;
  return edtf.choice === 'one' ? `${words.eitherOf} ${joined}` : joined;
}

function oneMember(member: EdtfMember, words: Words): string {
  if (member.kind === 'date') return oneDate(member, words);
  const end = (date: EdtfDate | null): EdtfEnd => date ?? { kind: 'open' };
  return interval(end(member.from), end(member.to), words);
}

function interval(start: EdtfEnd, end: EdtfEnd, words: Words): string {
  if (start.kind === 'date' && end.kind === 'date')
    return words.fromTo(spoken(start, words), spoken(end, words));
  if (start.kind === 'date') {
    const text = oneDate(start, words);
    return end.kind === 'open' ? `${text} ${words.orLater}` : words.fromUnknownEnd(spoken(start, words));
  }
  if (end.kind !== 'date') return words.unknownDate;
  const text = oneDate(end, words);
  return start.kind === 'open' ? `${text} ${words.orEarlier}` : words.toUnknownStart(spoken(end, words));
}

interface Spoken {
  /** The plain form, with its marks, for use inside a span. */
  readonly text: string;
  /** The form after "from" and "to" in languages that decline. */
  readonly genitive: string;
  readonly isDay: boolean;
  readonly marked: boolean;
}

function spoken(date: EdtfDate, words: Words): Spoken {
  const marked = qualifierOf(date).some((q) => q.uncertain || q.approximate);
  const text = oneDate(date, words);
  const genitive = marked ? text : body(date, words, 'genitive');
  return { text, genitive, isDay: date.day !== null && !date.day.digits.includes('X'), marked };
}

function oneDate(date: EdtfDate, words: Words): string {
  const parts = qualifierOf(date);
  const approximate = parts.some((q) => q.approximate);
  const uncertain = parts.some((q) => q.uncertain);
  let text = body(date, words, approximate ? 'accusative' : 'nominative');
  if (approximate) text = words.about(text);
  if (uncertain) text = words.perhaps(text);
  // Marks on single parts would be lost in the whole phrase: name the parts.
  const everyAlike = parts.every(
    (q) => q.uncertain === parts[0]?.uncertain && q.approximate === parts[0]?.approximate,
  );
  if (everyAlike) return text;
  const named = parts.flatMap((q, i) => (q.uncertain || q.approximate ? [words.part[i] ?? ''] : []));
  return `${text} (${words.markedParts(named)})`;
}

function qualifierOf(date: EdtfDate): readonly Qualifier[] {
  return [date.year, date.month, date.day].filter((part) => part !== null);
}

type Case = 'nominative' | 'accusative' | 'genitive';

function body(date: EdtfDate, words: Words, grammar: Case): string {
  const year = date.year.digits;
  const month = date.month?.digits ?? null;
  const day = date.day?.digits ?? null;
  if (year === 'XXXX' && (month === null || month === 'XX') && (day === null || day === 'XX'))
    return words.unknownDate;
  if (month === null) return yearInWords(year, words);
  if (Number(month) > 20) return words.season(Number(month), yearInWords(year, words));
  const known = !month.includes('X');
  if (year.includes('X') || (month.includes('X') && month !== 'XX') || (day?.includes('X') && day !== 'XX'))
    return words.pattern([year, month, ...(day === null ? [] : [day])].join('-'));
  if (known && (day === null || day === 'XX')) {
    const text = words.month(Number(month) - 1, year, grammar);
    return day === 'XX' ? words.dayUnknown(text) : text;
  }
  if (known && day !== null) return words.day(Number(day), Number(month) - 1, year) + clock(date, words);
  return day === null || day === 'XX' ? words.monthUnknown(year) : words.dayOfUnknownMonth(Number(day), year);
}

function yearInWords(year: string, words: Words): string {
  if (!year.includes('X')) return words.year(year);
  if (/^\d{3}X$/.test(year)) return words.decade(year.slice(0, 3));
  return words.years(year.replaceAll('X', '0'), year.replaceAll('X', '9'));
}

function clock(date: EdtfDate, words: Words): string {
  const time = date.time;
  if (time === null) return '';
  const two = (n: number): string => String(n).padStart(2, '0');
  let text = two(time.hour);
  text += time.minute === null ? words.hourOnly : `:${two(time.minute)}`;
  if (time.second !== null) text += `:${two(time.second)}`;
  if (time.millisecond !== null) text += `${words.decimal}${String(time.millisecond).padStart(3, '0')}`;
  if (time.offset === null) return `, ${text}`;
  return `, ${text} ${time.offset === 'Z' ? 'UTC' : `UTC${time.offset.replace(/^-/, '−')}`}`;
}
