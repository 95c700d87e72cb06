// The headers at the top of a mail's text, as rows: which units are the name, which the value.
import type { PageShown, Span } from './types.ts';

export interface MailRow {
  readonly name: Span;
  readonly value: Span;
}

/** The header rows and where the body begins; null where the text does not begin with headers. Units of the whole text. */
export function mailHead(
  page: Pick<PageShown, 'text' | 'start' | 'end'>,
): { readonly rows: readonly MailRow[]; readonly body: Span } | null {
  const rows: MailRow[] = [];
  let at = 0;
  while (at < page.text.length) {
    const end = lineEnd(page.text, at);
    const name = /^([A-Z][A-Za-z-]{1,30}): ?/.exec(page.text.slice(at, end));
    if (name === null) break;
    const value = page.start + at + name[0].length;
    rows.push({
      name: { start: page.start + at, end: value },
      value: { start: value, end: page.start + end },
    });
    at = Math.min(page.text.length, end + 1);
  }
  if (rows.length < 2) return null;
  while (page.text.charAt(at) === '\n') at += 1;
  return { rows, body: { start: page.start + at, end: page.end } };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
