// Which pages of an exhibit a person has had before them: so that nobody reads twice, and nothing relied on stays unread.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { fromJson, toJson } from '../../base/stable-json.ts';
import type { Kind } from '../../ledger/registry.ts';
import { type Command, command, type Fold, fold } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { TableSpec } from '../../ports/view-writer.ts';
import { exhibitRow, unknownExhibit } from '../vault/index.ts';

/** `of`: how many pages the exhibit had as it was read. Who read is who entered it. */
export const pagesRead = z.strictObject({
  pages: z.array(z.number().int().min(1).max(1_000_000)).min(1).max(1000),
  of: z.number().int().min(1).max(1_000_000),
});

export const READ_KINDS: readonly Kind[] = [
  {
    kind: 'pages.read',
    v: 1,
    content: pagesRead,
    summary: 'A person had pages of an exhibit before them.',
    erased: 'That a person read in the exhibit, and when.',
  },
];

export interface ReadTables {
  reading_read: { exhibit: string; by: string; seq: number; pages: string; of: number };
}

export const READ_TABLE: TableSpec = {
  name: 'reading_read',
  columns: { exhibit: 'text', by: 'text', seq: 'integer', pages: 'json', of: 'integer' },
  key: ['exhibit', 'by', 'seq'],
};

export const READ_FOLDS: Readonly<Record<string, Fold>> = {
  'pages.read': fold(pagesRead, ({ subject, by, seq, said }, write) =>
    write.put('reading_read', { exhibit: subject, by, seq, pages: toJson(said.pages), of: said.of }),
  ),
};

/** What was read of one exhibit: pages by person, and how many pages it had when last read. */
export interface ReadOf {
  readonly byPerson: ReadonlyMap<string, ReadonlySet<number>>;
  readonly of: number;
}

/** By exhibit; exhibits in which nobody has read are absent. */
export async function readPages(look: Look): Promise<ReadonlyMap<string, ReadOf>> {
  const rows = await look
    .tables<ReadTables>()
    .selectFrom('reading_read')
    .selectAll()
    .orderBy('seq')
    .execute();
  const found = new Map<string, { byPerson: Map<string, Set<number>>; of: number }>();
  for (const row of rows) {
    const one = found.get(row.exhibit) ?? { byPerson: new Map<string, Set<number>>(), of: row.of };
    const pages = one.byPerson.get(row.by) ?? new Set<number>();
    for (const page of fromJson<number[]>(row.pages) ?? []) pages.add(page);
    one.byPerson.set(row.by, pages);
    found.set(row.exhibit, { ...one, of: row.of });
  }
  return found;
}

export const READ_COMMANDS: readonly Command[] = [
  command({
    name: 'exhibit.read-pages',
    summary: 'Enter which pages of an exhibit you have read; the workbench does it by itself while you read.',
    input: z.strictObject({ exhibit: idOf('exhibit'), ...pagesRead.shape }),
    example: { exhibit: `exh_${'0'.repeat(26)}`, pages: [1, 2, 3], of: 12 },
    load: (look, { exhibit }) => exhibitRow(look, exhibit),
    decide({ exhibit, pages, of }, row) {
      if (row === undefined) throw unknownExhibit(exhibit);
      const read = [...new Set(pages)].sort((a, b) => a - b);
      return [{ kind: 'pages.read', subject: exhibit, said: { pages: read, of } }];
    },
  }),
];
