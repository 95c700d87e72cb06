// The tables of pleading. The order of blocks is a chain of “after”, resolved when it is read, so that a fold reads nothing.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
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
  pleading_block: {
    id: string;
    pleading: string;
    kind: string;
    text: string;
    after: string | null;
    removed: number;
    placed: number;
    seq: number;
  };
}

export const pleadingView: View = {
  name: 'pleading',
  version: 2,
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
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['pleading']],
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
    'block.written': fold(blockWritten, ({ subject, seq, said }, write) =>
      write.put('pleading_block', {
        id: subject,
        pleading: said.pleading,
        kind: said.kind,
        text: toJson(said.text),
        after: said.after,
        removed: 0,
        placed: seq,
        seq,
      }),
    ),
    'block.rewritten': fold(blockRewritten, ({ subject, seq, said }, write) =>
      write.patch('pleading_block', { id: subject }, { text: toJson(said.text), kind: said.kind, seq }),
    ),
    'block.moved': fold(blockMoved, ({ subject, seq, said }, write) =>
      write.patch('pleading_block', { id: subject }, { after: said.after, placed: seq, seq }),
    ),
    'block.removed': fold(blockRemoved, ({ subject, seq }, write) =>
      write.patch('pleading_block', { id: subject }, { removed: 1, seq }),
    ),
  },
};
