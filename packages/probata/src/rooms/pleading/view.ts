// The tables of pleading. The order of blocks is a chain of “after”, resolved when it is read, so that a fold reads nothing.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import { blockRestored, draftIssued, draftReturned, proposalDecided } from './draft/types.ts';
import {
  blockMoved,
  blockRemoved,
  blockRewritten,
  blockWritten,
  figureQuoted,
  pleadingOpened,
} from './types.ts';

export interface PleadingTables {
  pleading_document: { id: string; opened: string; type: string; seq: number };
  pleading_quote: { block: string; said: string; seq: number };
  /** Every wording that a block ever had: what a draft went out with is found here. */
  pleading_wording: { block: string; seq: number; pleading: string; kind: string; text: string };
  pleading_draft: { id: string; pleading: string; at: string; said: string; seq: number };
  pleading_return: { id: string; draft: string; at: string; said: string; seq: number };
  pleading_decision: { returned: string; n: number; said: string; seq: number };
  pleading_block: {
    id: string;
    pleading: string;
    kind: string;
    text: string;
    after: string | null;
    removed: number;
    placed: number;
    /** When it was last given words: its wording is found by this. */
    worded: number;
    seq: number;
  };
}

export const pleadingView: View = {
  name: 'pleading',
  version: 3,
  tables: [
    {
      name: 'pleading_document',
      columns: { id: 'text', opened: 'json', type: 'text', seq: 'integer' },
      key: ['id'],
    },
    {
      name: 'pleading_block',
      columns: {
        id: 'text',
        pleading: 'text',
        kind: 'text',
        text: 'json',
        after: 'text',
        removed: 'integer',
        placed: 'integer',
        worded: 'integer',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['pleading']],
    },
    {
      name: 'pleading_wording',
      columns: { block: 'text', seq: 'integer', pleading: 'text', kind: 'text', text: 'json' },
      key: ['block', 'seq'],
      indexes: [['pleading']],
    },
    {
      name: 'pleading_draft',
      columns: { id: 'text', pleading: 'text', at: 'text', said: 'json', seq: 'integer' },
      key: ['id'],
      indexes: [['pleading']],
    },
    {
      name: 'pleading_return',
      columns: { id: 'text', draft: 'text', at: 'text', said: 'json', seq: 'integer' },
      key: ['id'],
      indexes: [['draft']],
    },
    {
      name: 'pleading_decision',
      columns: { returned: 'text', n: 'integer', said: 'json', seq: 'integer' },
      key: ['returned', 'n'],
    },
    { name: 'pleading_quote', columns: { block: 'text', said: 'json', seq: 'integer' }, key: ['block'] },
  ],
  folds: {
    'figure.quoted': fold(figureQuoted, ({ subject, seq, said }, write) =>
      write.put('pleading_quote', { block: subject, said: toJson(said as unknown as JsonValue), seq }),
    ),
    'pleading.opened': fold(pleadingOpened, ({ subject, seq, said }, write) =>
      write.put('pleading_document', {
        id: subject,
        opened: toJson(said as unknown as JsonValue),
        type: said.type,
        seq,
      }),
    ),
    'block.written': fold(blockWritten, ({ subject, seq, said }, write) => {
      const { pleading, kind } = said;
      const text = toJson(said.text);
      write.put('pleading_block', {
        id: subject,
        pleading,
        kind,
        text,
        after: said.after,
        removed: 0,
        placed: seq,
        worded: seq,
        seq,
      });
      write.put('pleading_wording', { block: subject, seq, pleading, kind, text });
    }),
    'block.rewritten': fold(blockRewritten, ({ subject, seq, refs, said }, write) => {
      const text = toJson(said.text);
      write.patch('pleading_block', { id: subject }, { text, kind: said.kind, worded: seq, seq });
      write.put('pleading_wording', { block: subject, seq, pleading: refs[0] ?? '', kind: said.kind, text });
    }),
    'block.moved': fold(blockMoved, ({ subject, seq, said }, write) =>
      write.patch('pleading_block', { id: subject }, { after: said.after, placed: seq, seq }),
    ),
    'block.restored': fold(blockRestored, ({ subject, seq }, write) =>
      write.patch('pleading_block', { id: subject }, { removed: 0, seq }),
    ),
    'draft.issued': fold(draftIssued, ({ subject, seq, at, said }, write) =>
      write.put('pleading_draft', {
        id: subject,
        pleading: said.pleading,
        at,
        said: toJson(said as unknown as JsonValue),
        seq,
      }),
    ),
    'draft.returned': fold(draftReturned, ({ subject, seq, at, said }, write) =>
      write.put('pleading_return', {
        id: subject,
        draft: said.draft,
        at,
        said: toJson(said as unknown as JsonValue),
        seq,
      }),
    ),
    'proposal.decided': fold(proposalDecided, ({ seq, said }, write) =>
      write.put('pleading_decision', {
        returned: said.returned,
        n: said.n,
        said: toJson(said as unknown as JsonValue),
        seq,
      }),
    ),
    'block.removed': fold(blockRemoved, ({ subject, seq }, write) =>
      write.patch('pleading_block', { id: subject }, { removed: 1, seq }),
    ),
  },
};
