// Reads the source text of a block: words, emphasis, and marks that cite a fact, a passage, a figure or a paragraph.

import { FIGURE_NAMES, type FigureName } from '../../base/figure/types.ts';

/**
 * `[@fact_…]`, `[@pas_…]` or `[@aut_…]` makes a footnote (several may be joined: `[@a; @b]`, with words before them: `[see @a]`);
 * `[=head_…]` sets the figure of a head of damage, `[=head_… net in millions 1]` one of its figures rounded for the page,
 * `[=claim itemised]` one of the whole claim, `[=line_…]` that of a line, `[=ctr_… low]` one of the claim as a counter-case has
 * it; `[!counterfactual est_…]` sets a drawing, alone in a block of kind figure whose other words are its caption, and
 * `[!series ser_…; 2031-05-26 Broadcast]` marks days in it; `[#blk_…]` sets the number of another paragraph or figure; `*word*`
 * is set in italics; a backslash keeps the next character as it is.
 */
export type Piece =
  | { readonly is: 'text'; readonly text: string; readonly style: 'plain' | 'emphasis' }
  | { readonly is: 'cite'; readonly targets: readonly CiteTarget[] }
  | { readonly is: 'figure'; readonly of: string; readonly as?: string }
  | ({ readonly is: 'drawing' } & Drawing)
  | { readonly is: 'paragraph'; readonly block: string };

/** A piece that is no words: a citation, a figure, a drawing, the number of another paragraph. */
export type Mark = Exclude<Piece, { readonly is: 'text' }>;

/** A drawing that a block sets, with the days that are to be marked in it. */
export interface Drawing {
  readonly figure: FigureName;
  readonly of: string;
  readonly events: readonly { readonly on: string; readonly label: string }[];
}

export interface CiteTarget {
  readonly id: string;
  /** Words set before the citation in the footnote: `see`. */
  readonly before: string;
}

const MARK =
  /\[([^\][]*[@=#][a-z]+_[0-9a-z]{26}[^\][]*|=claim(?: [a-z0-9 ]+)?|![a-z-]+ +(?:claim|(?:ser|est|head)_[0-9a-z]{26})(?:; *\d{4}-\d{2}-\d{2} [^;\][]+)*)\]/u;
const ID = /@([a-z]+_[0-9a-z]{26})/u;

/** The marks of a source text as they are written in it, in order; as many as `parseSource` gives pieces that are no text. */
export function marksIn(source: string): readonly string[] {
  const found: string[] = [];
  let rest = source;
  for (let mark = MARK.exec(rest); mark !== null; mark = MARK.exec(rest)) {
    if (marked(mark[1] ?? '', mark[0]).some((piece) => piece.is !== 'text')) found.push(mark[0]);
    rest = rest.slice(mark.index + mark[0].length);
  }
  return found;
}

/** Cuts a source text into its pieces. A bracket that holds no mark is plain text. */
export function parseSource(source: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = source;
  for (let mark = MARK.exec(rest); mark !== null; mark = MARK.exec(rest)) {
    pieces.push(...emphasised(rest.slice(0, mark.index)));
    pieces.push(...marked(mark[1] ?? '', mark[0]));
    rest = rest.slice(mark.index + mark[0].length);
  }
  pieces.push(...emphasised(rest));
  return pieces;
}

function marked(inside: string, whole: string): Piece[] {
  if (inside.startsWith('!')) {
    const [named = '', ...days] = inside.split(';').map((part) => part.trim());
    const [name, of = ''] = named.slice(1).split(/ +/u);
    const figure = FIGURE_NAMES.find((one) => one === name);
    if (figure === undefined) return [{ is: 'text', text: whole, style: 'plain' }];
    const events = days.map((day) => ({ on: day.slice(0, 10), label: day.slice(11).trim() }));
    return [{ is: 'drawing', figure, of, events }];
  }
  const figure = /^=((?:head|line|ctr)_[0-9a-z]{26}|claim)(?: +([a-z][a-z0-9 ]*))?$/u.exec(inside.trim());
  if (figure?.[1] !== undefined) {
    const as = figure[2]?.replace(/ +/g, ' ').trim();
    if (as === undefined || as === '') return [{ is: 'figure', of: figure[1] }];
    return [{ is: 'figure', of: figure[1], as }];
  }
  const single = /^([=#])([a-z]+_[0-9a-z]{26})$/u.exec(inside.trim());
  if (single?.[1] === '=' && single[2] !== undefined) return [{ is: 'figure', of: single[2] }];
  if (single?.[1] === '#' && single[2] !== undefined) return [{ is: 'paragraph', block: single[2] }];
  const targets = inside.split(';').map((part) => {
    const id = ID.exec(part);
    return id?.[1] === undefined ? undefined : { id: id[1], before: part.slice(0, id.index).trim() };
  });
  if (targets.some((target) => target === undefined)) return [{ is: 'text', text: whole, style: 'plain' }];
  return [{ is: 'cite', targets: targets.filter((target): target is CiteTarget => target !== undefined) }];
}

function emphasised(text: string): Piece[] {
  const pieces: Piece[] = [];
  let style: 'plain' | 'emphasis' = 'plain';
  let word = '';
  const close = (): void => {
    if (word !== '') pieces.push({ is: 'text', text: word, style });
    word = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    if (unit === '\\' && i + 1 < text.length) {
      i += 1;
      word += text.charAt(i);
    } else if (unit === '*') {
      close();
      style = style === 'plain' ? 'emphasis' : 'plain';
    } else word += unit;
  }
  close();
  return pieces;
}

/** Every id that a source text cites, in order of first mention. */
export function citedIn(source: string): string[] {
  const ids = parseSource(source).flatMap((piece) => {
    if (piece.is === 'cite') return piece.targets.map((target) => target.id);
    if (piece.is === 'figure') return [figureKey(piece)];
    return piece.is === 'paragraph' ? [piece.block] : [];
  });
  return [...new Set(ids)];
}

/** The words under which a quoted figure is looked up: `head_…`, or `head_… net in millions 1`. */
export const figureKey = ({ of, as }: { readonly of: string; readonly as?: string }): string =>
  as === undefined ? of : `${of} ${as}`;

/** Every figure that a source text quotes, once, in order. */
export function figuresIn(source: string): string[] {
  return [
    ...new Set(parseSource(source).flatMap((piece) => (piece.is === 'figure' ? [figureKey(piece)] : []))),
  ];
}

/** The words under which a drawing is looked up: `counterfactual est_…`, with the days marked in it. */
export const drawingKey = ({ figure, of, events }: Drawing): string =>
  [`${figure} ${of}`, ...events.map(({ on, label }) => `${on} ${label}`)].join('; ');

/** Every drawing that a source text sets, once, in order. */
export function drawingsIn(source: string): readonly Drawing[] {
  const found = parseSource(source).flatMap((piece) =>
    piece.is === 'drawing' ? [{ figure: piece.figure, of: piece.of, events: piece.events }] : [],
  );
  return [...new Map(found.map((one) => [drawingKey(one), one])).values()];
}
