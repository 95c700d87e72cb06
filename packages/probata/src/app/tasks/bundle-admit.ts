// Takes in a bundle of another matter, a partner or the other side: verified first, kept whole, its annexes made exhibits.
import { parseAnnexes, type Verification, verifyBag } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Id, idOf } from '../../base/ids.ts';
import { sourceClass } from '../../rooms/vault/index.ts';
import { Deposits, type Outcome } from '../deposits.ts';
import type { House, Watch } from '../house.ts';
import { task } from '../task.ts';

const input = z.strictObject({
  /** The folder of the unpacked bag. */
  path: z.string().min(1),
  /** Who sent it. */
  from: z.string().min(1).max(300),
  party: idOf('party').optional(),
  /** The key of its log as printed in the filing or known from elsewhere; without it nobody is vouched for. */
  vkey: z.string().max(500).optional(),
  /** Take it in although checks fail: the ground. The failed checks are kept by name. */
  accept: z.string().min(1).max(1000).optional(),
});

export const bundleAdmit = task({
  name: 'bundle.admit',
  summary: 'Take in a foreign bundle with its checkpoint and proofs; its annexes become exhibits.',
  input,
  output: z.object({
    bundle: z.string(),
    origin: z.string(),
    verdict: z.enum(['verified', 'failed', 'not-checked']),
    failed: z.array(z.object({ name: z.string(), about: z.string(), sentence: z.string() })),
    annexes: z.array(z.object({ annex: z.string(), exhibit: z.string(), state: z.string() })),
    files: z.number(),
    entry: z.number(),
  }),
  example: { path: 'counter-memorial-bag', from: 'The Registry', vkey: 'court.example/mat_1+3f465ff1+AbhR' },
  power: 'write',
  async run(house, given, watch) {
    const source = house.outgoing.bring(given.path);
    const verification = await verifyBag(source, given.vkey === undefined ? {} : { vkeys: [given.vkey] });
    const failed = verification.checks.filter((check) => check.state === 'failed');
    if (failed.length > 0 && given.accept === undefined)
      throw new Refusal(
        'BUNDLE_NOT_SOUND',
        `${failed.length} check(s) of this bundle fail. ${failed
          .slice(0, 4)
          .map((check) => `${check.about}: ${check.name}.`)
          .join(' ')} Ask the sender for a sound copy, or take it in with the ground (accept).`,
        { failed: failed.map(({ name, about }) => ({ name, about })) },
      );
    const { checkpoint, vkeyInBag } = verification.facts;
    if (checkpoint === undefined || vkeyInBag === undefined)
      throw new Refusal(
        'BUNDLE_NO_CHECKPOINT',
        'This folder holds no signed checkpoint: it is no bundle of this form. Bring its files in with ‘probata add’.',
      );
    const taken = await keep(house, source, given, watch);
    const receipt = await house.ledger.append(async (_look, act) => [
      {
        kind: 'bundle.admitted',
        subject: act.newId('bundle'),
        refs: taken.annexes.map((annex) => annex.exhibit),
        said: {
          title: checkpoint.origin,
          from: given.from,
          ...(given.party === undefined ? {} : { party: given.party }),
          origin: checkpoint.origin,
          vkey: given.vkey ?? vkeyInBag,
          keyGiven: given.vkey !== undefined,
          checkpoint: new TextDecoder().decode(await source.read('proofs/checkpoint')),
          manifest: taken.files.find((file) => file.path === 'manifest-sha256.txt')?.digest ?? '0'.repeat(64),
          files: taken.files,
          annexes: taken.annexes.map(({ annex, exhibit, foreignEntry }) => ({
            annex,
            exhibit,
            foreignEntry,
          })),
          checks: tally(verification),
          ...(given.accept === undefined ? {} : { ground: given.accept }),
        },
      },
    ]);
    const entry = receipt.entries[0];
    return {
      bundle: entry?.subject ?? '',
      origin: checkpoint.origin,
      verdict: verification.verdict,
      failed: failed.map(({ name, about, sentence }) => ({ name, about, sentence })),
      annexes: taken.annexes.map(({ annex, exhibit, state }) => ({ annex, exhibit, state })),
      files: taken.files.length,
      entry: entry?.seq ?? 0,
    };
  },
});

/** Every file of the bag is kept, so that it can be laid out again byte for byte; annexes become exhibits. */
async function keep(
  house: House,
  source: ReturnType<House['outgoing']['bring']>,
  given: z.output<typeof input>,
  watch: Watch,
) {
  const rows = source.files.has('data/annexes.csv')
    ? parseAnnexes(await source.read('data/annexes.csv'))
    : [];
  const annexOf = new Map(rows.map((row) => [row.file, row]));
  const deposits = new Deposits(house);
  const group = house.originals.group();
  const files: { path: string; digest: string; bytes: number }[] = [];
  const asked: { annex: string; foreignEntry: number }[] = [];
  try {
    let done = 0;
    for (const path of source.files.keys()) {
      if (watch.signal.aborted)
        throw new Refusal('CANCELLED', 'Taking the bundle in was cancelled. Nothing was entered.');
      watch.progress({ stage: 'taking in', done, all: source.files.size, errors: 0 });
      const bytes = await source.read(path);
      const held = group.takeWhole(bytes);
      files.push({ path, digest: held.address, bytes: held.bytes });
      const row = annexOf.get(path);
      if (row !== undefined) {
        const known = sourceClass.safeParse(row.class);
        deposits.take(
          {
            name: path.slice(path.lastIndexOf('/') + 1),
            says: {
              title: row.title,
              ...(known.success ? { class: known.data } : {}),
              provenance: {
                receivedFrom: given.from,
                how: `in a sealed bundle, as ${row.annex}`,
                source: path,
              },
              ...(given.party === undefined ? {} : { side: given.party }),
            },
            compartment: null,
            custody: [
              {
                what: 'received',
                from: given.from,
                note: `As ${row.annex} of a bundle; its proof names entry ${row.index} of the sender’s log.`,
              },
            ],
          },
          bytes,
        );
        asked.push({ annex: row.annex, foreignEntry: row.index });
      }
      done += 1;
    }
    await group.commit();
    const outcomes: readonly Outcome[] = asked.length === 0 ? [] : (await deposits.flush()).outcomes;
    return {
      files,
      annexes: asked.map((one, i) => ({
        ...one,
        exhibit: (outcomes[i]?.exhibit ?? '') as Id<'exhibit'>,
        state: outcomes[i]?.state ?? 'lost',
      })),
    };
  } catch (thrown) {
    await group.abandon();
    throw thrown;
  } finally {
    await deposits.close();
  }
}

function tally({ checks }: Verification): { name: string; state: 'verified' | 'failed' | 'not-checked' }[] {
  return checks
    .filter((check) => check.state !== 'verified')
    .map(({ name, about, state }) => ({ name: `${name} ${about}`.slice(0, 100), state }));
}
