// Which citations of a Word file came back: every mark that carries an id has a vote, and what nobody can see is lost.
import type { WordLayerName, WordParagraph, WordRun } from '../../ports/word-file.ts';

/** Where a citation stands: the paragraph (as the file lists them) and its first run. */
export interface Place {
  readonly paragraph: number;
  readonly run: number;
}

/** A citation that can be seen in the file. */
export interface Standing extends Place {
  readonly id: string;
  /** What carries it. */
  readonly by: readonly WordLayerName[];
  /** The words that a reader sees. */
  readonly text: string;
  /** Tracked as inserted or moved here. */
  readonly change: '' | 'inserted' | 'moved-to';
  /** The number of the mark that leads: what stands within it are the words. */
  readonly lead: number;
  /** Only a point marks it: the words stand before or after it. */
  readonly point: 'before' | 'after' | null;
}

/**
 * Why a citation is not there: `struck` in a tracked change, `emptied` (its mark stands, its words are gone), `uncalled` (its
 * note is called no more), `displaced` (it stands in a comment or a page head), `absent` (no trace).
 */
export type LossReason = 'struck' | 'emptied' | 'uncalled' | 'displaced' | 'absent';

export interface Loss {
  readonly id: string;
  readonly reason: LossReason;
  /** Who struck it out and when, as the file has it. */
  readonly by: string;
  readonly on: string;
  /** Where its trace stands; null where there is none. */
  readonly at: Place | null;
}

export interface CameBack {
  /** The first standing place of each id, in the order of the file. */
  readonly standing: readonly Standing[];
  /** Further places of an id that already stands: copies, each of which needs an id of its own. */
  readonly copies: readonly Standing[];
  readonly lost: readonly Loss[];
}

/** A mark of the file, from its first run to its last. */
interface Mark {
  readonly layer: WordLayerName;
  readonly id: string;
  readonly at: number;
  readonly from: Place;
  to: Place;
}

/** Nobody cites one passage in one place more often; what is beyond costs a hostile file its own copies only. */
const MOST_OF_ONE = 200;
/** How many runs after a point are looked at for the words of its citation. */
const RUNS_OF_POINT = 40;
const STRONG: readonly WordLayerName[] = ['field', 'bookmark'];
/** What a citation looks like where only a point marks it: words of papers followed by a number. */
const LIKE_CITATION = /^[\s(]*(?:see(?: also)?\s+)?(?:Annex|Exhibit|Ann\.|Exh?\.)\s*[A-Z]*-?\d/iu;

const ENDS_LIKE_CITATION =
  /(?:Annex|Exhibit|Ann\.|Exh?\.)\s*[A-Z]*-?\d+(?:,\s*(?:pp?\.|paras?\.?|rows?|lines?|col\.?)\s*[\d, –-]*\d)*$/iu;

/**
 * Reads the votes. `issued`: the ids that this draft was written with; those that do not stand are lost, and a mark that
 * only points (link, control) counts for them alone. Pure; the same file gives the same answer.
 */
export function cameBack(paragraphs: readonly WordParagraph[], issued: Iterable<string> = []): CameBack {
  const known = new Set(issued);
  const called = calledNotes(paragraphs);
  const marks = marksIn(paragraphs, known);
  const standing = new Map<string, Standing>();
  const copies: Standing[] = [];
  const gone = new Map<string, Loss>();
  for (const [id, mine] of Map.groupBy(marks, (mark) => mark.id)) {
    if (!known.has(id) && !mine.some((mark) => STRONG.includes(mark.layer))) continue;
    const groups = together(mine.slice(0, MOST_OF_ONE));
    const places = groups.map((group) => judge(paragraphs, id, group, called));
    const seen = places
      .flatMap((place) => ('loss' in place ? [] : [place]))
      .sort((a, b) => b.by.length - a.by.length || before(a, b));
    const [first, ...others] = seen;
    if (first !== undefined) {
      standing.set(id, first);
      copies.push(...others);
    } else {
      const loss = places.find((place) => 'loss' in place);
      if (loss !== undefined && 'loss' in loss) gone.set(id, loss.loss);
    }
  }
  for (const id of known)
    if (!standing.has(id) && !gone.has(id)) gone.set(id, { id, reason: 'absent', by: '', on: '', at: null });
  return {
    standing: [...standing.values()].sort(before),
    copies: copies.sort(before),
    lost: [...gone.values()],
  };
}

const before = (a: Place, b: Place): number => a.paragraph - b.paragraph || a.run - b.run;
const isLive = (run: WordRun): boolean => run.change !== 'deleted' && run.change !== 'moved-from';

/** Notes that the text still calls, such as `footnote 3`. */
function calledNotes(paragraphs: readonly WordParagraph[]): ReadonlySet<string> {
  return new Set(
    paragraphs.flatMap((paragraph) =>
      paragraph.part === 'body' ? paragraph.runs.filter(isLive).flatMap((run) => run.note || []) : [],
    ),
  );
}

function marksIn(paragraphs: readonly WordParagraph[], known: ReadonlySet<string>): Mark[] {
  const marks = new Map<number, Mark>();
  for (const [p, paragraph] of paragraphs.entries())
    for (const [r, run] of paragraph.runs.entries())
      for (const { layer, id, at } of run.layers) {
        if (layer === 'paragraph') continue;
        const mark = marks.get(at);
        const place = { paragraph: p, run: r };
        if (mark !== undefined) mark.to = place;
        else {
          const own = layer === 'bookmark' ? issuedOf(id, known) : id;
          marks.set(at, { layer, id: own, at, from: place, to: place });
        }
      }
  return [...marks.values()];
}

/** A word processor that copies a bookmark puts figures behind its name: the id that was issued is what they follow. */
function issuedOf(id: string, known: ReadonlySet<string>): string {
  if (known.has(id)) return id;
  const stem = [1, 2, 3].map((n) => id.slice(0, -n)).find((one) => known.has(one));
  return stem !== undefined && /^\d+$/u.test(id.slice(stem.length)) ? stem : id;
}

/** Marks of one id that stand around the same words are one citation; two fields are always two. */
function together(marks: readonly Mark[]): Mark[][] {
  const groups: Mark[][] = [];
  const byWeight = [...marks].sort((a, b) => WEIGHT[a.layer] - WEIGHT[b.layer]);
  for (const mark of byWeight) {
    const near = groups.filter(
      (group) =>
        group.some((other) => touches(mark, other)) && !group.some((other) => other.layer === mark.layer),
    );
    const best = near.find((group) => group.some((other) => shares(mark, other))) ?? near[0];
    if (best === undefined) groups.push([mark]);
    else best.push(mark);
  }
  return groups;
}

const WEIGHT: Readonly<Record<WordLayerName, number>> = {
  field: 0,
  bookmark: 1,
  control: 2,
  link: 3,
  paragraph: 4,
};

const shares = (a: Mark, b: Mark): boolean => before(a.from, b.to) <= 0 && before(b.from, a.to) <= 0;

/** They share a run, or one of them ends where the other begins: writers put ends of marks on either side of a field's code. */
function touches(a: Mark, b: Mark): boolean {
  const follows = (one: Place, two: Place): boolean =>
    one.paragraph === two.paragraph && two.run - one.run >= 0 && two.run - one.run <= 1;
  return shares(a, b) || follows(a.to, b.from) || follows(b.to, a.from);
}

/** The runs that a mark stands around. */
function runsOf(paragraphs: readonly WordParagraph[], mark: Mark): WordRun[] {
  return paragraphs
    .slice(mark.from.paragraph, mark.to.paragraph + 1)
    .flatMap((paragraph) => paragraph.runs.filter((run) => run.layers.some((layer) => layer.at === mark.at)));
}

/** What one group of marks shows: a citation that can be seen, or why it cannot. */
function judge(
  paragraphs: readonly WordParagraph[],
  id: string,
  group: readonly Mark[],
  called: ReadonlySet<string>,
): Standing | { readonly loss: Loss } {
  // The field knows best where the words begin and end; a bookmark may have been stretched.
  const lead = group[0];
  const at = lead?.from ?? { paragraph: 0, run: 0 };
  const home = paragraphs[at.paragraph];
  const runs = lead === undefined ? [] : runsOf(paragraphs, lead);
  const none = (reason: LossReason, by = '', on = ''): { loss: Loss } => ({
    loss: { id, reason, by, on, at },
  });
  if (home === undefined) return none('absent');
  if (home.part === 'comment' || home.part === 'header' || home.part === 'footer') return none('displaced');
  if (home.part !== 'body' && !called.has(`${home.part} ${home.note}`)) return none('uncalled');
  const live = runs.filter(isLive);
  const text = live.map((run) => run.text).join('');
  const made = (words: string, point: Standing['point'] = null): Standing => ({
    lead: lead?.at ?? 0,
    point,
    ...at,
    id,
    by: group.map((mark) => mark.layer),
    text: words.trim(),
    change: live.some((run) => run.text.trim() !== '' && run.change === '') ? '' : tracked(live),
  });
  const struck = runs.find((run) => !isLive(run));
  if (struck !== undefined && text.trim() === '') return none('struck', struck.by, struck.on);
  if (lead?.layer === 'field') return made(text);
  const isOthers = (run: WordRun): boolean =>
    run.layers.some((layer) => layer.layer === 'field' && layer.id !== id);
  const ownText = live.flatMap((run) => (isOthers(run) ? [] : run.text)).join('');
  if (ownText.trim() !== '') return made(ownText);
  if (text.trim() !== '') return none('emptied');
  // A point: some word processors keep where a bookmark began or ended and forget the other end.
  const isMarked = (run: WordRun): boolean =>
    run.layers.some((layer) => layer.id !== id && layer.layer !== 'paragraph');
  const plain = (some: readonly WordRun[]): string =>
    some.flatMap((run) => (isLive(run) && !isMarked(run) ? run.text : [])).join('');
  const after = plain(home.runs.slice(at.run, at.run + RUNS_OF_POINT));
  if (LIKE_CITATION.test(after)) return made(wordsOfPoint(after), 'after');
  const behind = plain(home.runs.slice(Math.max(0, at.run - RUNS_OF_POINT), at.run));
  const ends = ENDS_LIKE_CITATION.exec(behind);
  return ends === null ? none('emptied') : made(ends[0], 'before');
}

/** The words of a citation that only a point marks: to the next stop that is no abbreviation of a page. */
function wordsOfPoint(after: string): string {
  return (
    /^.*?\d(?=\s*(?:[;)]|\.(?:\s|$)|,(?!\s*(?:pp?|paras?|rows?)\b)|$|\s[^\d,]))/su.exec(after)?.[0] ?? after
  );
}

function tracked(live: readonly WordRun[]): Standing['change'] {
  const change = live.find((run) => run.text.trim() !== '')?.change ?? '';
  return change === 'inserted' || change === 'moved-to' ? change : '';
}
