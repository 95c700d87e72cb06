// Checks everything a matter holds against what was signed, and names each exhibit or entry that is not what it was.
import { fromUtf8, leafHash, rootOf, toHex, utf8 } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import type { Finding } from '../../ledger/check.ts';
import type { StoredEntry } from '../../ports/ledger-store.ts';
import type { ObjectVerdict } from '../../ports/object-store.ts';
import { heldObjects } from '../../rooms/vault/index.ts';
import type { House, Watch } from '../house.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';

const portion = z.string().regex(/^\d{1,6}\/[1-9]\d{0,5}$/, 'must read n/t: part n of t, such as 2/7');
const finding = z.object({
  code: z.string(),
  message: z.string(),
  seq: z.number().optional(),
  subject: z.string().optional(),
});
// A wrecked vault is told in full to the ledger's check, and in so many lines to a person.
const MOST = 10_000;

/** A stored original, as the entry that brought it tells. */
interface Holding {
  readonly holder: string;
  readonly seq: number;
  readonly address: string;
  readonly key: string | null;
}

export const vaultFsck = task({
  name: 'vault.fsck',
  summary:
    'Check every entry, signature, view and original; name each that is not what it was. Changes nothing.',
  input: z.strictObject({
    /** Which part of the originals to read again: `1/1` all, `2/7` the second of seven parts, `0/1` only whether they are there. */
    read: portion.default('1/1'),
  }),
  output: z.object({
    sound: z.boolean(),
    entries: z.number(),
    originals: z.object({ held: z.number(), read: z.number(), part: z.string() }),
    damaged: z.array(finding),
    notices: z.array(finding),
    /** Sealed values of compartments that this person is not let into: there, and not opened. */
    sealedUnread: z.number(),
  }),
  example: { read: '1/7' },
  power: null,
  async run(house, { read }, watch) {
    const { ledger } = house;
    const pace = paceOf(watch, 'ledger', ledger.size());
    const holdings: Holding[] = [];
    // All of them are to be read: then the other processors begin with what lies in the folder, while this one is still
    // learning from the entries what should lie there.
    const hashed = read === '1/1' ? hashAll(house, watch) : undefined;
    hashed?.catch(() => undefined); // awaited below
    const checked = await ledger.check(
      (done) => pace.step(done, 0),
      (entry) => holdings.push(...holdingOf(entry)),
      watch.signal,
    );
    pace.end(checked.entries, checked.findings.length);
    const views = await checkViews(house);
    const originals = await checkOriginals(house, holdings, read, watch, await hashed);
    const all = [...stopped(house), ...checked.findings, ...originals.findings, ...views];
    const damaged = all.filter(({ weight }) => weight === 'damage');
    return {
      sound: damaged.length === 0,
      entries: checked.entries,
      originals: { held: holdings.length, read: originals.read, part: read },
      damaged: damaged.slice(0, MOST).map(told),
      notices: all
        .filter(({ weight }) => weight === 'notice')
        .slice(0, MOST)
        .map(told),
      sealedUnread: checked.sealedUnread,
    };
  },
});

const told = ({ code, message, seq, subject }: Finding) => ({ code, message, seq, subject });

/** The reason for which this ledger may only be read, if there is one. */
function stopped({ ledger }: House): readonly Finding[] {
  const { reason } = ledger.verdict;
  return reason === undefined ? [] : [{ code: reason.code, message: reason.message, weight: 'damage' }];
}

/** From the entry itself, not from a view: a view might have been altered to hide an original. */
function holdingOf(entry: StoredEntry): readonly Holding[] {
  if (entry.content === null || (entry.kind !== 'exhibit.deposited' && entry.kind !== 'produced.made'))
    return [];
  try {
    const said = JSON.parse(fromUtf8(entry.content)) as {
      readonly digest?: string;
      readonly address?: string;
      readonly key?: string;
    };
    const address = said.address ?? said.digest;
    return address === undefined
      ? []
      : [{ holder: entry.subject, seq: entry.seq, address, key: said.key ?? null }];
  } catch {
    // The content does not open its commitment; the ledger's check names the entry and its exhibit.
    return [];
  }
}

async function checkOriginals(
  house: House,
  holdings: readonly Holding[],
  part: string,
  watch: Watch,
  hashed: ReadonlyMap<string, ObjectVerdict> | undefined,
): Promise<{ readonly findings: readonly Finding[]; readonly read: number }> {
  const { originals, ring } = house;
  const findings: Finding[] = [];
  const chosen = partOf(holdings, part);
  const pace = paceOf(watch, 'originals', chosen.length);
  const verdicts =
    hashed === undefined
      ? await originals.verifyAll(
          chosen.map(({ address }) => address),
          (done) => pace.step(done, 0),
          watch.signal,
        )
      : chosen.map(({ address }) => hashed.get(address) ?? 'missing');
  const bad: (readonly [Holding, ObjectVerdict])[] = chosen.flatMap((holding, i) =>
    verdicts[i] === 'sound' ? [] : [[holding, verdicts[i] ?? 'missing'] as const],
  );
  const read = new Set(chosen.map(({ address }) => address));
  const known = new Set(holdings.map(({ address }) => address));
  for (const holding of holdings)
    if (!read.has(holding.address) && !originals.has(holding.address)) bad.push([holding, 'missing']);
  for (const [{ holder, seq, address }, verdict] of bad)
    findings.push({
      code: verdict === 'altered' ? 'VAULT_OBJECT_ALTERED' : 'VAULT_OBJECT_MISSING',
      message:
        verdict === 'altered'
          ? `${holder}: the stored original ${address} was altered on the disk. Restore it from a back-up.`
          : `${holder}: the stored original ${address} is missing. Restore it from a back-up.`,
      seq,
      subject: holder,
      weight: 'damage',
    });
  for (const { holder, seq, key } of holdings)
    if (key !== null && !ring.has(key))
      findings.push({
        code: 'VAULT_KEY_MISSING',
        message: `${holder}: the key of this sealed original is gone; its bytes cannot be read any more.`,
        seq,
        subject: holder,
        weight: 'damage',
      });
  for (const address of originals.addresses())
    if (!known.has(address))
      findings.push({
        code: 'VAULT_OBJECT_ORPHAN',
        message: `The object ${address} belongs to no entry: an intake was stopped after it was kept. It will be used if the file comes again.`,
        weight: 'notice',
      });
  for (const name of originals.strangers())
    findings.push({
      code: 'VAULT_STRANGER',
      message: `originals/${name} is no original: somebody put it there.`,
      weight: 'notice',
    });
  pace.end(chosen.length, bad.length);
  return { findings, read: chosen.length };
}

/** The verdict on everything that lies in the folder, by address. */
async function hashAll({ originals }: House, watch: Watch): Promise<ReadonlyMap<string, ObjectVerdict>> {
  const addresses = [...originals.addresses()];
  const verdicts = await originals.verifyAll(addresses, undefined, watch.signal);
  return new Map(addresses.map((address, i) => [address, verdicts[i] ?? 'missing']));
}

/** Part n of t, by turns through the order of deposit, so that t runs see everything once. */
function partOf<T>(all: readonly T[], part: string): readonly T[] {
  const [n = 1, t = 1] = part.split('/').map(Number);
  if (n > t) throw new Refusal('VAULT_PART', `There is no part ${n} of ${t}.`, { part });
  return n === 0 ? [] : all.filter((_, i) => i % t === n - 1);
}

async function checkViews({ ledger }: House): Promise<readonly Finding[]> {
  const compared = await ledger.compareViews();
  return compared
    .filter(({ sound }) => !sound)
    .map(({ table }) => ({
      code: 'LEDGER_VIEW_DIFFERS',
      message: `The table ${table} is not what the entries give. Run 'probata ledger refold'; no evidence is lost.`,
      subject: table,
      weight: 'damage' as const,
    }));
}

export const vaultScrub = task({
  name: 'vault.scrub',
  summary:
    'Read stored originals again and enter the result, so that the record shows when they were last known good.',
  input: z.strictObject({ read: portion.default('1/1') }),
  output: z.object({
    sound: z.boolean(),
    checked: z.number(),
    damaged: z.array(finding),
    root: z.string(),
  }),
  example: { read: '1/7' },
  power: 'write',
  async run(house, { read }, watch) {
    const all: Holding[] = [];
    for (let after = -1; ; ) {
      const page = await heldObjects(house.ledger.look, after, 5000);
      const last = page.at(-1);
      if (last === undefined) break;
      all.push(...page.map(({ holder, entry, address, key }) => ({ holder, seq: entry, address, key })));
      after = last.entry;
    }
    const chosen = partOf(all, read);
    const pace = paceOf(watch, 'originals', chosen.length);
    const verdicts = await house.originals.verifyAll(
      chosen.map(({ address }) => address),
      (done) => pace.step(done, 0),
      watch.signal,
    );
    const named = (verdict: ObjectVerdict): readonly Holding[] =>
      chosen.filter((_, i) => verdicts[i] === verdict);
    const root = toHex(rootOf(chosen.map(({ address }, i) => leafHash(utf8(`${address} ${verdicts[i]}`)))));
    const altered = named('altered');
    const missing = named('missing');
    await house.ledger.append(async () => [
      {
        kind: 'fixity.checked',
        subject: 'originals',
        said: {
          scope: read === '1/1' ? 'all' : 'part',
          ...(read === '1/1' ? {} : { part: read }),
          checked: chosen.length,
          sound: chosen.length - altered.length - missing.length,
          altered: altered.map(({ holder }) => holder),
          missing: missing.map(({ holder }) => holder),
          root,
        },
      },
    ]);
    pace.end(chosen.length, altered.length + missing.length);
    return {
      sound: altered.length + missing.length === 0,
      checked: chosen.length,
      damaged: [
        ...altered.map(({ holder, seq }) => ({
          code: 'VAULT_OBJECT_ALTERED',
          message: `${holder} was altered on the disk.`,
          seq,
          subject: holder,
        })),
        ...missing.map(({ holder, seq }) => ({
          code: 'VAULT_OBJECT_MISSING',
          message: `${holder} is missing.`,
          seq,
          subject: holder,
        })),
      ],
      root,
    };
  },
});

export const ledgerRefold = task({
  name: 'ledger.refold',
  summary: 'Drop the views and fold them again from the first entry on. Entries are not touched.',
  input: z.strictObject({}),
  output: z.object({ entries: z.number() }),
  example: {},
  power: 'keep',
  async run(house, _input, watch) {
    const entries = house.ledger.size();
    const pace = paceOf(watch, 'refold', entries);
    await house.ledger.refold((done) => pace.step(done, 0));
    pace.end(entries, 0);
    return { entries };
  },
});
