// Exhibits that are alike, proposed as one origin; a person confirms it or tells them apart. And families: mails, attachments, versions.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { sealable } from '../../base/sealed.ts';
import type { Likeness, LikeSort } from '../../ports/likeness.ts';
import { distinguishedPairs } from '../../rooms/reading/index.ts';
import { groupKey, mergedOrigins, type Origins } from '../../rooms/record/index.ts';
import { type ExhibitRow, exhibitsByIds, relationsOf } from '../../rooms/vault/index.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';
import { findExhibit } from './exhibit-bytes.ts';

/** What makes an origin likely; quoting and answering alone do not. */
const ONE_ORIGIN: readonly LikeSort[] = ['same-text', 'near-text', 'part-of', 'picture'];
const sort = z.enum(['same-text', 'near-text', 'part-of', 'quotes', 'picture', 'mail']);

const member = z.object({
  exhibit: z.string(),
  title: sealable(z.string()),
  class: z.string(),
  /** The origin as stated, or null; `counts` is the origin that it counts under after mergers. */
  origin: z.string().nullable(),
  counts: z.string().nullable(),
});

function memberOf(row: ExhibitRow, origins: Origins): z.input<typeof member> {
  return {
    exhibit: row.id,
    title: row.title,
    class: row.class,
    origin: row.originId,
    counts: row.originId === null ? null : origins.rootOf(row.originId),
  };
}

const KEPT = 'likeness.groups';
interface Group {
  readonly sorts: readonly LikeSort[];
  readonly least: number;
  readonly isOne: boolean;
  readonly members: readonly z.input<typeof member>[];
}

/** Exhibits joined by likeness, pairs that a person told apart left out; kept until the ledger grows or one more is read. */
async function groupsOf(house: House): Promise<readonly Group[]> {
  const { look } = house.ledger;
  const pairs = house.likeness.pairs(ONE_ORIGIN);
  const mark = `${look.size()} ${pairs.length}`;
  const kept = look.kept.get(KEPT) as { mark: string; groups: readonly Group[] } | undefined;
  if (kept?.mark === mark) return kept.groups;
  const apart = await distinguishedPairs(look);
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const holding = pairs.filter(({ a, b }) => !apart.has([a, b].sort().join(' ')));
  for (const { a, b } of holding) {
    const [first, second] = [root(a), root(b)];
    parent.set(a, parent.get(a) ?? first);
    parent.set(b, parent.get(b) ?? second);
    if (first !== second) parent.set(second, first);
  }
  const groups = new Map<string, { exhibits: Set<string>; sorts: Set<LikeSort>; least: number }>();
  for (const { a, b, sort: as, share } of holding) {
    const key = root(a);
    const group = groups.get(key) ?? { exhibits: new Set<string>(), sorts: new Set<LikeSort>(), least: 1 };
    group.exhibits.add(a).add(b);
    group.sorts.add(as);
    groups.set(key, { ...group, least: Math.min(group.least, share) });
  }
  const rows = await exhibitsByIds(look, [
    ...new Set([...groups.values()].flatMap((one) => [...one.exhibits])),
  ]);
  const origins = await mergedOrigins(look);
  const made = [...groups.values()].flatMap(({ exhibits, sorts, least }) => {
    const members = [...exhibits].flatMap((id) => {
      const row = rows.get(id);
      return row === undefined || row.state === 'erased' ? [] : [memberOf(row, origins)];
    });
    const isOne = members[0]?.counts != null && members.every((one) => one.counts === members[0]?.counts);
    return members.length < 2 ? [] : [{ sorts: [...sorts], least, isOne, members }];
  });
  made.sort((a, b) => b.members.length - a.members.length || b.least - a.least);
  look.kept.set(KEPT, { mark, groups: made });
  return made;
}

const MEMBERS = 200;

export const likenessList = task({
  name: 'likeness.list',
  summary:
    'Groups of exhibits that look like one origin: the same or nearly the same text, part of another, the same picture.',
  input: z.strictObject({
    /** Only groups that do not count as one origin yet. */
    open: z.boolean().default(false),
    limit: z.number().int().min(1).max(200).default(50),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    groups: z.array(
      z.object({
        sorts: z.array(sort),
        /** How much is shared where it is least: 0 to 1, an estimate. */
        least: z.number(),
        /** True when all of them count as one origin. */
        isOne: z.boolean(),
        size: z.number(),
        members: z.array(member),
      }),
    ),
  }),
  example: {},
  power: null,
  async run(house, { open, limit, offset }) {
    const groups = (await groupsOf(house)).filter((group) => !open || !group.isOne);
    return {
      total: groups.length,
      groups: groups.slice(offset, offset + limit).map(({ sorts, least, isOne, members }) => ({
        sorts: [...sorts],
        least,
        isOne,
        size: members.length,
        members: members.slice(0, MEMBERS),
      })),
    };
  },
});

export const originConfirm = task({
  name: 'origin.confirm',
  summary:
    'Confirm that exhibits share one origin, so that they count once in proof: states it, or merges what was stated.',
  input: z.strictObject({
    exhibits: z.array(idOf('exhibit')).min(2).max(MEMBERS),
    /** The origin as which they count: an origin already stated, or a new short word. */
    into: groupKey,
    reason: z.string().min(1).max(1000),
  }),
  output: z.object({ into: z.string(), stated: z.number(), merged: z.number() }),
  example: {
    exhibits: [`exh_${'0'.repeat(26)}`, `exh_${'0'.repeat(25)}1`],
    into: 'aurelian-news-agency',
    reason: 'Both print the agency’s text word for word.',
  },
  power: 'weigh',
  async run(house, { exhibits, into, reason }) {
    const rows = [];
    for (const id of new Set(exhibits)) rows.push((await findExhibit(house, id)).exhibit);
    let stated = 0;
    let merged = 0;
    for (const row of rows) {
      if (row.originId === null) {
        await house.run('exhibit.describe', { exhibit: row.id, originId: into, ground: reason });
        stated += 1;
        continue;
      }
      const origins = await mergedOrigins(house.ledger.look);
      if (origins.rootOf(row.originId) === origins.rootOf(into)) continue;
      await house.run('group.merge', { group: row.originId, into, reason });
      merged += 1;
    }
    if (stated + merged === 0)
      throw new Refusal('READING_ORIGIN_ONE', 'These exhibits count as one origin already.', { into });
    return { into, stated, merged };
  },
});

const relative = z.object({
  ...member.shape,
  /** How it belongs: as the vault relates it, or as the reading finds it. */
  how: z.string(),
  /** From this exhibit to that one, or the other way about. */
  way: z.enum(['to', 'from', 'both']),
  share: z.number().nullable(),
  /** True when a person entered it. */
  isEntered: z.boolean(),
});

export const familyShow = task({
  name: 'family.show',
  summary:
    'What belongs to an exhibit: attachments, versions, translations, its thread of mails, and whatever is like it.',
  input: z.strictObject({ exhibit: idOf('exhibit') }),
  output: z.object({
    exhibit: z.string(),
    relatives: z.array(relative),
    /** The mails of its thread, oldest first as the mails themselves claim, each with what it answers. */
    thread: z.array(
      z.object({
        exhibit: z.string(),
        subject: z.string(),
        from: z.string(),
        date: z.string(),
        depth: z.number(),
      }),
    ),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}` },
  power: null,
  async run(house, { exhibit }) {
    await findExhibit(house, exhibit);
    const { look } = house.ledger;
    const relations = await relationsOf(look, exhibit);
    const like = house.likeness.like(exhibit);
    const viewer = await house.viewer();
    const others = [
      ...relations.flatMap((one) => [one.from, one.to ?? exhibit]),
      ...like.flatMap((one) => [one.a, one.b]),
    ].filter((id) => id !== exhibit);
    const rows = await exhibitsByIds(look, [...new Set(others)]);
    const origins = await mergedOrigins(look);
    const maySee = (row: ExhibitRow | undefined): row is ExhibitRow =>
      row !== undefined &&
      row.state !== 'erased' &&
      (row.compartment === null || viewer.compartments.includes(row.compartment));
    const relatives = [
      ...relations.flatMap((one) => {
        const row = rows.get(one.from === exhibit ? (one.to ?? '') : one.from);
        if (!maySee(row)) return [];
        const way = one.from === exhibit ? ('to' as const) : ('from' as const);
        return [{ ...memberOf(row, origins), how: one.relation, way, share: null, isEntered: true }];
      }),
      ...like.flatMap((one) => {
        const row = rows.get(one.a === exhibit ? one.b : one.a);
        if (!maySee(row)) return [];
        return [
          {
            ...memberOf(row, origins),
            how: one.sort,
            way: 'both' as const,
            share: one.share,
            isEntered: false,
          },
        ];
      }),
    ];
    return { exhibit, relatives, thread: threadOf(house, exhibit) };
  },
});

const THREAD = 200;

/** The mails joined with this one by Message-ID and References, never by their subjects. */
function threadOf(house: House, start: string) {
  const members = new Set([start]);
  const open = [start];
  const links: Likeness[] = [];
  for (let id = open.shift(); id !== undefined && members.size < THREAD; id = open.shift())
    for (const one of house.likeness.like(id)) {
      if (one.sort !== 'mail') continue;
      links.push(one);
      const other = one.a === id ? one.b : one.a;
      if (members.has(other)) continue;
      members.add(other);
      open.push(other);
    }
  if (members.size < 2) return [];
  const mails = [...members].flatMap((id) => {
    const mail = house.renditions.open(id)?.mail;
    return mail === undefined ? [] : [{ id, mail, at: Date.parse(mail.date ?? '') }];
  });
  mails.sort((a, b) => (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) || a.at - b.at);
  const depth = new Map<string, number>();
  return mails.map(({ id, mail }) => {
    const answered = [...mail.references, mail.inReplyTo ?? ''].findLast((one) => depth.has(one));
    const own = answered === undefined ? 0 : (depth.get(answered) ?? 0) + 1;
    if (mail.messageId !== undefined) depth.set(mail.messageId, own);
    return {
      exhibit: id,
      subject: mail.subject ?? '',
      from: mail.from ?? '',
      date: mail.date ?? '',
      depth: Math.min(12, own),
    };
  });
}
