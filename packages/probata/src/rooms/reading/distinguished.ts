// Exhibits that look alike and were looked at by a person, who found that they have separate origins.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { Kind } from '../../ledger/registry.ts';
import { type Command, command, type Fold, fold } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { TableSpec } from '../../ports/view-writer.ts';
import { exhibitsByIds, unknownExhibit } from '../vault/index.ts';

/** The subject is one of them; `from` are those it was told apart from. */
export const exhibitDistinguished = z.strictObject({
  from: z.array(idOf('exhibit')).min(1).max(200),
  ground: z.string().min(1).max(1000),
});

export const DISTINGUISHED_KINDS: readonly Kind[] = [
  {
    kind: 'exhibit.distinguished',
    v: 1,
    content: exhibitDistinguished,
    summary: 'Exhibits that are alike were found to have separate origins, with the ground.',
    erased: 'That exhibits were told apart; which they are stays in the references.',
  },
];

export interface DistinguishedTables {
  reading_distinguished: { a: string; b: string; seq: number; ground: string };
}

export const DISTINGUISHED_TABLE: TableSpec = {
  name: 'reading_distinguished',
  columns: { a: 'text', b: 'text', seq: 'integer', ground: 'text' },
  key: ['a', 'b'],
};

export const DISTINGUISHED_FOLDS: Readonly<Record<string, Fold>> = {
  'exhibit.distinguished': fold(exhibitDistinguished, ({ subject, seq, said }, write) => {
    for (const other of said.from) {
      const [a = subject, b = other] = [subject, other].sort();
      write.put('reading_distinguished', { a, b, seq, ground: said.ground });
    }
  }),
};

/** The pairs told apart, each as the two ids in their order joined by a blank. */
export async function distinguishedPairs(look: Look): Promise<ReadonlySet<string>> {
  const rows = await look
    .tables<DistinguishedTables>()
    .selectFrom('reading_distinguished')
    .select(['a', 'b'])
    .execute();
  return new Set(rows.map((row) => `${row.a} ${row.b}`));
}

export const DISTINGUISHED_COMMANDS: readonly Command[] = [
  command({
    name: 'exhibit.distinguish',
    summary:
      'Say that exhibits which are alike come from separate origins, with the ground; they are not proposed again.',
    input: z.strictObject({ exhibit: idOf('exhibit'), ...exhibitDistinguished.shape }),
    example: {
      exhibit: `exh_${'0'.repeat(26)}`,
      from: [`exh_${'0'.repeat(25)}1`],
      ground: 'Two forms with the same wording, filled in by different posts.',
    },
    power: 'weigh',
    load: (look, { exhibit, from }) => exhibitsByIds(look, [exhibit, ...from]),
    decide({ exhibit, from, ground }, known) {
      const unknown = [exhibit, ...from].find((id) => !known.has(id));
      if (unknown !== undefined) throw unknownExhibit(unknown);
      if (from.includes(exhibit))
        throw new Refusal('READING_DISTINGUISH_SELF', 'An exhibit cannot be told apart from itself.', {
          exhibit,
        });
      return [{ kind: 'exhibit.distinguished', subject: exhibit, refs: from, said: { from, ground } }];
    },
  }),
];
