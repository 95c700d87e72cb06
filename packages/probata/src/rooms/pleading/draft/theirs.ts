// The paragraphs of a Word file that came back, as source texts: marks where their citations stand, tracked changes taken as made.
import type { WordParagraph, WordRun } from '../../../ports/word-file.ts';
import type { CameBack, Standing } from '../came-back.ts';
import type { BlockKind } from '../types.ts';
import { buildSource, type SourceBuilder } from './source-text.ts';
import type { DraftIssued } from './types.ts';

/** One paragraph of their file. */
export interface TheirParagraph {
  /** Blocks whose hidden bookmark stands in it, in order; more than one where paragraphs were joined. */
  readonly blocks: readonly string[];
  readonly kind: BlockKind;
  readonly text: string;
  readonly marks: readonly string[];
  /** Marks that were found by their very words alone. */
  readonly byWords: readonly string[];
  /** Who made the tracked changes in it. */
  readonly by: readonly string[];
  readonly remarks: readonly string[];
}

const KINDS: readonly (readonly [RegExp, BlockKind])[] = [
  [/^(?:P(?:b|leading)Chapter|Heading1|heading 1)$/iu, 'chapter'],
  [/^(?:P(?:b|leading)Heading|Heading[2-6])$/iu, 'heading'],
  [/^(?:P(?:b|leading)Quotation|Quote|IntenseQuote|Quotations)$/iu, 'quotation'],
  [/^P(?:b|leading)Submission$/iu, 'submission'],
  [/^P(?:b|leading)Figure$/iu, 'figure'],
];
/** What we make anew at each writing and never read back. A file that went through ODT bears the styles' names for ids. */
const MADE = /^(?:PbMade|PleadingMade|TOC\d)/u;
const PUNCTUATION = /^[\s.,;:]*$/u;

/** Reads the body; paragraphs without words and those that we made ourselves are left out. */
export function theirParagraphs(
  paragraphs: readonly WordParagraph[],
  came: CameBack,
  issued: Pick<DraftIssued, 'marks'>,
): readonly TheirParagraph[] {
  const reading: Reading = {
    source: new Map(issued.marks.map((mark) => [mark.id, mark.source])),
    standing: new Map([...came.standing, ...came.copies].map((one) => [one.lead, one])),
    // By their words only those are sought whose marks are all gone, each once and in its own block or a new one.
    sought: new Map(
      came.lost
        .filter((one) => one.reason === 'absent')
        .flatMap(({ id }) => issued.marks.find((mark) => mark.id === id) ?? [])
        .map((mark) => [mark.id, mark]),
    ),
    notes: Map.groupBy(
      paragraphs.filter((one) => one.part === 'footnote' || one.part === 'endnote'),
      (one) => `${one.part} ${one.note}`,
    ),
  };
  const found: TheirParagraph[] = [];
  let before: readonly WordRun[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.part !== 'body' || MADE.test(paragraph.style)) continue;
    const runs = [...before, ...paragraph.runs];
    // Its end was struck out: what is left of it flows into the next one.
    before = paragraph.isEndStruck ? runs : [];
    if (paragraph.isEndStruck) continue;
    const one = paragraphOf(reading, runs, paragraph.style);
    if (one.text !== '') found.push(one);
  }
  if (before.length > 0) {
    const last = paragraphOf(reading, before, '');
    if (last.text !== '') found.push(last);
  }
  return found;
}

interface Reading {
  readonly source: ReadonlyMap<string, string>;
  readonly standing: ReadonlyMap<number, Standing>;
  readonly sought: Map<string, DraftIssued['marks'][number]>;
  readonly notes: ReadonlyMap<string, readonly WordParagraph[]>;
}

interface Growing {
  readonly builder: SourceBuilder;
  readonly marks: string[];
  readonly byWords: string[];
  readonly remarks: string[];
  readonly blocks: readonly string[];
  readonly done: Set<Standing>;
}

function paragraphOf(reading: Reading, runs: readonly WordRun[], style: string): TheirParagraph {
  const blocks = [
    ...new Set(
      runs.flatMap((run) =>
        run.layers.filter((one) => one.layer === 'paragraph').map((one) => `blk_${one.id}`),
      ),
    ),
  ];
  const growing: Growing = {
    builder: buildSource(),
    marks: [],
    byWords: [],
    remarks: [],
    blocks,
    done: new Set(),
  };
  const by = new Set<string>();
  for (const run of runs) {
    if (run.change !== '' && run.by !== '' && (run.text !== '' || run.note !== '')) by.add(run.by);
    if (run.change === 'deleted' || run.change === 'moved-from') continue;
    if (run.note !== '') noteOf(reading, growing, run.note);
    else take(reading, growing, run, (text) => words(reading, growing, text, run.isItalic));
  }
  return {
    blocks,
    kind: KINDS.find(([pattern]) => pattern.test(style))?.[1] ?? 'paragraph',
    text: growing.builder.text(),
    marks: growing.marks,
    byWords: growing.byWords,
    by: [...by].slice(0, 20),
    remarks: growing.remarks,
  };
}

/** A run is the visible part of a citation, whose words are made anew, or plain words. */
function take(reading: Reading, growing: Growing, run: WordRun, plain: (text: string) => void): void {
  const standing = run.layers.map((layer) => reading.standing.get(layer.at)).find((one) => one !== undefined);
  if (standing === undefined) return plain(run.text);
  if (!growing.done.has(standing)) {
    growing.done.add(standing);
    const source = reading.source.get(standing.id);
    if (source === undefined) {
      growing.remarks.push(`“${standing.text}” bears the mark of another draft; it is kept as words.`);
      return plain(run.text);
    }
    if (standing.point === 'before') growing.builder.unsay(standing.text);
    growing.builder.mark(source);
    growing.marks.push(standing.id);
  } else if (!reading.source.has(standing.id)) plain(run.text);
}

/** Plain words; where they hold the very words of a citation of this block whose marks are gone, it stands there. */
function words(reading: Reading, growing: Growing, text: string, isItalic: boolean): void {
  const point = [...growing.done].find(
    (one) => one.point === 'after' && text.trimStart().startsWith(one.text),
  );
  if (point !== undefined) {
    growing.done.delete(point);
    return words(reading, growing, text.trimStart().slice(point.text.length), isItalic);
  }
  for (const [id, mark] of reading.sought) {
    if (!growing.blocks.includes(mark.block) || mark.words.length < 6) continue;
    const at = text.indexOf(mark.words);
    if (at < 0) continue;
    reading.sought.delete(id);
    growing.builder.words(text.slice(0, at), isItalic);
    byWords(growing, mark);
    return words(reading, growing, text.slice(at + mark.words.length), isItalic);
  }
  growing.builder.words(text, isItalic);
}

function byWords(growing: Growing, mark: DraftIssued['marks'][number]): void {
  growing.builder.mark(mark.source);
  growing.marks.push(mark.id);
  growing.byWords.push(mark.id);
}

/** A note gives its citations to the place where it is called; words beside them have no place in a block and are named. */
function noteOf(reading: Reading, growing: Growing, called: string): void {
  let beside = '';
  const before = growing.marks.length;
  for (const paragraph of reading.notes.get(called) ?? [])
    for (const run of paragraph.runs) {
      if (run.change === 'deleted' || run.change === 'moved-from') continue;
      take(reading, growing, run, (text) => {
        beside += text;
      });
    }
  const left = beside.trim();
  if (PUNCTUATION.test(left)) return;
  for (const [id, mark] of reading.sought)
    if (left.includes(mark.words) && PUNCTUATION.test(left.replace(mark.words, ''))) {
      reading.sought.delete(id);
      return byWords(growing, mark);
    }
  growing.remarks.push(
    growing.marks.length > before
      ? `Its note says more than its citation: “${left.slice(0, 300)}”. Put these words into the text, or before the mark.`
      : `A new note: “${left.slice(0, 300)}”. Cite the fact or passage that it relies on.`,
  );
}
