// The ledger as a screen shows it: how large, signed by whom, sound or not; and its entries, newest first.
import { leafHash, toHex } from '@probata/seal';
import { z } from 'zod';
import { task } from '../task.ts';

export const ledgerState = task({
  name: 'ledger.state',
  summary: 'How large the ledger is, its last checkpoint, and whether it may be written to.',
  input: z.strictObject({}),
  output: z.object({
    size: z.number(),
    origin: z.string(),
    vkey: z.string(),
    root: z.string(),
    checkpoint: z.string(),
    mode: z.enum(['writing', 'read-only']),
    reason: z.string().nullable(),
    notices: z.array(z.string()),
    signed: z.number(),
    lastEntryAt: z.string().nullable(),
  }),
  example: {},
  power: null,
  async run({ ledger }) {
    const size = ledger.size();
    const { verdict } = ledger;
    const last = size === 0 ? undefined : ledger.store.entry(size - 1);
    return {
      size,
      origin: ledger.origin,
      vkey: ledger.vkey,
      root: ledger.rootAt(size),
      checkpoint: ledger.store.checkpoint(size) ?? '',
      mode: verdict.state === 'read-only' ? ('read-only' as const) : ('writing' as const),
      reason: verdict.reason?.message ?? null,
      notices: [...verdict.notices],
      signed: ledger.store.checkpoints().length,
      lastEntryAt: last?.at ?? null,
    };
  },
});

const entryRow = z.object({
  seq: z.number(),
  kind: z.string(),
  v: z.number(),
  subject: z.string(),
  at: z.string(),
  by: z.string(),
  refs: z.array(z.string()),
  content: z.string(),
  leaf: z.string(),
  said: z.json().nullable(),
});

export const ledgerEntries = task({
  name: 'ledger.entries',
  summary:
    'Entries of the ledger, newest first: who entered what, when, and what was said. What is sealed stays a token.',
  input: z.strictObject({
    /** The newest to show; left out: the last one. */
    from: z.number().int().min(0).optional(),
    limit: z.number().int().min(1).max(200).default(50),
    subject: z.string().max(128).optional(),
    kind: z.string().max(64).optional(),
  }),
  output: z.object({ size: z.number(), entries: z.array(entryRow), next: z.number().nullable() }),
  example: { limit: 20 },
  power: null,
  async run({ ledger }, { from, limit, subject, kind }) {
    const size = ledger.size();
    const entries: z.input<typeof entryRow>[] = [];
    let seq = Math.min(size - 1, from ?? size - 1);
    for (; seq >= 0 && entries.length < limit; seq -= 1) {
      const stored = ledger.store.entry(seq);
      if (
        stored === undefined ||
        (subject !== undefined && stored.subject !== subject) ||
        (kind !== undefined && stored.kind !== kind)
      )
        continue;
      const { header, said } = ledger.entry(seq);
      entries.push({
        seq,
        ...header,
        refs: [...header.refs],
        leaf: toHex(leafHash(stored.leaf)),
        said: said as z.input<typeof entryRow>['said'],
      });
    }
    return { size, entries, next: seq >= 0 ? seq : null };
  },
});

export const ledgerProve = task({
  name: 'ledger.prove',
  summary: 'The proof that one entry is in the log: a tlog-proof that any C2SP tool can check.',
  input: z.strictObject({ entry: z.number().int().min(0) }),
  output: z.object({
    entry: z.number(),
    size: z.number(),
    leaf: z.string(),
    hashes: z.array(z.string()),
    checkpoint: z.string(),
  }),
  example: { entry: 0 },
  power: null,
  async run({ ledger }, { entry }) {
    const size = ledger.size();
    ledger.entry(entry);
    const stored = ledger.store.entry(entry);
    return {
      entry,
      size,
      leaf: stored === undefined ? '' : new TextDecoder().decode(stored.leaf),
      hashes: ledger.inclusion(entry, size).map(toHex),
      checkpoint: ledger.checkpointAt(size),
    };
  },
});
