// Text from strangers made safe to show in a terminal: nothing in it can move the cursor or turn the reading order.

// C0, DEL and C1 controls; soft hyphen; zero-width and bidirectional controls; line and paragraph separators; BOM; tags.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** One line of text in which each control or invisible direction mark stands as its code, e.g. `<U+202E>`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, code);
}

/** As `visible`, but line breaks stay line breaks and tabs become two spaces: for passages of text. */
export function visibleLines(text: string): readonly string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => visible(line.replaceAll('\t', '  ')));
}

function code(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `<U+${point.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Columns a text takes in a terminal: combining marks take none, East Asian wide characters two (UAX 11, in outline). */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (/\p{Mn}|\p{Me}/u.test(character)) return 0;
  const wide =
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x1f300 && point <= 0x1faff) ||
    (point >= 0x20000 && point <= 0x3fffd);
  return wide ? 2 : 1;
}

/** Fills up with spaces to `columns`. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const blank = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return side === 'left' ? text + blank : blank + text;
}

/**
 * Breaks a line at spaces so that no part is wider than `columns`; a longer word is cut where it must be. What a line
 * is indented by, its further parts are too.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const indent = Math.min(/^ */.exec(text)?.[0].length ?? 0, Math.floor(columns / 2));
  if (indent > 0) return wrap(text.trimStart(), columns - indent).map((line) => ' '.repeat(indent) + line);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (columnsOf(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (columnsOf(line) > columns) {
      const [head, tail] = cut(line, columns);
      lines.push(head);
      line = tail;
    }
  }
  lines.push(line);
  return lines;
}

function cut(word: string, columns: number): readonly [string, string] {
  let used = 0;
  let head = '';
  for (const character of word) {
    const width = widthOf(character);
    if (used + width > columns && head !== '') break;
    used += width;
    head += character;
  }
  return [head, word.slice(head.length)];
}
