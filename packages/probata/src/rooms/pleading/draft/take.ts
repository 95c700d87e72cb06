// What taking a proposal enters, and what taking it back enters: acts on blocks like any made here.
import { Refusal } from '../../../base/errors.ts';
import { readText, type Texts } from '../../../base/texts.ts';
import type { Act, Draft } from '../../../ledger/room.ts';
import type { blockStands } from '../ask.ts';
import type { Chain } from '../chain.ts';
import { quotedDraft } from '../figures.ts';
import type { Quoted } from '../types.ts';
import type { ReturnRow } from './rows.ts';
import { canonical, saysSame } from './source-text.ts';
import type { Proposal, ProposalDecided } from './types.ts';

export type Stands = NonNullable<Awaited<ReturnType<typeof blockStands>>>;
export interface Known {
  readonly found: ReturnRow | undefined;
  /** Blocks that the chosen proposals touch, as they stand. */
  readonly blocks: ReadonlyMap<string, Stands>;
  readonly quotes: ReadonlyMap<number, readonly Quoted[]>;
  readonly chain: Chain;
}

export function proposalOf(found: ReturnRow, n: number): Proposal {
  const one = found.said.proposals[n - 1];
  if (one === undefined)
    throw new Refusal(
      'DRAFT_PROPOSAL_UNKNOWN',
      `This file proposes ${found.said.proposals.length} changes; there is no ${n}.`,
    );
  return one;
}

export function decision(found: ReturnRow, n: number, more: Omit<ProposalDecided, 'returned' | 'n'>): Draft {
  return {
    kind: 'proposal.decided',
    subject: found.id,
    refs: [found.draft.said.pleading],
    said: { returned: found.id, n, ...more },
  };
}

/** The texts of a block with the words of one language made new. */
export function withWords(before: Texts | undefined, language: string, text: string): Texts {
  if (before === undefined) return { authoritative: language, versions: { [language]: text } };
  const read = readText(before, language);
  return { ...before, versions: { ...before.versions, [read.language]: text } };
}

/** Enters one proposal. @throws Refusal DRAFT_BLOCK_GONE, DRAFT_BOTH_CHANGED */
export function accept(
  found: ReturnRow,
  one: Proposal,
  state: Known,
  act: Act,
  made: Map<number, string>,
  { keep, over }: { readonly keep: boolean; readonly over: boolean },
): Draft[] {
  const { pleading, language } = found.draft.said;
  const refs = [pleading];
  if (one.is === 'write') {
    const block = act.newId('block');
    made.set(one.n, block);
    const after = placeOf(found, one, made);
    state.chain.add(block, after);
    return [
      {
        kind: 'block.written',
        subject: block,
        refs,
        said: {
          pleading,
          kind: one.kind,
          text: withWords(undefined, language, one.text),
          after,
        },
      },
      ...quotedDraft(block, state.quotes.get(one.n) ?? []),
      decision(found, one.n, { as: 'accepted', made: block }),
    ];
  }
  const block = one.block ?? '';
  const stands = state.blocks.get(block);
  if (stands === undefined || stands.removed)
    throw new Refusal(
      'DRAFT_BLOCK_GONE',
      `Change ${one.n} is of a paragraph that is removed here. Leave it, or restore the paragraph first (block restore).`,
      { block },
    );
  const { text: now } = readText(stands.text, language);
  if (one.is !== 'move' && !over && !saysSame(canonical(now), one.was))
    throw new Refusal(
      'DRAFT_BOTH_CHANGED',
      `Change ${one.n} is of a paragraph that was changed here too since the draft went out. Read both; accept the file's words with over, or leave them.`,
      { block },
    );
  const was = {
    text: stands.text,
    kind: stands.kind,
    after: state.chain.before(block) as `blk_${string}` | null,
  };
  const decided = decision(found, one.n, { as: 'accepted', was });
  if (one.is === 'move') return [...movedTo(state.chain, block, placeOf(found, one, made), refs), decided];
  if (one.is === 'remove')
    return [
      {
        kind: 'block.removed',
        subject: block,
        refs,
        said: { ground: `Struck out in the Word file “${found.said.file.name.slice(0, 200)}”.` },
      },
      decided,
    ];
  const sources = new Map(found.draft.said.marks.map((mark) => [mark.id, mark.source]));
  const kept = keep ? one.drops.flatMap((id) => sources.get(id) ?? []) : [];
  return [
    {
      kind: 'block.rewritten',
      subject: block,
      refs,
      said: { text: withWords(stands.text, language, [one.text, ...kept].join(' ')), kind: stands.kind },
    },
    ...quotedDraft(block, state.quotes.get(one.n) ?? []),
    decided,
  ];
}

function movedTo(chain: Chain, block: string, after: string | null, refs: readonly string[]): Draft[] {
  return chain
    .move(block, after)
    .map((one) => ({ kind: 'block.moved', subject: one.block, refs, said: { after: one.after } }));
}

/** After the new block before it, where that was accepted; otherwise after what that one would have stood after. */
function placeOf(found: ReturnRow, one: Proposal, made: ReadonlyMap<number, string>): string | null {
  let at: Proposal | undefined = one;
  while (at?.afterNew != null) {
    const block = made.get(at.afterNew);
    if (block !== undefined) return block;
    at = found.said.proposals[at.afterNew - 1];
  }
  return at?.after ?? null;
}

/** Enters the way back from one decision. @throws Refusal DRAFT_NOT_DECIDED */
export function takenBack(found: ReturnRow, one: Proposal, state: Known): Draft[] {
  const decided = found.decided.get(one.n);
  if (decided === undefined || decided.as === 'open')
    throw new Refusal('DRAFT_NOT_DECIDED', `Nothing was decided of change ${one.n}.`);
  if (decided.as === 'left') return [];
  const refs = [found.draft.said.pleading];
  const block = decided.made ?? one.block ?? '';
  const stands = state.blocks.get(block);
  if (one.is === 'write')
    return stands === undefined || stands.removed
      ? []
      : [
          {
            kind: 'block.removed',
            subject: block,
            refs,
            said: { ground: 'The acceptance of a Word file’s new paragraph was taken back.' },
          },
        ];
  if (decided.was === undefined) return [];
  if (one.is === 'remove')
    return stands?.removed === true ? [{ kind: 'block.restored', subject: block, refs, said: {} }] : [];
  if (one.is === 'move') return movedTo(state.chain, block, decided.was.after, refs);
  return [
    {
      kind: 'block.rewritten',
      subject: block,
      refs,
      said: { text: decided.was.text, kind: decided.was.kind },
    },
  ];
}
