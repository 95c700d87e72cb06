// How values are written on every screen: one form for dates, one for numbers, one for sealed things.
import type { Sealable, Texts } from 'probata/contract';

/** `19 May 2025`, in the reader's own zone; the ledger itself is in UTC. */
export function day(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(instant),
  );
}

/** `19 May 2025, 14:03:21 UTC` for entries, where the second matters. */
export function moment(instant: string): string {
  const shown = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  return `${shown.format(new Date(instant))} UTC`;
}

/** `14:03:21 UTC`. */
export function clock(instant: string): string {
  return `${new Date(instant).toISOString().slice(11, 19)} UTC`;
}

/** `just now`, `4 minutes ago`, then the day. */
export function ago(instant: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${counted(Math.floor(seconds / 60), 'minute')} ago`;
  if (seconds < 86_400) return `${counted(Math.floor(seconds / 3600), 'hour')} ago`;
  return `on ${day(instant)}`;
}

/** `40 s`, `3 min`, `2 h`: for what is only an estimate. */
export function spell(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}

/** `1 fact`, `2 facts`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

const NUMBERS = new Intl.NumberFormat('en-GB');

/** Thousands apart by a thin space. */
export function number(n: number): string {
  return NUMBERS.format(n).replaceAll(',', '\u202f');
}

/** `1.2 MB`. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = n;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)}\u202f${units[unit]}`;
}

export function isSealed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sealed' in value;
}

/** The value, or the word that stands for what is sealed. */
export function orSealed(value: Sealable<string> | null | undefined, word = 'Sealed'): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : word;
}

/** The authoritative version of a text in several languages. */
export function authoritative(value: Sealable<Texts>): string {
  if ('sealed' in value) return 'Sealed';
  const { versions, authoritative: language } = value as Texts;
  return versions[language] ?? '';
}

// Codes whose letters stand for words.
const SPELLED: Readonly<Record<string, string>> = {
  'io-report': 'report of an international organisation',
  'ngo-report': 'report of a non-governmental organisation',
};

/** A currency as it is printed: a private one without the mark that it is private. */
export function currency(code: string): string {
  return code.replace(/^x-/, '');
}

/** `unsupported` → `Unsupported`; `partly-read` → `Partly read`. */
export function sentence(code: string): string {
  const text = SPELLED[code] ?? code.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
