// Compartments and persons: what needs the key ring as well as the ledger. The entry comes first, the key after.
import { fromHex, toHex } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf, makeId } from '../../base/ids.ts';
import { type compartmentGranted, type HouseTables, type keyAdded, role } from '../../ledger/house.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

const hexKey = z.string().regex(/^[0-9a-f]{64}$/, 'must be 32 bytes in hexadecimal');
const usr = (digit: string) => `usr_${digit.repeat(26)}`;
const ground = z.string().min(1).max(1000);

export const keyShow = task({
  name: 'key.show',
  summary: 'One’s own id and public keys, to be handed to a member of another matter who lets one in.',
  input: z.strictObject({}),
  output: z.object({ user: z.string(), signingKey: hexKey, exchangeKey: hexKey }),
  example: {},
  power: null,
  async run({ ring: { person } }) {
    return {
      user: person.user,
      signingKey: toHex(person.signingKey),
      exchangeKey: toHex(person.exchangeKey),
    };
  },
});

export const keyAdd = task({
  name: 'key.add',
  summary: 'Add a person by their public keys and role, and let them into compartments. The name is sealed.',
  input: z.strictObject({
    user: idOf('user'),
    role,
    signingKey: hexKey,
    exchangeKey: hexKey,
    name: z.string().min(1).max(200),
    /** Compartments, by id, besides the log itself. */
    compartments: z.array(idOf('compartment')).default([]),
    ground: ground.default('Added as a member.'),
  }),
  output: z.object({ user: z.string(), compartments: z.array(z.string()) }),
  example: {
    user: usr('1'),
    role: 'counsel',
    signingKey: 'a'.repeat(64),
    exchangeKey: 'b'.repeat(64),
    name: 'Counsel for the applicant',
  },
  power: 'keep',
  async run(house, input) {
    const { ledger, ring } = house;
    const { user, compartments, ground: why, name, ...keys } = input;
    const known = await memberRow(house, user);
    if (
      known !== undefined &&
      (known.signing_key !== keys.signingKey || known.exchange_key !== keys.exchangeKey)
    )
      throw new Refusal('HOUSE_KEY_KNOWN', `${user} is a member with other keys. Use 'probata key rotate'.`, {
        user,
      });
    for (const compartment of compartments) mustHold(house, compartment);
    const persons = await personsCompartment(house);
    const member = { user, exchangeKey: fromHex(keys.exchangeKey) };
    const granted = await grantsOf(house, user);
    const missing = compartments.filter((compartment) => !granted.has(compartment));
    // Stopped between the entry and the key, the same command given again completes what is missing.
    if (known === undefined || missing.length > 0)
      await ledger.append(async (_look, act) => [
        ...(known === undefined
          ? [
              {
                kind: 'key.added',
                subject: user,
                said: { ...keys, name: act.seal(persons, name) } satisfies z.input<typeof keyAdded>,
              },
            ]
          : []),
        ...missing.map((compartment) => ({
          kind: 'compartment.granted',
          subject: compartment,
          refs: [user],
          said: { user, ground: why } satisfies z.input<typeof compartmentGranted>,
        })),
      ]);
    // Whoever writes signs the log; a reader does not hold its key.
    if (input.role !== 'reader') ring.grantLog(member);
    for (const compartment of compartments) ring.grant(compartment, member);
    return { user, compartments: [...new Set([...granted, ...compartments])] };
  },
});

export const compartmentOpen = task({
  name: 'compartment.open',
  summary: 'Open a compartment with a key of its own; whoever opens it is its first member.',
  input: z.strictObject({
    /** A short name by which intakes and people call it: `witnesses`. */
    name: z.string().trim().min(1).max(100),
    /** What is kept in it, and from whom. */
    purpose: z.string().trim().min(1).max(500),
    members: z.array(idOf('user')).default([]),
  }),
  output: z.object({ id: idOf('compartment'), name: z.string(), members: z.array(z.string()) }),
  example: { name: 'witnesses', purpose: 'Statements of protected witnesses; two members of the team.' },
  power: 'keep',
  async run(house, { name, purpose, members }) {
    const { ledger, ring, entropy } = house;
    const same = await ledger.look
      .tables<HouseTables>()
      .selectFrom('house_compartment')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst();
    if (same !== undefined)
      throw new Refusal(
        'HOUSE_COMPARTMENT_NAME',
        `There is a compartment called ${name} already. Give this one another name.`,
        { name, compartment: same.id },
      );
    const others = await Promise.all(members.map((user) => exchangeKeyOf(house, user)));
    const id = makeId('compartment', entropy.bytes(16));
    // Here the key comes first: a compartment without a key could hold nothing, a key without a compartment harms nobody.
    ring.openCompartment(id, [{ user: ring.person.user, exchangeKey: ring.person.exchangeKey }]);
    await ledger.append(async () => [
      { kind: 'compartment.opened', subject: id, said: { name, purpose } },
      ...members.map((user) => ({
        kind: 'compartment.granted',
        subject: id,
        refs: [user],
        said: { user, ground: 'Let in when it was opened.' },
      })),
    ]);
    members.forEach((user, i) => {
      const exchangeKey = others[i];
      if (exchangeKey !== undefined) ring.grant(id, { user, exchangeKey });
    });
    return { id, name, members: [ring.person.user, ...members] };
  },
});

export const compartmentGrant = task({
  name: 'compartment.grant',
  summary: 'Let a member into a compartment, saying why.',
  input: z.strictObject({ compartment: idOf('compartment'), user: idOf('user'), ground }),
  output: z.object({ compartment: z.string(), user: z.string() }),
  example: { compartment: `cmp_${'0'.repeat(26)}`, user: usr('1'), ground: 'Examines the witness.' },
  power: 'keep',
  async run(house, { compartment, user, ground: why }) {
    mustHold(house, compartment);
    const exchangeKey = await exchangeKeyOf(house, user);
    if (!(await grantsOf(house, user)).has(compartment))
      await house.ledger.append(async () => [
        { kind: 'compartment.granted', subject: compartment, refs: [user], said: { user, ground: why } },
      ]);
    house.ring.grant(compartment, { user, exchangeKey });
    return { compartment, user };
  },
});

export const matterRestore = task({
  name: 'matter.restore',
  summary:
    'Accept an older copy (or one of two histories) on a stated reason: the log goes on under a new name.',
  input: z.strictObject({
    /** The reason, in words; it stands in the record for ever. */
    acceptOlder: z.string().min(1).max(1000),
    /** The second person. Needed as soon as the matter has one. */
    confirmedBy: idOf('user').optional(),
  }),
  output: z.object({ origin: z.string(), former: z.string(), size: z.number(), vkey: z.string() }),
  example: { acceptOlder: 'The disk of 3 May was lost; this is the back-up of 2 May.' },
  power: 'keep',
  async run(house, { acceptOlder, confirmedBy }) {
    const { ledger, ring } = house;
    const others = (
      await ledger.look
        .tables<HouseTables>()
        .selectFrom('house_key')
        .select('user')
        .where('state', '=', 'held')
        .where('user', '!=', ring.person.user)
        .execute()
    ).map((row) => row.user);
    if (others.length > 0 && (confirmedBy === undefined || !others.includes(confirmedBy)))
      throw new Refusal(
        'HOUSE_SECOND_PERSON',
        'A second member must confirm that the older copy is accepted: name them (field confirmedBy).',
        { members: others },
      );
    const former = ledger.origin;
    await ledger.restart(acceptOlder, confirmedBy);
    return { origin: ledger.origin, former, size: ledger.size(), vkey: ledger.vkey };
  },
});

async function memberRow(house: House, user: string): Promise<HouseTables['house_key'] | undefined> {
  return house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_key')
    .selectAll()
    .where('user', '=', user)
    .executeTakeFirst();
}

async function exchangeKeyOf(house: House, user: string): Promise<Uint8Array> {
  const row = await memberRow(house, user);
  if (row === undefined || row.state !== 'held')
    throw new Refusal(
      'HOUSE_USER_UNKNOWN',
      `${user} is no member of this matter. Add them with 'probata key add'.`,
      { user },
    );
  return fromHex(row.exchange_key);
}

async function grantsOf(house: House, user: string): Promise<ReadonlySet<string>> {
  const rows = await house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_grant')
    .select('compartment')
    .where('user', '=', user)
    .execute();
  return new Set(rows.map((row) => row.compartment));
}

async function personsCompartment(house: House): Promise<string> {
  const row = await house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_compartment')
    .select('id')
    .where('name', '=', 'persons')
    .orderBy('seq')
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('HOUSE_NO_MATTER', 'This folder holds no opened matter.');
  return row.id;
}

function mustHold({ ring }: House, compartment: string): void {
  if (!ring.holds(compartment))
    throw new Refusal(
      'KEYS_NOT_HELD',
      'You do not hold the key of this compartment: ask one of its members to let you in.',
      { compartment },
    );
}
