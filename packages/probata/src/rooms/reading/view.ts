// The tables of reading: which passages stand where.

import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import { DISTINGUISHED_FOLDS, DISTINGUISHED_TABLE } from './distinguished.ts';
import { READ_FOLDS, READ_TABLE } from './read-pages.ts';
import { SEARCH_FOLDS, SEARCH_TABLE } from './saved-searches.ts';
import { encodingChosen, passageConfirmed, passageMarked, passageWithdrawn } from './types.ts';

export interface ReadingTables {
  reading_passage: {
    id: string;
    exhibit: string;
    place: string;
    page: number | null;
    quote: string;
    prefix: string;
    suffix: string;
    pin: string;
    rendition: string | null;
    original: string | null;
    withdrawn: number;
    replaced_by: string | null;
    seq: number;
  };
  /** Of passages marked since equals are counted: which of how many. */
  reading_occurrence: { id: string; nth: number; of: number };
  reading_encoding: { exhibit: string; encoding: string; seq: number };
}

export const readingView: View = {
  name: 'reading',
  version: 5,
  tables: [
    SEARCH_TABLE,
    DISTINGUISHED_TABLE,
    READ_TABLE,
    {
      name: 'reading_passage',
      columns: {
        id: 'text',
        exhibit: 'text',
        place: 'json',
        page: 'integer',
        quote: 'json',
        prefix: 'json',
        suffix: 'json',
        pin: 'text',
        rendition: 'text',
        original: 'text',
        withdrawn: 'integer',
        replaced_by: 'text',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['exhibit', 'page']],
    },
    { name: 'reading_occurrence', columns: { id: 'text', nth: 'integer', of: 'integer' }, key: ['id'] },
    {
      name: 'reading_encoding',
      columns: { exhibit: 'text', encoding: 'text', seq: 'integer' },
      key: ['exhibit'],
    },
  ],
  folds: {
    ...SEARCH_FOLDS,
    ...DISTINGUISHED_FOLDS,
    ...READ_FOLDS,
    'passage.marked': fold(passageMarked, ({ subject, seq, said }, write) => {
      write.put('reading_passage', {
        id: subject,
        exhibit: said.exhibit,
        place: toJson(said.place as JsonValue),
        page: pageOf(said.place),
        quote: toJson(said.quote),
        prefix: toJson(said.prefix),
        suffix: toJson(said.suffix),
        pin: said.pin,
        rendition: said.rendition,
        original: said.original ?? null,
        withdrawn: 0,
        replaced_by: null,
        seq,
      });
      if (said.occurrence !== undefined) write.put('reading_occurrence', { id: subject, ...said.occurrence });
      if (said.replaces !== undefined)
        write.patch('reading_passage', { id: said.replaces }, { replaced_by: subject });
    }),
    'passage.confirmed': fold(passageConfirmed, ({ subject, said }, write) => {
      write.patch(
        'reading_passage',
        { id: subject },
        {
          place: toJson(said.place as JsonValue),
          page: pageOf(said.place),
          quote: toJson(said.quote),
          prefix: toJson(said.prefix),
          suffix: toJson(said.suffix),
          pin: said.pin,
          rendition: said.rendition,
        },
      );
      write.remove('reading_occurrence', { id: subject });
      if (said.occurrence !== undefined) write.put('reading_occurrence', { id: subject, ...said.occurrence });
    }),
    'encoding.chosen': fold(encodingChosen, ({ subject, seq, said }, write) => {
      write.remove('reading_encoding', { exhibit: subject });
      if (said.encoding !== null)
        write.put('reading_encoding', { exhibit: subject, encoding: said.encoding, seq });
    }),
    'passage.withdrawn': fold(passageWithdrawn, ({ subject }, write) =>
      write.patch('reading_passage', { id: subject }, { withdrawn: 1 }),
    ),
  },
};

function pageOf(place: import('./types.ts').Place): number | null {
  if (place.by === 'area') return place.page;
  if (place.by === 'text') return place.page ?? null;
  return null;
}
