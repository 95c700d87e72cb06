// Compares three texts of a pleading: as it went out, as the Word file has it, and as it stands here; nothing is taken by itself.
import type { WordDocument } from '../../../ports/word-file.ts';
import { cameBack } from '../came-back.ts';
import type { BlockKind } from '../types.ts';
import { inRow } from './in-row.ts';
import { canonical, saysSame } from './source-text.ts';
import { type TheirParagraph, theirParagraphs } from './theirs.ts';
import type { DraftIssued, DraftReturned, Proposal } from './types.ts';

/** A block as it went out. */
export interface IssuedBlock {
  readonly block: string;
  readonly kind: BlockKind;
  readonly text: string;
}

type Compared = Omit<DraftReturned, 'draft' | 'file'>;

/** Half the pairs of words in common: below it two paragraphs are not taken for one. */
const ALIKE = 0.5;
/** Beyond so many pairs nobody waits for likeness: such a file has lost its bookmarks as a whole, and that is said. */
const MOST_PAIRS = 250_000;
const READS_LIKE = /(?<![\p{L}\d])(?:Annex|Exhibit)\s+[A-Z]?-?\d+/u;

/** What the file proposes against what went out. Pure; the same file gives the same proposals in the same order. */
export function compareDraft(
  word: WordDocument,
  issued: Pick<DraftIssued, 'marks'>,
  sent: readonly IssuedBlock[],
): Compared {
  const came = cameBack(
    word.paragraphs,
    issued.marks.map((mark) => mark.id),
  );
  const theirs = theirParagraphs(word.paragraphs, came, issued);
  const base = sent.map((one) => ({ ...one, text: canonical(one.text) }));
  const { own, remarks } = assign(theirs, base, issued);
  const proposals: Proposal[] = [];
  const sourceOf = new Map(issued.marks.map((mark) => [mark.id, mark]));
  const marksOf = Map.groupBy(issued.marks, (mark) => mark.block as string);
  const propose = (one: Partial<Proposal> & Pick<Proposal, 'is' | 'kind'>): number => {
    const n = proposals.length + 1;
    const none = {
      block: null,
      after: null,
      afterNew: null,
      text: '',
      was: '',
      by: [],
      drops: [],
      remarks: [],
    };
    proposals.push({ ...none, ...one, n });
    return n;
  };
  const placeOf = new Map(base.map(({ block }, at) => [block, at]));
  const kept = inRow(own.flatMap((block) => (block === undefined ? [] : (placeOf.get(block) ?? []))));
  let before: { block: string | null; made: number | null } = { block: null, made: null };
  for (const [i, one] of theirs.entries()) {
    const at = placeOf.get(own[i] ?? '') ?? -1;
    const block = base[at];
    if (block === undefined) {
      const made = propose({
        is: 'write',
        after: before.block as Proposal['after'],
        afterNew: before.made,
        kind: one.kind,
        text: one.text,
        by: [...one.by],
        remarks: remarksOn(one),
      });
      before = { block: before.block, made };
      continue;
    }
    const mine = { block: block.block as Proposal['block'], kind: block.kind };
    if (!saysSame(one.text, block.text) || one.remarks.length > 0)
      propose({
        ...mine,
        is: 'rewrite',
        text: one.text,
        was: block.text,
        by: [...one.by],
        drops: (marksOf.get(block.block) ?? [])
          .map((mark) => mark.id)
          .filter((id) => !one.marks.includes(id)),
        remarks: remarksOn(one),
      });
    if (!kept.has(at))
      propose({
        ...mine,
        is: 'move',
        after: before.block as Proposal['after'],
        afterNew: before.made,
        was: block.text,
      });
    before = { block: block.block, made: null };
  }
  for (const block of base) {
    if (own.includes(block.block)) continue;
    const flowed = theirs.find((one) => one.blocks.slice(1).includes(block.block));
    propose({
      is: 'remove',
      block: block.block as Proposal['block'],
      kind: block.kind,
      was: block.text,
      drops: (marksOf.get(block.block) ?? []).map((mark) => mark.id),
      remarks: flowed === undefined ? [] : ['It was joined to the paragraph before it.'],
    });
  }
  const byWords = theirs.flatMap((one) => one.byWords);
  const homeOf = new Map(theirs.flatMap((one, i) => one.marks.map((id) => [id, own[i] ?? null] as const)));
  const known = came.standing.filter((one) => sourceOf.has(one.id));
  return {
    proposals,
    remarks,
    citations: {
      standing: known.length,
      moved: known.flatMap(({ id }) => {
        const to = homeOf.get(id) ?? null;
        return to === sourceOf.get(id)?.block ? [] : [{ id, to: to as `blk_${string}` | null }];
      }),
      edited: known.flatMap(({ id, text }) =>
        saysSame(text, sourceOf.get(id)?.words ?? '') ? [] : [{ id, words: text.slice(0, 2000) }],
      ),
      copied: [...Map.groupBy(came.copies, (one) => one.id)].flatMap(([id, all]) =>
        sourceOf.has(id) ? [{ id, times: all.length }] : [],
      ),
      byWords,
      lost: came.lost
        .filter((one) => !byWords.includes(one.id))
        .map(({ id, reason, by, on }) => ({ id, reason, by, on })),
      foreign: came.standing.map((one) => one.id).filter((id) => !sourceOf.has(id)),
    },
  };
}

function remarksOn(one: TheirParagraph): string[] {
  const plain = one.text.replaceAll(/\[[^\]]*\]/gu, '');
  const like = READS_LIKE.exec(plain)?.[0];
  return [
    ...one.remarks,
    ...(like === undefined
      ? []
      : [`“${like}” reads like a citation and leads to no passage; cite one if it is meant to.`]),
  ].slice(0, 200);
}

/** Which block each of their paragraphs is: by its hidden bookmark, else by the citations in it, else by its words. */
function assign(
  theirs: readonly TheirParagraph[],
  base: readonly IssuedBlock[],
  issued: Pick<DraftIssued, 'marks'>,
): { readonly own: readonly (string | undefined)[]; readonly remarks: string[] } {
  const own: (string | undefined)[] = theirs.map(() => undefined);
  const left = new Set(base.map((one) => one.block));
  const claim = (i: number, block: string | undefined): void => {
    if (block === undefined || own[i] !== undefined || !left.has(block)) return;
    own[i] = block;
    left.delete(block);
  };
  for (const [i, one] of theirs.entries())
    claim(
      i,
      one.blocks.find((block) => left.has(block)),
    );
  const blockOf = new Map(issued.marks.map((mark) => [mark.id, mark.block]));
  // A paragraph that was joined to another is no longer one of its own.
  const joined = new Set(theirs.flatMap((one) => one.blocks.slice(1)));
  for (const [i, one] of theirs.entries())
    claim(
      i,
      one.marks
        .map((id) => blockOf.get(id))
        .find((block) => block !== undefined && left.has(block) && !joined.has(block)),
    );
  const open = theirs.flatMap((one, i) => (own[i] === undefined ? [{ i, pairs: pairsOf(one.text) }] : []));
  const missing = base.flatMap(({ block, text }) =>
    left.has(block) && !joined.has(block) ? [{ block, pairs: pairsOf(text) }] : [],
  );
  if (open.length * missing.length > MOST_PAIRS)
    return {
      own,
      remarks: [
        'The file has lost the marks of its paragraphs, and is too long to find them by their words: they are proposed as new ones.',
      ],
    };
  const alike = open
    .flatMap(({ i, pairs }) =>
      missing.map((one) => ({ i, block: one.block, share: shareOf(pairs, one.pairs) })),
    )
    .filter((one) => one.share >= ALIKE)
    .sort((a, b) => b.share - a.share || a.i - b.i);
  for (const { i, block } of alike) claim(i, block);
  return { own, remarks: [] };
}

/** The pairs of words that follow each other; of one word, itself. */
function pairsOf(text: string): ReadonlySet<string> {
  const all = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(all.length < 2 ? all : all.slice(1).map((word, i) => `${all[i]} ${word}`));
}

/** What two sets share of both together (Jaccard). */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return both / (a.size + b.size - both);
}
