// Searches that were given a name, so that the team asks the same of everything that comes in later.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { Kind } from '../../ledger/registry.ts';
import { type Command, command, type Fold, fold } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { TableSpec } from '../../ports/view-writer.ts';
import { parseQuery } from './query.ts';

/** The name and the search stand in clear for every member: no name of a protected person belongs here. */
export const searchSaved = z.strictObject({
  name: z.string().min(1).max(120),
  query: z.string().min(1).max(500),
});
export const searchDropped = z.strictObject({ ground: z.string().min(1).max(500).optional() });

export const SEARCH_KINDS: readonly Kind[] = [
  {
    kind: 'search.saved',
    v: 1,
    content: searchSaved,
    summary: 'A search was saved under a name, to be asked again of whatever comes in.',
    erased: 'That a search was saved, when and by whom; its name and words are gone.',
  },
  {
    kind: 'search.dropped',
    v: 1,
    content: searchDropped,
    summary: 'A saved search was dropped.',
    erased: 'That a saved search was dropped.',
  },
];

export interface SearchTables {
  reading_search: {
    id: string;
    name: string;
    query: string;
    by: string;
    at: string;
    seq: number;
    dropped: number;
  };
}

export const SEARCH_TABLE: TableSpec = {
  name: 'reading_search',
  columns: {
    id: 'text',
    name: 'text',
    query: 'text',
    by: 'text',
    at: 'text',
    seq: 'integer',
    dropped: 'integer',
  },
  key: ['id'],
};

export const SEARCH_FOLDS: Readonly<Record<string, Fold>> = {
  'search.saved': fold(searchSaved, ({ subject, seq, at, by, said }, write) =>
    write.put('reading_search', { id: subject, name: said.name, query: said.query, by, at, seq, dropped: 0 }),
  ),
  'search.dropped': fold(searchDropped, ({ subject }, write) =>
    write.patch('reading_search', { id: subject }, { dropped: 1 }),
  ),
};

/** A saved search; `seq` is the entry that saved it. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly by: string;
  readonly at: string;
  readonly seq: number;
}

/** The saved searches in force, by name. */
export async function savedSearches(look: Look): Promise<readonly SavedSearch[]> {
  return look
    .tables<SearchTables>()
    .selectFrom('reading_search')
    .select(['id', 'name', 'query', 'by', 'at', 'seq'])
    .where('dropped', '=', 0)
    .orderBy('name')
    .orderBy('seq')
    .execute();
}

export const SEARCH_COMMANDS: readonly Command[] = [
  command({
    name: 'search.save',
    summary: 'Save a search under a name; it is asked again whenever it is looked at.',
    input: searchSaved,
    example: { name: 'Suspension of the hot line', query: '"hot line" (clos* OR suspend*)' },
    load: savedSearches,
    decide({ name, query }, saved, act) {
      // A search that cannot be understood is refused now, not each time it is looked at.
      parseQuery(query);
      if (saved.some((one) => one.name.toLowerCase() === name.toLowerCase()))
        throw new Refusal(
          'READING_SEARCH_NAME',
          `There is a saved search called ${name} already. Choose another name, or drop that one first.`,
          { name },
        );
      return [{ kind: 'search.saved', subject: act.newId('savedSearch'), said: { name, query } }];
    },
  }),
  command({
    name: 'search.drop',
    summary: 'Drop a saved search; what it found stays as it is.',
    input: z.strictObject({ search: idOf('savedSearch'), ...searchDropped.shape }),
    example: { search: `sea_${'0'.repeat(26)}` },
    load: savedSearches,
    decide({ search, ...said }, saved) {
      if (!saved.some((one) => one.id === search))
        throw new Refusal(
          'READING_SEARCH_UNKNOWN',
          `There is no saved search ${search}. List them with 'probata search saved'.`,
          { search },
        );
      return [{ kind: 'search.dropped', subject: search, said }];
    },
  }),
];
