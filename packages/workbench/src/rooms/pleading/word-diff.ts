// What changed between two texts, word by word; a mark that cites counts as one word.

export interface Piece {
  readonly is: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond so many words both texts are shown whole: nobody reads a table of their differences. */
const MOST_WORDS = 1500;
const WORDS = /\[[^\][]*[@=#!][^\][]*\]|[\p{L}\p{M}\p{N}_’'-]+|\s+|./gsu;

/** The pieces in reading order: what is gone stands before what is new in its place (longest common subsequence). */
export function wordDiff(before: string, after: string): readonly Piece[] {
  const a = before.match(WORDS) ?? [];
  const b = after.match(WORDS) ?? [];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return joined([
      { is: 'gone', text: before },
      { is: 'new', text: after },
    ]);
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ is: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (
      i < a.length &&
      (j >= b.length || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      pieces.push({ is: 'gone', text: a[i] ?? '' });
      i += 1;
    } else {
      pieces.push({ is: 'new', text: b[j] ?? '' });
      j += 1;
    }
  }
  return joined(pieces);
}

/** Neighbours of one sort become one piece; a space between two changes belongs to both. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let gone = '';
  let fresh = '';
  const shut = (): void => {
    if (gone !== '') out.push({ is: 'gone', text: gone });
    if (fresh !== '') out.push({ is: 'new', text: fresh });
    gone = '';
    fresh = '';
  };
  for (const [at, piece] of pieces.entries()) {
    if (piece.is === 'gone') gone += piece.text;
    else if (piece.is === 'new') fresh += piece.text;
    else if (/^\s+$/u.test(piece.text) && gone !== '' && fresh !== '' && pieces[at + 1]?.is !== 'same') {
      gone += piece.text;
      fresh += piece.text;
    } else {
      shut();
      const last = out.at(-1);
      if (last?.is === 'same') out[out.length - 1] = { is: 'same', text: last.text + piece.text };
      else out.push(piece);
    }
  }
  shut();
  return out;
}
