// Composes a pleading: numbers, footnotes down to the pinpoint, the list of annexes, and what is still missing.
import type { Deficiency } from '../../base/errors.ts';
import { readText } from '../../base/texts.ts';
import { numberBlocks } from './numbering.ts';
import { type CiteTarget, parseSource } from './source.ts';
import type { AnnexLine, Block, Composed, PleadingOpened, Run } from './types.ts';

/** A passage as a footnote needs it. */
export interface CitedPassage {
  readonly id: string;
  readonly exhibit: string;
  readonly pin: string;
  readonly isWithdrawn: boolean;
}

export interface CitedExhibit {
  readonly id: string;
  readonly title: string;
  readonly date: string | null;
  readonly language: string | null;
  readonly pages: number | null;
  readonly isSealed: boolean;
  readonly standing: 'held' | 'excluded' | 'withdrawn';
  /** An authority or exhibit without bytes is cited by its title and is not annexed. */
  readonly isAnnexed: boolean;
  readonly translationOf: string | null;
}

export interface CitedFact {
  readonly id: string;
  readonly statement: string;
  /** Passages that support it, in the order they were cited. */
  readonly passages: readonly string[];
  /** Conceded or noticed: needs no passage of its own. */
  readonly needsProof: boolean;
}

/** What the blocks cite, looked up beforehand. */
export interface Cited {
  readonly facts: ReadonlyMap<string, CitedFact>;
  readonly passages: ReadonlyMap<string, CitedPassage>;
  readonly exhibits: ReadonlyMap<string, CitedExhibit>;
  /** The figure of each head of damage as it is printed, or null while there is none. */
  readonly figures: ReadonlyMap<string, string | null>;
}

export interface ComposeOptions {
  /** Annex numbers already frozen by an earlier version of the filing; new exhibits follow after them. */
  readonly annexNumbers?: ReadonlyMap<string, number>;
  /** The ceiling of annex pages of a party's written pleadings, where the court has one (ICJ Practice Direction III: 750). */
  readonly annexPages?: number;
}

interface Composing {
  readonly cited: Cited;
  readonly annexes: Map<string, number>;
  readonly named: Set<string>;
  readonly deficiencies: Deficiency[];
  readonly footnotes: { n: number; block: string; text: string; passages: string[] }[];
}

/** Composes the blocks in their order. Pure; what is wrong comes back as deficiencies, nothing is thrown. */
export function composePleading(id: string, opened: PleadingOpened, blocks: readonly Block[], cited: Cited, options: ComposeOptions = {}): Composed {
  const numbers = numberBlocks(blocks, opened.numbering);
  const composing: Composing = { cited, annexes: new Map(options.annexNumbers ?? []), named: new Set(), deficiencies: [], footnotes: [] };
  const set = blocks.map((block) => {
    const { text } = readText(block.text, opened.language);
    const runs = parseSource(text).flatMap((piece): Run[] => {
      if (piece.is === 'text') return [piece];
      if (piece.is === 'cite') return noteRun(composing, block.id, piece.targets);
      if (piece.is === 'figure') return figureRun(composing, block.id, piece.of);
      const number = numbers.get(piece.block);
      if (number === undefined || number === null)
        composing.deficiencies.push({ code: 'PLEADING_CROSS_REFERENCE', subject: block.id, severity: 'error', message: `Refers to the block ${piece.block}, which has no number here.` });
      return [{ is: 'text', text: number ?? '?', style: 'plain' }];
    });
    if (block.kind === 'paragraph' && !runs.some((run) => run.is === 'note'))
      composing.deficiencies.push({ code: 'PLEADING_UNSOURCED', subject: block.id, severity: 'advice', message: `Paragraph ${numbers.get(block.id) ?? ''} cites nothing.` });
    return { id: block.id, kind: block.kind, number: numbers.get(block.id) ?? null, runs: marksClose(runs) };
  });
  const annexes = annexList(composing);
  const pages = annexes.reduce((sum, annex) => sum + (annex.pages ?? 0), 0);
  if (options.annexPages !== undefined && pages > options.annexPages)
    composing.deficiencies.push({ code: 'PLEADING_ANNEX_PAGES', subject: id, severity: 'error', message: `The annexes have ${pages} pages; the ceiling is ${options.annexPages}.` });
  return {
    pleading: id,
    type: opened.type,
    title: readText(opened.title, opened.language).text,
    shortTitle: opened.shortTitle,
    language: opened.language,
    isFiled: opened.isFiled,
    notice: opened.notice ?? null,
    blocks: set,
    footnotes: composing.footnotes,
    annexes,
    deficiencies: composing.deficiencies,
  };
}

/** A footnote's mark stands close to the word before it, however the source was spaced. */
function marksClose(runs: readonly Run[]): Run[] {
  return runs.map((run, i) => (run.is === 'text' && runs[i + 1]?.is === 'note' ? { ...run, text: run.text.trimEnd() } : run));
}

function noteRun(composing: Composing, block: string, targets: readonly CiteTarget[]): Run[] {
  const parts: string[] = [];
  const passages: string[] = [];
  for (const target of targets) {
    const found = passagesOf(composing, block, target.id);
    passages.push(...found.map((passage) => passage.id));
    const wording = found.map((passage) => citation(composing, passage)).filter((text) => text !== '');
    if (wording.length > 0) parts.push(`${target.before === '' ? '' : `${target.before} `}${wording.join('; ')}`);
  }
  if (parts.length === 0) return [];
  const n = composing.footnotes.length + 1;
  const joined = parts.join('; ');
  composing.footnotes.push({ n, block, text: `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`, passages });
  return [{ is: 'note', note: n }];
}

/** The live passages behind a cited fact or passage; every reason why one may not stand is a deficiency. */
function passagesOf(composing: Composing, block: string, id: string): CitedPassage[] {
  const { cited, deficiencies } = composing;
  const miss = (code: string, message: string): CitedPassage[] => {
    deficiencies.push({ code, subject: block, severity: 'error', message });
    return [];
  };
  if (id.startsWith('fact_')) {
    const fact = cited.facts.get(id);
    if (fact === undefined) return miss('PLEADING_FACT_UNKNOWN', `Cites the fact ${id}, which is not known.`);
    if (fact.passages.length === 0 && fact.needsProof)
      return miss('PLEADING_FACT_UNSOURCED', `Cites a fact that no passage supports: “${fact.statement}”`);
    return fact.passages.flatMap((passage) => passagesOf(composing, block, passage));
  }
  const passage = cited.passages.get(id);
  if (passage === undefined) return miss('PLEADING_CITATION_UNKNOWN', `Cites ${id}, which is not known.`);
  if (passage.isWithdrawn) return miss('PLEADING_PASSAGE_WITHDRAWN', `Cites a passage that was withdrawn (${passage.pin}).`);
  const exhibit = cited.exhibits.get(passage.exhibit);
  if (exhibit === undefined) return miss('PLEADING_EXHIBIT_UNKNOWN', `Cites a passage of ${passage.exhibit}, which is not known.`);
  if (exhibit.standing !== 'held')
    return miss('PLEADING_EXHIBIT_OUT', `Cites “${exhibit.title}”, which is ${exhibit.standing}.`);
  return [passage];
}

/** `Annex 12, Title, 3 June 2031, p. 3` at first mention, `Annex 12, p. 3` after it. */
function citation(composing: Composing, passage: CitedPassage): string {
  const exhibit = composing.cited.exhibits.get(passage.exhibit);
  if (exhibit === undefined) return '';
  const first = !composing.named.has(exhibit.id);
  composing.named.add(exhibit.id);
  const pin = passage.pin === 'whole' || passage.pin === 'text' ? '' : `, ${passage.pin}`;
  const full = `${exhibit.title}${exhibit.date === null ? '' : `, ${exhibit.date}`}`;
  if (!exhibit.isAnnexed) return `${full}${pin}`;
  const annex = annexNumber(composing, exhibit.id);
  return first ? `Annex ${annex}, ${full}${pin}` : `Annex ${annex}${pin}`;
}

function annexNumber(composing: Composing, exhibit: string): number {
  const known = composing.annexes.get(exhibit);
  if (known !== undefined) return known;
  const next = Math.max(0, ...composing.annexes.values()) + 1;
  composing.annexes.set(exhibit, next);
  // A translation is annexed with its original beside it (Rules of Court, article 51).
  const original = composing.cited.exhibits.get(exhibit)?.translationOf;
  if (original !== null && original !== undefined && composing.cited.exhibits.has(original)) annexNumber(composing, original);
  return next;
}

function figureRun(composing: Composing, block: string, of: string): Run[] {
  const figure = composing.cited.figures.get(of);
  if (figure === undefined)
    composing.deficiencies.push({ code: 'PLEADING_FIGURE_UNKNOWN', subject: block, severity: 'error', message: `Sets the figure of ${of}, which is not known.` });
  return [{ is: 'figure', text: figure ?? 'an amount to be stated later', of }];
}

function annexList(composing: Composing): AnnexLine[] {
  return [...composing.annexes]
    .sort(([, a], [, b]) => a - b)
    .flatMap(([id, annex]) => {
      const exhibit = composing.cited.exhibits.get(id);
      if (exhibit === undefined) return [];
      if (exhibit.isSealed)
        composing.deficiencies.push({ code: 'PLEADING_ANNEX_SEALED', subject: id, severity: 'advice', message: `Annex ${annex} is sealed: it is listed, and not in the bag unless a redacted version was made.` });
      const original = exhibit.translationOf === null ? undefined : composing.annexes.get(exhibit.translationOf);
      return [{ annex, exhibit: id, title: exhibit.title, date: exhibit.date, language: exhibit.language, pages: exhibit.pages, sealed: exhibit.isSealed, translationOf: original ?? null }];
    });
}
