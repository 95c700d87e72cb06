// Finishes what an erasure has ordered: derived stores forget, bytes and keys are destroyed, and nothing lingers in a log.
import type { OutboxJob } from '../ports/ledger-store.ts';
import { holdersOf } from '../rooms/vault/index.ts';
import type { House } from './house.ts';

const TASK = 'vault.forget';

/** What must be destroyed outside the ledger. Kept in the outbox until it is, and then taken out of the file too. */
export interface Orders {
  readonly ids: readonly string[];
  readonly addresses: readonly string[];
  readonly keys: readonly string[];
}

export function forgetJob(subject: string, orders: Orders): OutboxJob {
  return { key: `${TASK} ${subject}`, task: TASK, input: JSON.stringify(orders) };
}

export interface Finished {
  readonly objects: number;
  readonly keys: number;
  readonly stores: readonly string[];
  /** False while another program reads the ledger: its write-ahead log still holds the bytes, and a later opening finishes. */
  readonly isPurged: boolean;
}

/** Carries out every order that stands. Idempotent: called by the erasure, and at each opening of a matter. */
export async function finishErasures(house: House): Promise<Finished> {
  const { ledger, originals, ring } = house;
  let objects = 0;
  let keys = 0;
  let isPurged = true;
  for (const job of ledger.store.jobs(1000, TASK)) {
    const orders = JSON.parse(job.input) as Orders;
    for (const hook of house.forget) for (const id of orders.ids) await hook.forget(id);
    for (const address of orders.addresses) {
      // Another exhibit or produced file may rest on the very same bytes; then they stay.
      if ((await holdersOf(ledger.look, address)).length > 0) continue;
      if (originals.destroy(address) === 'destroyed') objects += 1;
    }
    for (const key of orders.keys) if (ring.destroy(key) === 'destroyed') keys += 1;
    isPurged = ledger.store.purge() && isPurged;
    if (!isPurged) continue;
    await ledger.store.finishJob(job.key);
    ledger.store.purge();
  }
  return { objects, keys, stores: house.forget.map(({ name }) => name), isPurged };
}
