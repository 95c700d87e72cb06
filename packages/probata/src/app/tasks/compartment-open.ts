// Opens a compartment: makes its key first, then enters that it was opened, so that nothing can be sealed without a key.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf, makeId } from '../../base/ids.ts';
import type { HouseTables } from '../../ledger/house.ts';
import { task } from '../task.ts';

export const compartmentOpen = task({
  name: 'compartment.open',
  summary: 'Open a compartment with a key of its own; whoever opens it is its first member.',
  input: z.strictObject({
    /** A short name by which intakes and people call it: `witnesses`. */
    name: z.string().trim().min(1).max(100),
    /** What is kept in it, and from whom. */
    purpose: z.string().trim().min(1).max(500),
  }),
  output: z.object({ id: idOf('compartment'), name: z.string() }),
  example: { name: 'witnesses', purpose: 'Statements of protected witnesses; two members of the team.' },
  power: 'keep',
  async run(house, { name, purpose }) {
    const { ledger, ring } = house;
    const same = await ledger.look
      .tables<HouseTables>()
      .selectFrom('house_compartment')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst();
    if (same !== undefined)
      throw new Refusal('HOUSE_COMPARTMENT_NAME', `There is a compartment called ${name} already. Give this one another name.`, {
        name,
        compartment: same.id,
      });
    const id = makeId('compartment', house.entropy.bytes(16));
    const { user, exchangeKey } = ring.person;
    ring.openCompartment(id, [{ user, exchangeKey }]);
    await ledger.append(async () => [
      { kind: 'compartment.opened', subject: id, said: { name, purpose } },
    ]);
    return { id, name };
  },
});
