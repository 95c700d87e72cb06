// Composes a pleading: numbers, footnotes down to the pinpoint, the list of annexes, and what is still missing.
import type { Deficiency } from '../../base/errors.ts';
import type { Figure } from '../../base/figure/types.ts';
import { readText } from '../../base/texts.ts';
import { numberBlocks } from './numbering.ts';
import { type CiteTarget, type Drawing, drawingKey, figureKey, type Mark, parseSource } from './source.ts';
import type { AnnexLine, Block, Composed, PleadingOpened, Run } from './types.ts';

/** A passage as a footnote needs it. */
export interface CitedPassage {
  readonly id: string;
  readonly exhibit: string;
  readonly pin: string;
  readonly isWithdrawn: boolean;
  /** How it stands in the newest reading of its exhibit; `uncompared`: it is sealed and was read anew since. */
  readonly stands: 'exact' | 'refound' | 'lost' | 'uncompared';
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
  /** Where an exhibit without bytes is held: an archive, an address on the web. */
  readonly heldAt: string | null;
  readonly translationOf: string | null;
  /** Why its bytes should not leave the house as they are: privilege, consent. */
  readonly bars: readonly Pick<Deficiency, 'code' | 'severity' | 'message'>[];
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
  /** Authorities relied on and not annexed, as a footnote words them. */
  readonly authorities: ReadonlyMap<string, string>;
  /** The figure of each head of damage as it is printed, or null while there is none. */
  readonly figures: ReadonlyMap<string, string | null>;
  /** What stands about each drawing, by its words; null where there is nothing to draw. */
  readonly drawings?: ReadonlyMap<string, Omit<Figure, 'picture' | 'table'> | null>;
  /** What the figures of a block said when it was written or last confirmed, by block and by their words. */
  readonly quoted?: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
}

export interface ComposeOptions {
  /** Annex numbers already frozen by an earlier version of the filing; new exhibits follow after them. */
  readonly annexNumbers?: ReadonlyMap<string, number>;
  /** Languages that the court reads; a paper in another one wants a translation beside it (Rules of Court, article 51). */
  readonly languages?: readonly string[];
  /** The ceiling of annex pages of a party's written pleadings, where the court has one (ICJ Practice Direction III: 750). */
  readonly annexPages?: number;
}

interface Composing {
  readonly cited: Cited;
  readonly isFiled: boolean;
  readonly annexes: Map<string, number>;
  readonly named: Set<string>;
  readonly deficiencies: Deficiency[];
  readonly footnotes: { n: number; block: string; text: string; passages: string[] }[];
}

/** Composes the blocks in their order. Pure; what is wrong comes back as deficiencies, nothing is thrown. */
export function composePleading(
  id: string,
  opened: PleadingOpened,
  blocks: readonly Block[],
  cited: Cited,
  options: ComposeOptions = {},
): Composed {
  const numbers = numberBlocks(blocks, opened.numbering);
  const composing: Composing = {
    cited,
    isFiled: opened.isFiled,
    annexes: new Map(options.annexNumbers ?? []),
    named: new Set(),
    deficiencies: [],
    footnotes: [],
  };
  const set = blocks.map((block) => {
    const { text } = readText(block.text, opened.language);
    let mark = -1;
    const runs = parseSource(text).flatMap((piece): Run[] => {
      if (piece.is === 'text') return [piece];
      mark += 1;
      return made(piece).map((run) => ({ ...run, mark }));
    });
    function made(piece: Mark): Run[] {
      if (piece.is === 'drawing') return drawingRun(composing, block.id, piece);
      if (piece.is === 'cite') return noteRun(composing, block.id, piece.targets);
      if (piece.is === 'figure') return figureRun(composing, block.id, numbers.get(block.id) ?? null, piece);
      const number = numbers.get(piece.block);
      if (number === undefined || number === null)
        composing.deficiencies.push({
          code: 'PLEADING_CROSS_REFERENCE',
          subject: block.id,
          severity: 'error',
          message: `Refers to the block ${piece.block}, which has no number here.`,
        });
      return [{ is: 'text', text: number ?? '?', style: 'plain' }];
    }
    if (block.kind === 'figure' && !runs.some((run) => run.is === 'drawing'))
      composing.deficiencies.push({
        code: 'PLEADING_FIGURE_EMPTY',
        subject: block.id,
        severity: 'error',
        message: `Figure ${numbers.get(block.id) ?? ''} sets no drawing that there is. Name one, such as [!series ser_…]; list them with 'probata figure list'.`,
      });
    if (block.kind === 'paragraph' && !runs.some((run) => run.is === 'note'))
      composing.deficiencies.push({
        code: 'PLEADING_UNSOURCED',
        subject: block.id,
        severity: 'advice',
        message: `Paragraph ${numbers.get(block.id) ?? ''} cites nothing.`,
      });
    return { id: block.id, kind: block.kind, number: numbers.get(block.id) ?? null, runs: marksClose(runs) };
  });
  const annexes = annexList(composing, options.languages);
  const pages = annexes.reduce((sum, annex) => sum + (annex.pages ?? 0), 0);
  if (options.annexPages !== undefined && pages > options.annexPages)
    composing.deficiencies.push({
      code: 'PLEADING_ANNEX_PAGES',
      subject: id,
      severity: 'error',
      message: `The annexes have ${pages} pages; the ceiling is ${options.annexPages}.`,
    });
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
    sources: [...composing.named].flatMap((named) => {
      const exhibit = cited.exhibits.get(named);
      return exhibit === undefined || exhibit.isAnnexed
        ? []
        : [{ title: exhibit.title, date: exhibit.date, heldAt: exhibit.heldAt }];
    }),
    deficiencies: composing.deficiencies,
  };
}

/** What stands about the drawing; the margin says so where there is nothing to draw any more. */
function drawingRun({ cited, deficiencies }: Composing, block: string, piece: Drawing): Run[] {
  const found = cited.drawings?.get(drawingKey(piece));
  if (found != null) {
    const { title, sentence, source, notes } = found;
    return [
      {
        is: 'drawing',
        figure: piece.figure,
        of: piece.of,
        events: [...piece.events],
        title,
        sentence,
        source,
        notes: [...notes],
      },
    ];
  }
  deficiencies.push({
    code: 'PLEADING_DRAWING_NONE',
    subject: block,
    severity: 'error',
    message: `There is nothing to draw for “${drawingKey(piece)}”.`,
  });
  return [];
}

/** A footnote's mark stands close to the word before it, however the source was spaced. */
function marksClose(runs: readonly Run[]): Run[] {
  return runs.map((run, i) =>
    run.is === 'text' && runs[i + 1]?.is === 'note' ? { ...run, text: run.text.trimEnd() } : run,
  );
}

function noteRun(composing: Composing, block: string, targets: readonly CiteTarget[]): Run[] {
  const parts: string[] = [];
  const passages: string[] = [];
  for (const { before, ids } of together(targets)) {
    const [authorities, evidence] = [ids.filter(isAuthority), ids.filter((id) => !isAuthority(id))];
    const found = [
      ...new Map(
        evidence.flatMap((id) => passagesOf(composing, block, id)).map((passage) => [passage.id, passage]),
      ).values(),
    ];
    passages.push(...found.map((passage) => passage.id));
    const wording = [...Map.groupBy(found, (passage) => passage.exhibit).values()]
      .map((ofOne) => citation(composing, ofOne))
      .filter((text) => text !== '')
      .concat(authorities.flatMap((id) => authorityOf(composing, block, id)));
    if (wording.length > 0) parts.push(`${before === '' ? '' : `${before} `}${wording.join('; ')}`);
  }
  if (parts.length === 0) return [];
  const n = composing.footnotes.length + 1;
  const joined = parts.join('; ');
  composing.footnotes.push({
    n,
    block,
    text: `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`,
    passages,
  });
  return [{ is: 'note', note: n }];
}

const isAuthority = (id: string): boolean => id.startsWith('aut_');

function authorityOf({ cited, deficiencies }: Composing, block: string, id: string): readonly string[] {
  const text = cited.authorities.get(id);
  if (text !== undefined) return [text];
  deficiencies.push({
    code: 'PLEADING_CITATION_UNKNOWN',
    subject: block,
    severity: 'error',
    message: `Cites ${id}, which is not known.`,
  });
  return [];
}

/** Targets that follow each other without words between them are one list: each annex is named in it once. */
function together(
  targets: readonly CiteTarget[],
): readonly { readonly before: string; readonly ids: string[] }[] {
  const lists: { before: string; ids: string[] }[] = [];
  for (const { before, id } of targets) {
    const last = lists.at(-1);
    if (before === '' && last !== undefined) last.ids.push(id);
    else lists.push({ before, ids: [id] });
  }
  return lists;
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
    // What is excluded from the filing no longer speaks in it; the fact stands on what is left.
    const standing = fact.passages.filter((passage) => !isOut(cited, passage));
    if (standing.length === 0 && fact.needsProof)
      return miss('PLEADING_FACT_UNSOURCED', `Cites a fact that no passage supports: “${fact.statement}”`);
    return standing.flatMap((passage) => passagesOf(composing, block, passage));
  }
  const passage = cited.passages.get(id);
  if (passage === undefined) return miss('PLEADING_CITATION_UNKNOWN', `Cites ${id}, which is not known.`);
  if (passage.isWithdrawn)
    return miss('PLEADING_PASSAGE_WITHDRAWN', `Cites a passage that was withdrawn (${passage.pin}).`);
  if (passage.stands === 'lost')
    return miss(
      'PLEADING_PASSAGE_LOST',
      `Cites a passage (${passage.pin}) whose words are not found in the newest reading of its exhibit. Say where it stands (passage confirm), or withdraw it.`,
    );
  if (passage.stands === 'uncompared')
    return miss(
      'PLEADING_PASSAGE_UNCOMPARED',
      `Cites a passage (${passage.pin}) of a sealed exhibit that was read anew since. Compare it (passage states, with a reason) and confirm it.`,
    );
  if (passage.stands === 'refound')
    deficiencies.push({
      code: 'PLEADING_PASSAGE_REFOUND',
      subject: block,
      severity: 'advice',
      message: `Cites a passage (${passage.pin}) that was found again at another place in the newest reading. Look at it and confirm it (passage confirm).`,
    });
  const exhibit = cited.exhibits.get(passage.exhibit);
  if (exhibit === undefined)
    return miss('PLEADING_EXHIBIT_UNKNOWN', `Cites a passage of ${passage.exhibit}, which is not known.`);
  if (exhibit.standing !== 'held')
    return miss('PLEADING_EXHIBIT_OUT', `Cites “${exhibit.title}”, which is ${exhibit.standing}.`);
  return [passage];
}

function isOut(cited: Cited, passage: string): boolean {
  const exhibit = cited.exhibits.get(cited.passages.get(passage)?.exhibit ?? '');
  return exhibit !== undefined && exhibit.standing !== 'held';
}

/** `Annex 12, Title, 3 June 2031, pp. 3, 5` at first mention, `Annex 12, p. 3` after it. All passages are of one exhibit. */
function citation(composing: Composing, passages: readonly CitedPassage[]): string {
  const exhibit = composing.cited.exhibits.get(passages[0]?.exhibit ?? '');
  if (exhibit === undefined) return '';
  const first = !composing.named.has(exhibit.id);
  composing.named.add(exhibit.id);
  const pins = pinsInWords(passages.map((passage) => passage.pin));
  const pin = pins === '' ? '' : `, ${pins}`;
  // Many titles bear their date already.
  const date = exhibit.date === null || exhibit.title.includes(exhibit.date) ? '' : `, ${exhibit.date}`;
  const full = `${exhibit.title}${date}`;
  if (!exhibit.isAnnexed) return `${full}${pin}`;
  const annex = annexNumber(composing, exhibit.id);
  return first ? `Annex ${annex}, ${full}${pin}` : `Annex ${annex}${pin}`;
}

/** Each place once: `p. 3`; `pp. 3, 5`; `row 12, row 40`. */
function pinsInWords(pins: readonly string[]): string {
  const named = [...new Set(pins.filter((pin) => pin !== 'whole' && pin !== 'text'))];
  const pages = named.map((pin) => /^p\. (\d+)$/.exec(pin)?.[1]);
  if (named.length > 1 && pages.every((page) => page !== undefined))
    return `pp. ${pages.sort((a, b) => Number(a) - Number(b)).join(', ')}`;
  return named.join(', ');
}

function annexNumber(composing: Composing, exhibit: string): number {
  const known = composing.annexes.get(exhibit);
  if (known !== undefined) return known;
  const next = Math.max(0, ...composing.annexes.values()) + 1;
  composing.annexes.set(exhibit, next);
  // A translation is annexed with its original beside it (Rules of Court, article 51).
  const original = composing.cited.exhibits.get(exhibit)?.translationOf;
  if (original !== null && original !== undefined && composing.cited.exhibits.has(original))
    annexNumber(composing, original);
  return next;
}

function figureRun(
  composing: Composing,
  block: string,
  number: string | null,
  piece: { readonly of: string; readonly as?: string },
): Run[] {
  const key = figureKey(piece);
  const figure = composing.cited.figures.get(key);
  if (figure === undefined)
    composing.deficiencies.push({
      code: 'PLEADING_FIGURE_UNKNOWN',
      subject: block,
      severity: 'error',
      message: `Sets the figure “${key}”, which is not known.`,
    });
  const none = composing.isFiled ? NO_SUM : NO_FIGURE;
  const text = figure ?? none;
  const before = composing.cited.quoted?.get(block)?.get(key);
  const was = before === undefined || figure === undefined || before === figure ? null : (before ?? none);
  if (was !== null)
    composing.deficiencies.push({
      code: 'PLEADING_FIGURE_STALE',
      subject: block,
      severity: 'error',
      message: `Paragraph ${number ?? ''} was written when this figure was ${was}; it is ${text} now. Read it again, then confirm or rewrite it.`,
    });
  return [{ is: 'figure', text, of: piece.of, was }];
}

const NO_SUM = 'an amount to be stated later';
/** In a study nobody will state one: it only says that there is none. */
const NO_FIGURE = 'no figure yet';

function annexList(composing: Composing, languages?: readonly string[]): AnnexLine[] {
  const translated = new Set(
    [...composing.annexes.keys()].map((id) => composing.cited.exhibits.get(id)?.translationOf),
  );
  return [...composing.annexes]
    .sort(([, a], [, b]) => a - b)
    .flatMap(([id, annex]) => {
      const exhibit = composing.cited.exhibits.get(id);
      if (exhibit === undefined) return [];
      if (exhibit.isSealed)
        composing.deficiencies.push({
          code: 'PLEADING_ANNEX_SEALED',
          subject: id,
          severity: 'advice',
          message: `Annex ${annex} is sealed: it is listed, and not in the bag unless a redacted version was made.`,
        });
      else if (
        languages !== undefined &&
        exhibit.language !== null &&
        !languages.includes(exhibit.language) &&
        !translated.has(id)
      )
        composing.deficiencies.push({
          code: 'PLEADING_ANNEX_UNTRANSLATED',
          subject: id,
          severity: 'advice',
          message: `Annex ${annex}, “${exhibit.title}”, is in ${exhibit.language}, and no translation of it is annexed.`,
        });
      // What is only listed does not leave the house.
      if (!exhibit.isSealed && exhibit.isAnnexed)
        for (const bar of exhibit.bars)
          composing.deficiencies.push({
            ...bar,
            subject: id,
            message: `Annex ${annex}, “${exhibit.title}”: ${bar.message}`,
          });
      const original =
        exhibit.translationOf === null ? undefined : composing.annexes.get(exhibit.translationOf);
      return [
        {
          annex,
          exhibit: id,
          title: exhibit.title,
          date: exhibit.date,
          language: exhibit.language,
          pages: exhibit.pages,
          sealed: exhibit.isSealed,
          translationOf: original ?? null,
        },
      ];
    });
}
