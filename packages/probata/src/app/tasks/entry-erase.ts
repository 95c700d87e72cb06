// Erases an exhibit or an entry for good, on a named authority and with a second person's confirmation.
import { fromHex, toHex, utf8, verifyEd25519 } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { HouseTables } from '../../ledger/house.ts';
import { refsOf } from '../../ledger/stored.ts';
import {
  exhibitRow,
  heldObject,
  maySee,
  producedFrom,
  relationsOf,
  unknownExhibit,
} from '../../rooms/vault/index.ts';
import { finishErasures, forgetJob } from '../erasures.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

const what = {
  /** An exhibit: its bytes or key, every entry about it, its passages, and the files made from it. */
  exhibit: idOf('exhibit').optional(),
  /** Or one entry, by its number. */
  entry: z.number().int().min(0).optional(),
  authority: z.string().min(1).max(500),
};
const reach = z.string().min(1).max(300);

export const entryErase = task({
  name: 'entry.erase',
  summary: 'Erase an exhibit or an entry for good, on a named authority, confirmed by a second person.',
  input: z.strictObject({
    ...what,
    ground: z.string().min(1).max(1000),
    confirmedBy: idOf('user'),
    /** The second person's signature, as 'probata erasure confirm' gives it on their machine. */
    confirmation: z
      .string()
      .regex(/^[0-9a-f]{128}$/)
      .optional(),
    /** Copies that this erasure cannot reach: back-ups, filings delivered. */
    outOfReach: z.array(reach).default([]),
  }),
  output: z.object({
    entries: z.array(z.number()),
    objects: z.number(),
    keys: z.number(),
    forgotten: z.array(z.string()),
    confirmed: z.enum(['signed', 'named']),
    /** False while another program reads the ledger at this moment; the next opening finishes. */
    finished: z.boolean(),
    /** Exhibits of their own that are related to it (translations, attachments): look at each. */
    related: z.array(z.string()),
    outOfReach: z.array(z.string()),
  }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    authority: 'Order of the data protection authority of 3 May, No. 12',
    ground: 'The witness withdrew her consent.',
    confirmedBy: `usr_${'1'.repeat(26)}`,
    outOfReach: ['Back-up of April, until it expires on 9 June'],
  },
  power: 'keep',
  async run(house, input) {
    const { ledger } = house;
    await mustBeMember(house, input.confirmedBy);
    const plan = await planOf(house, input);
    if (input.confirmation !== undefined && !(await isConfirmed(house, input, input.confirmation)))
      throw new Refusal(
        'HOUSE_CONFIRMATION',
        'The confirmation is not the signature of that person over this erasure.',
      );
    await ledger.erase(
      plan.entries,
      {
        authority: input.authority,
        ground: input.ground,
        confirmedBy: input.confirmedBy,
        outOfReach: input.outOfReach,
        ...(input.confirmation === undefined ? {} : { confirmation: input.confirmation }),
      },
      [forgetJob(plan.subject, { ids: plan.ids, addresses: plan.addresses, keys: plan.keys })],
    );
    const finished = await finishErasures(house);
    return {
      entries: plan.entries,
      objects: finished.objects,
      keys: finished.keys,
      forgotten: [...finished.stores],
      confirmed: input.confirmation === undefined ? ('named' as const) : ('signed' as const),
      finished: finished.isPurged,
      related: plan.related,
      outOfReach: input.outOfReach,
    };
  },
});

export const erasureConfirm = task({
  name: 'erasure.confirm',
  summary: 'Confirm somebody else’s erasure with one’s own key: gives the signature that they must enter.',
  input: z.strictObject(what),
  output: z.object({ confirmedBy: z.string(), confirmation: z.string() }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, authority: 'Order of 3 May, No. 12' },
  power: null,
  async run(house, input) {
    const signature = house.ring.signAsPerson(confirmationText(house, input));
    return { confirmedBy: house.ring.person.user, confirmation: toHex(signature) };
  },
});

type What = {
  readonly exhibit?: string | undefined;
  readonly entry?: number | undefined;
  readonly authority: string;
};

function confirmationText({ ledger }: House, { exhibit, entry, authority }: What): Uint8Array {
  return utf8(`probata erasure\n${ledger.origin}\n${exhibit ?? `entry ${entry}`}\n${authority}\n`);
}

async function isConfirmed(
  house: House,
  input: What & { readonly confirmedBy: string },
  signature: string,
): Promise<boolean> {
  const row = await house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_key')
    .select('signing_key')
    .where('user', '=', input.confirmedBy)
    .executeTakeFirst();
  return (
    row !== undefined &&
    (await verifyEd25519(fromHex(row.signing_key), confirmationText(house, input), fromHex(signature)))
  );
}

async function mustBeMember(house: House, user: string): Promise<void> {
  const row = await house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_key')
    .select('state')
    .where('user', '=', user)
    .executeTakeFirst();
  if (row?.state !== 'held')
    throw new Refusal(
      'HOUSE_USER_UNKNOWN',
      `${user} is no member of this matter who could confirm. List them with 'probata key list'.`,
      { user },
    );
}

interface Plan {
  readonly subject: string;
  readonly entries: number[];
  readonly ids: string[];
  readonly addresses: string[];
  readonly keys: string[];
  readonly related: string[];
}

async function planOf(house: House, { exhibit, entry }: What): Promise<Plan> {
  if ((exhibit === undefined) === (entry === undefined))
    throw new Refusal('ERASE_WHAT', 'Name either an exhibit or an entry.');
  if (exhibit !== undefined) return exhibitPlan(house, exhibit);
  const stored = house.ledger.store.entry(entry ?? -1);
  if (stored === undefined)
    throw new Refusal(
      'LEDGER_ENTRY_UNKNOWN',
      `There is no entry ${entry}; the ledger has ${house.ledger.size()}.`,
    );
  // The deposit of an exhibit is the exhibit: erasing one without the other would leave bytes that nothing names.
  if (stored.kind === 'exhibit.deposited' || stored.kind === 'exhibit.noted')
    return exhibitPlan(house, stored.subject);
  if (stored.kind === 'produced.made') return producedPlan(house, stored.subject);
  return {
    subject: `entry ${stored.seq}`,
    entries: [stored.seq],
    ids: [],
    addresses: [],
    keys: [...house.ledger.keysOf(stored.seq)],
    related: [],
  };
}

async function producedPlan(house: House, id: string): Promise<Plan> {
  const object = await heldObject(house.ledger.look, id);
  const entries = entriesAbout(house, id, []);
  return {
    subject: id,
    entries,
    ids: [id],
    addresses: object === undefined ? [] : [object.address],
    keys: [
      ...(object?.key == null ? [] : [object.key]),
      ...entries.flatMap((seq) => house.ledger.keysOf(seq)),
    ],
    related: [],
  };
}

async function exhibitPlan(house: House, exhibit: string): Promise<Plan> {
  const { look } = house.ledger;
  const row = await exhibitRow(look, exhibit);
  if (row === undefined || !maySee(await house.viewer(), row.compartment)) throw unknownExhibit(exhibit);
  const made = await Promise.all(
    (await producedFrom(look, exhibit)).map(({ id }) => producedPlan(house, id)),
  );
  const object = await heldObject(look, exhibit);
  const own = entriesAbout(house, exhibit, ['passage.marked']);
  const relations = await relationsOf(look, exhibit);
  return {
    subject: exhibit,
    entries: [...new Set([...own, ...made.flatMap(({ entries }) => entries)])].sort((a, b) => a - b),
    ids: [exhibit, ...made.flatMap(({ ids }) => ids)],
    addresses: [
      ...(object === undefined ? [] : [object.address]),
      ...made.flatMap(({ addresses }) => addresses),
    ],
    keys: [
      ...(object?.key == null ? [] : [object.key]),
      ...own.flatMap((seq) => house.ledger.keysOf(seq)),
      ...made.flatMap(({ keys }) => keys),
    ],
    related: [...new Set(relations.flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])]))].filter(
      (id) => id !== exhibit,
    ),
  };
}

/** Entries about a subject that still have their content, and those of certain kinds that refer to it (its passages). */
function entriesAbout({ ledger }: House, subject: string, referring: readonly string[]): number[] {
  const { store } = ledger;
  const found = store
    .about(subject)
    .filter(({ kind, content }) => content !== null && kind !== 'content.erased');
  for (const kind of referring)
    for (const entry of store.entriesOf(kind))
      if (entry.content !== null && refsOf(entry).includes(subject)) found.push(entry);
  return found.map(({ seq }) => seq);
}
