// How far exhibits were read and by how many; those that are relied on and not read to the end first.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { sealable } from '../../base/sealed.ts';
import { readPages } from '../../rooms/reading/index.ts';
import { citationsOf } from '../../rooms/record/index.ts';
import { exhibitsByIds, maySee, vaultTables } from '../../rooms/vault/index.ts';
import { task } from '../task.ts';

const STRETCH = 4000;

export const readingProgress = task({
  name: 'reading.progress',
  summary:
    'Which pages of which exhibits were read, by you and by anybody; by default what is cited and not read to the end.',
  input: z.strictObject({
    view: z.enum(['cited-unread', 'begun', 'all']).default('cited-unread'),
    /** Only this exhibit. */
    exhibit: idOf('exhibit').optional(),
    limit: z.number().int().min(1).max(500).default(100),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    /** Pages of cited exhibits that you have not read. */
    unread: z.number(),
    exhibits: z.array(
      z.object({
        exhibit: z.string(),
        title: sealable(z.string()),
        pages: z.number(),
        mine: z.number(),
        anyone: z.number(),
        readers: z.number(),
        /** How many citations in force rest on it. */
        cited: z.number(),
        next: z.number().nullable(),
      }),
    ),
  }),
  example: {},
  power: null,
  async run(house, { view, exhibit, limit, offset }) {
    const { look } = house.ledger;
    const viewer = await house.viewer();
    const read = await readPages(look);
    const cited = new Map<string, number>();
    for (const one of await citationsOf(look))
      if (one.withdrawn === null && one.exhibit !== null)
        cited.set(one.exhibit, (cited.get(one.exhibit) ?? 0) + 1);
    const mineOf = (id: string): ReadonlySet<number> => read.get(id)?.byPerson.get(viewer.user) ?? new Set();
    const sizeOf = (ids: readonly string[]): ReadonlyMap<string, number> => {
      const cards = house.renditions.cards(ids);
      return new Map(
        ids.map((id) => {
          const card = cards.get(id);
          const known = read.get(id)?.of;
          return [
            id,
            known ??
              (card === undefined ? 1 : card.pages || Math.max(1, Math.ceil(card.textUnits / STRETCH))),
          ];
        }),
      );
    };
    const citedIds = [...cited.keys()];
    const sizes = sizeOf(citedIds);
    const unreadOf = (id: string): number => Math.max(0, (sizes.get(id) ?? 1) - mineOf(id).size);
    const unread = citedIds.reduce((sum, id) => sum + unreadOf(id), 0);
    const chosen =
      exhibit !== undefined
        ? [exhibit]
        : view === 'begun'
          ? [...read.keys()]
          : view === 'cited-unread'
            ? citedIds.filter((id) => unreadOf(id) > 0).sort((a, b) => unreadOf(b) - unreadOf(a))
            : undefined;
    const total =
      chosen?.length ??
      Number(
        (
          await vaultTables(look)
            .selectFrom('vault_exhibit')
            .select((e) => e.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const ids =
      chosen?.slice(offset, offset + limit) ??
      (
        await vaultTables(look)
          .selectFrom('vault_exhibit')
          .select('id')
          .orderBy('seq')
          .limit(limit)
          .offset(offset)
          .execute()
      ).map((row) => row.id);
    const rows = await exhibitsByIds(look, ids);
    const pages = sizeOf(ids);
    return {
      total,
      unread,
      exhibits: ids.flatMap((id) => {
        const row = rows.get(id);
        if (row === undefined || !maySee(viewer, row.compartment)) return [];
        const size = pages.get(id) ?? 1;
        const mine = mineOf(id);
        const anyone = new Set([...(read.get(id)?.byPerson.values() ?? [])].flatMap((one) => [...one]));
        let next: number | null = null;
        for (let page = 1; page <= size && next === null; page += 1) if (!mine.has(page)) next = page;
        return [
          {
            exhibit: id,
            title: row.title,
            pages: size,
            mine: Math.min(size, mine.size),
            anyone: Math.min(size, anyone.size),
            readers: read.get(id)?.byPerson.size ?? 0,
            cited: cited.get(id) ?? 0,
            next,
          },
        ];
      }),
    };
  },
});
