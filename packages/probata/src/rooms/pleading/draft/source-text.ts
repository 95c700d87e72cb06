// Source text built up from pieces, always spaced and marked alike, so that two texts can be compared word for word.
import { marksIn, type Piece, parseSource } from '../source.ts';

export interface SourceBuilder {
  /** Words as a reader sees them; what would be read as a mark is kept as it is. */
  words(text: string, isEmphasis: boolean): void;
  /** A mark as it is written in a source; a citation stands one space from the word before it. */
  mark(source: string): void;
  /** Takes the last words back, where these are they. */
  unsay(text: string): void;
  text(): string;
}

export function buildSource(): SourceBuilder {
  let out = '';
  let isOpen = false;
  const shut = (): void => {
    if (isOpen) out += '*';
    isOpen = false;
  };
  return {
    words(text, isEmphasis) {
      if (text === '') return;
      // White space bears no emphasis: word processors set it either way.
      const isPlain = !isEmphasis || (text.trim() === '' && !isOpen);
      if (isPlain) shut();
      else if (!isOpen) {
        out += '*';
        isOpen = true;
      }
      out += text.replaceAll('\\', '\\\\').replaceAll('*', '\\*');
    },
    mark(source) {
      shut();
      if (source.includes('@')) out = out === '' ? '' : `${out.trimEnd()} `;
      out += source;
    },
    unsay(text) {
      if (out.endsWith(text)) out = out.slice(0, -text.length);
    },
    text() {
      shut();
      return out.trim();
    },
  };
}

/** A source text spaced and marked as `buildSource` does it. */
export function canonical(source: string): string {
  const builder = buildSource();
  const marks = marksIn(source);
  let n = 0;
  for (const piece of parseSource(source) as readonly Piece[])
    if (piece.is === 'text') builder.words(piece.text, piece.style === 'emphasis');
    else {
      builder.mark(marks[n] ?? '');
      n += 1;
    }
  return builder.text();
}

/** Whether two source texts say the same: the form of letters and the width of spaces aside. */
export const saysSame = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
