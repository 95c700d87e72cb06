// The acts that concern the ledger itself: who may act in it, its compartments, what was read under seal, what was erased.
import { z } from 'zod';
import { Refusal } from '../base/errors.ts';
import { idOf } from '../base/ids.ts';
import { sealable } from '../base/sealed.ts';
import { fromJson, toJson } from '../base/stable-json.ts';
import type { Kind } from './registry.ts';
import { command, fold, question, type Room } from './room.ts';

const hexKey = z.string().regex(/^[0-9a-f]{64}$/, 'must be 32 bytes in hexadecimal');
export const role = z.enum(['agent', 'counsel', 'analyst', 'keeper', 'reader']);

export const matterOpened = z.strictObject({
  title: z.string().min(1).max(300),
  origin: z.string().min(3),
  logKey: hexKey,
  notice: z.string().max(500).optional(),
});
export const keyAdded = z.strictObject({
  role,
  signingKey: hexKey,
  exchangeKey: hexKey,
  name: sealable(z.string().min(1).max(200)),
});
export const keyRotated = z.strictObject({
  signingKey: hexKey,
  exchangeKey: hexKey,
  ground: z.string().min(1).max(1000),
});
export const keyLost = z.strictObject({ ground: z.string().min(1).max(1000), countersignedBy: idOf('user') });
export const compartmentOpened = z.strictObject({
  name: z.string().min(1).max(100),
  purpose: z.string().min(1).max(500),
});
export const compartmentGranted = z.strictObject({ user: idOf('user'), ground: z.string().min(1).max(1000) });
export const sealedRead = z.strictObject({
  refs: z.array(z.string()).min(1),
  reason: z.string().min(1).max(1000),
});
export const contentErased = z.strictObject({
  entry: z.number().int().min(0),
  authority: z.string().min(1).max(500),
  ground: z.string().min(1).max(1000),
  confirmedBy: idOf('user'),
  /** The second person's signature (Ed25519) over what is erased and on which authority; absent where they were only named. */
  confirmation: z
    .string()
    .regex(/^[0-9a-f]{128}$/)
    .optional(),
  outOfReach: z.array(z.string().max(300)),
});
export const originRestarted = z.strictObject({
  origin: z.string(),
  /** The signed checkpoint of what is held, and the newer one that it does not reach (both as texts). */
  held: z.string(),
  newer: z.string(),
  reason: z.string().min(1).max(1000),
  /** The second person, where there was one to ask. */
  confirmedBy: idOf('user').optional(),
});

export const HOUSE_KINDS: readonly Kind[] = [
  {
    kind: 'matter.opened',
    v: 1,
    content: matterOpened,
    summary: 'A matter was opened: its title, its log’s name and key.',
    erased: 'That a matter was opened, when and by which key.',
  },
  {
    kind: 'key.added',
    v: 1,
    content: keyAdded,
    summary: 'A person’s keys and role were added; the name may be sealed.',
    erased: 'That a person was added; the keys and the name are gone.',
  },
  {
    kind: 'key.rotated',
    v: 1,
    content: keyRotated,
    summary: 'A person’s keys were replaced, with the ground.',
    erased: 'That keys were replaced.',
  },
  {
    kind: 'key.lost',
    v: 1,
    content: keyLost,
    summary: 'A person’s key was declared lost, with a second person’s countersignature.',
    erased: 'That a key was declared lost.',
  },
  {
    kind: 'compartment.opened',
    v: 1,
    content: compartmentOpened,
    summary: 'A compartment with a key of its own was opened.',
    erased: 'That a compartment was opened.',
  },
  {
    kind: 'compartment.granted',
    v: 1,
    content: compartmentGranted,
    summary: 'A person was let into a compartment, with the ground.',
    erased: 'That somebody was let in.',
  },
  {
    kind: 'sealed.read',
    v: 1,
    content: sealedRead,
    summary: 'Sealed values were read, by whom and why.',
    erased: 'That sealed values were read, when and by whom.',
  },
  {
    kind: 'content.erased',
    v: 1,
    content: contentErased,
    summary: 'The content of an entry was erased, on a named authority, confirmed by a second person.',
    erased: 'That a content was erased.',
  },
  {
    kind: 'origin.restarted',
    v: 1,
    content: originRestarted,
    summary: 'An older copy was accepted: the log goes on under a new name that names both checkpoints.',
    erased: 'That the log was restarted.',
  },
];

export interface HouseTables {
  house_matter: { id: string; title: string; origin: string; notice: string | null };
  house_key: {
    user: string;
    role: string;
    signing_key: string;
    exchange_key: string;
    name: string;
    state: string;
    since: number;
  };
  house_compartment: { id: string; name: string; purpose: string; seq: number };
  house_grant: { compartment: string; user: string; ground: string };
  house_erasure: { entry: number; authority: string; ground: string; seq: number };
  house_reading: { seq: number; by: string; at: string; refs: string; reason: string };
}

const keyRow = z.object({
  user: z.string(),
  role,
  state: z.enum(['held', 'lost']),
  name: sealable(z.string()),
  since: z.number(),
});
const compartmentRow = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  members: z.array(z.string()),
});
const matterAnswer = z.object({
  id: z.string(),
  title: z.string(),
  origin: z.string(),
  notice: z.string().nullable(),
});

export const houseRoom: Room = {
  name: 'house',
  kinds: HOUSE_KINDS,
  view: {
    name: 'house',
    version: 1,
    tables: [
      {
        name: 'house_matter',
        columns: { id: 'text', title: 'text', origin: 'text', notice: 'text' },
        key: ['id'],
      },
      {
        name: 'house_key',
        columns: {
          user: 'text',
          role: 'text',
          signing_key: 'text',
          exchange_key: 'text',
          name: 'json',
          state: 'text',
          since: 'integer',
        },
        key: ['user'],
      },
      {
        name: 'house_compartment',
        columns: { id: 'text', name: 'text', purpose: 'text', seq: 'integer' },
        key: ['id'],
      },
      {
        name: 'house_grant',
        columns: { compartment: 'text', user: 'text', ground: 'text' },
        key: ['compartment', 'user'],
      },
      {
        name: 'house_erasure',
        columns: { entry: 'integer', authority: 'text', ground: 'text', seq: 'integer' },
        key: ['entry'],
      },
      {
        name: 'house_reading',
        columns: { seq: 'integer', by: 'text', at: 'text', refs: 'json', reason: 'text' },
        key: ['seq'],
      },
    ],
    folds: {
      'matter.opened': fold(matterOpened, ({ subject, said }, write) =>
        write.put('house_matter', {
          id: subject,
          title: said.title,
          origin: said.origin,
          notice: said.notice ?? null,
        }),
      ),
      'key.added': fold(keyAdded, ({ subject, said, seq }, write) =>
        write.put('house_key', {
          user: subject,
          role: said.role,
          signing_key: said.signingKey,
          exchange_key: said.exchangeKey,
          name: toJson(said.name),
          state: 'held',
          since: seq,
        }),
      ),
      'key.rotated': fold(keyRotated, ({ subject, said }, write) =>
        write.patch(
          'house_key',
          { user: subject },
          { signing_key: said.signingKey, exchange_key: said.exchangeKey, state: 'held' },
        ),
      ),
      'key.lost': fold(keyLost, ({ subject }, write) =>
        write.patch('house_key', { user: subject }, { state: 'lost' }),
      ),
      'compartment.opened': fold(compartmentOpened, ({ subject, said, seq, by }, write) => {
        write.put('house_compartment', { id: subject, name: said.name, purpose: said.purpose, seq });
        write.put('house_grant', { compartment: subject, user: by, ground: 'opened it' });
      }),
      'compartment.granted': fold(compartmentGranted, ({ subject, said }, write) =>
        write.put('house_grant', { compartment: subject, user: said.user, ground: said.ground }),
      ),
      'sealed.read': fold(sealedRead, ({ seq, by, at, said }, write) =>
        write.put('house_reading', { seq, by, at, refs: toJson(said.refs), reason: said.reason }),
      ),
      'content.erased': fold(contentErased, ({ seq, said }, write) =>
        write.put('house_erasure', {
          entry: said.entry,
          authority: said.authority,
          ground: said.ground,
          seq,
        }),
      ),
      'origin.restarted': fold(originRestarted, ({ subject, said }, write) =>
        write.patch('house_matter', { id: subject }, { origin: said.origin }),
      ),
    },
  },
  commands: [
    command({
      name: 'key.rotate',
      summary: 'Replace a person’s public keys, saying why.',
      input: z.strictObject({ user: idOf('user'), ...keyRotated.shape }),
      example: {
        user: `usr_${'0'.repeat(26)}`,
        signingKey: 'a'.repeat(64),
        exchangeKey: 'b'.repeat(64),
        ground: 'New laptop issued on 3 March.',
      },
      power: 'keep',
      load: (look, input) => keyOf(look.tables<HouseTables>(), input.user),
      decide({ user, ...said }, key) {
        if (key === undefined) throw unknownUser(user);
        return [{ kind: 'key.rotated', subject: user, said }];
      },
    }),
    command({
      name: 'key.lose',
      summary: 'Declare a person’s key lost; a second person countersigns.',
      input: z.strictObject({ user: idOf('user'), ...keyLost.shape }),
      example: {
        user: `usr_${'0'.repeat(26)}`,
        ground: 'Laptop seized.',
        countersignedBy: `usr_${'1'.repeat(26)}`,
      },
      power: 'keep',
      load: (look, input) => keyOf(look.tables<HouseTables>(), input.user),
      decide({ user, ...said }, key, act) {
        if (key === undefined) throw unknownUser(user);
        if (said.countersignedBy === act.by)
          throw new Refusal(
            'HOUSE_SECOND_PERSON',
            'A second person must countersign: name somebody other than yourself.',
          );
        return [{ kind: 'key.lost', subject: user, said }];
      },
    }),
  ],
  questions: [
    question({
      name: 'matter.show',
      summary: 'The matter’s title, the name of its log and its notice.',
      input: z.strictObject({}),
      output: matterAnswer,
      example: {},
      async answer(look) {
        const row = await look
          .tables<HouseTables>()
          .selectFrom('house_matter')
          .selectAll()
          .executeTakeFirst();
        if (row === undefined) throw new Refusal('HOUSE_NO_MATTER', 'This folder holds no opened matter.');
        return row;
      },
    }),
    question({
      name: 'key.list',
      summary: 'Who may act in this matter, in which role, and whose key is lost.',
      input: z.strictObject({}),
      output: z.object({ keys: z.array(keyRow) }),
      example: {},
      async answer(look) {
        const rows = await look
          .tables<HouseTables>()
          .selectFrom('house_key')
          .selectAll()
          .orderBy('since')
          .execute();
        return {
          keys: rows.map((row) => ({
            user: row.user,
            role: role.parse(row.role),
            state: row.state === 'lost' ? ('lost' as const) : ('held' as const),
            name: fromJson<string>(row.name) ?? '',
            since: row.since,
          })),
        };
      },
    }),
    question({
      name: 'compartment.list',
      summary: 'The compartments, what each is for and who is let in.',
      input: z.strictObject({}),
      output: z.object({ compartments: z.array(compartmentRow) }),
      example: {},
      async answer(look) {
        const tables = look.tables<HouseTables>();
        const rows = await tables.selectFrom('house_compartment').selectAll().orderBy('seq').execute();
        const grants = await tables.selectFrom('house_grant').selectAll().execute();
        return {
          compartments: rows.map(({ id, name, purpose }) => ({
            id,
            name,
            purpose,
            members: grants.filter((grant) => grant.compartment === id).map((grant) => grant.user),
          })),
        };
      },
    }),
    question({
      name: 'sealed.readings',
      summary: 'Every reading of sealed values: when, by whom, why.',
      input: z.strictObject({}),
      output: z.object({
        readings: z.array(
          z.object({
            seq: z.number(),
            by: z.string(),
            at: z.string(),
            refs: z.array(z.string()),
            reason: z.string(),
          }),
        ),
      }),
      example: {},
      async answer(look) {
        const rows = await look
          .tables<HouseTables>()
          .selectFrom('house_reading')
          .selectAll()
          .orderBy('seq', 'desc')
          .limit(1000)
          .execute();
        return { readings: rows.map((row) => ({ ...row, refs: fromJson<string[]>(row.refs) ?? [] })) };
      },
    }),
  ],
};

async function keyOf(
  tables: import('kysely').Kysely<HouseTables>,
  user: string,
): Promise<HouseTables['house_key'] | undefined> {
  return tables.selectFrom('house_key').selectAll().where('user', '=', user).executeTakeFirst();
}

function unknownUser(user: string): Refusal {
  return new Refusal(
    'HOUSE_USER_UNKNOWN',
    `No person ${user} was added to this matter. List them with 'probata key list'.`,
    { user },
  );
}
