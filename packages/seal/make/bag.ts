// Writes the tag files of a sealed bag. Nothing here decides whether a bag is genuine: src/ reads what this writes.
import { formatManifest } from '../src/bagit.ts';
import { ANNEX_COLUMNS, type AnnexRow, BAG, type OpenedEntry } from '../src/bundle.ts';
import { toHex, utf8 } from '../src/bytes.ts';
import { canonicalBytes, type JsonObject } from '../src/canonical.ts';
import { parseCheckpoint } from '../src/checkpoint.ts';
import { Refusal } from '../src/error.ts';
import { sha256 } from '../src/hash.ts';
import { formatConsistency, formatTlogProof } from './proof-files.ts';
import { type StampForText, verifyText } from './verify-text.ts';

/** A file of the payload: SHA-256 in hexadecimal and size. */
export interface PayloadFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** An entry to open in the bag, with its place in the log and the hashes that lead from it to the checkpoint's root. */
export interface ProvenEntry {
  readonly entry: OpenedEntry;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

export interface BagPlan {
  /** Who files, what the case is called, the day (`YYYY-MM-DD`), and the software. */
  readonly organization: string;
  readonly identifier: string;
  readonly date: string;
  readonly agent: string;
  /** Every file under `data/`, `data/annexes.csv` included. */
  readonly payload: ReadonlyMap<string, PayloadFile>;
  /** The signed checkpoint, verbatim, taken after the filing entry. */
  readonly checkpoint: string;
  readonly vkey: string;
  readonly annexes: readonly (ProvenEntry & { readonly row: AnnexRow })[];
  readonly filing: ProvenEntry;
  /** Further opened entries by name. */
  readonly others?: ReadonlyMap<string, ProvenEntry>;
  /** Earlier signed checkpoints with the consistency proof from each to this one. */
  readonly previous?: readonly { readonly checkpoint: string; readonly hashes: readonly Uint8Array[] }[];
  readonly stamps?: readonly (StampForText & {
    readonly response: Uint8Array;
    readonly request?: Uint8Array;
  })[];
  /** PEM of the authorities' roots and of the certificates between. */
  readonly rootsPem?: string;
  readonly chainPem?: string;
  readonly verifyHtml?: Uint8Array;
  /** Any further tag files by path. */
  readonly further?: ReadonlyMap<string, Uint8Array>;
}

/** The text of `manifest-sha256.txt`; its SHA-256 is what the filing entry binds, so it comes before everything else. */
export function payloadManifest(payload: ReadonlyMap<string, PayloadFile>): string {
  for (const path of payload.keys()) {
    if (!/^data\/[\x21-\x24\x26-\x7e]+$/.test(path) || /(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) {
      throw new Refusal(
        'SEAL_BAG_NAME',
        'A file of a sealed bag lies under data/ and has a plain ASCII name.',
        { path },
      );
    }
  }
  return formatManifest(new Map(Array.from(payload, ([path, file]) => [path, file.sha256])));
}

/** The text of `data/annexes.csv` (RFC 4180, lines end with LF). */
export function formatAnnexes(rows: readonly AnnexRow[]): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => ANNEX_COLUMNS.map((column) => cell(row[column])).join());
  return [ANNEX_COLUMNS.join(), ...lines].map((line) => `${line}\n`).join('');
}

/** The bytes of an opened entry's file. */
export function openedEntryBytes({ header, salt, content }: OpenedEntry): Uint8Array {
  return canonicalBytes({ content, header: { ...header } as unknown as JsonObject, salt: toHex(salt) });
}

/** All tag files of the bag by path, the tag manifest among them. Beside the payload they make the whole bag. */
export function tagFiles(plan: BagPlan): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>(plan.further ?? []);
  const text = (path: string, content: string): unknown => files.set(path, utf8(content));
  const open = (name: string, proofPath: string, { entry, index, hashes }: ProvenEntry): void => {
    files.set(BAG.leaf(name), openedEntryBytes(entry));
    text(proofPath, formatTlogProof({ index, hashes, checkpoint: plan.checkpoint }));
  };
  const bytes = Array.from(plan.payload.values()).reduce((sum, file) => sum + file.bytes, 0);
  const info = {
    'Source-Organization': plan.organization,
    'External-Identifier': plan.identifier,
    'Bagging-Date': plan.date,
    'Payload-Oxum': `${bytes}.${plan.payload.size}`,
    'Bag-Software-Agent': plan.agent,
  };
  text('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  text(
    'bag-info.txt',
    Object.entries(info)
      .map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ')}\n`)
      .join(''),
  );
  text(BAG.manifest, payloadManifest(plan.payload));
  text(BAG.checkpoint, plan.checkpoint);
  text(BAG.vkey, `${plan.vkey}\n`);
  for (const annex of plan.annexes) open(annex.row.annex, BAG.annexProof(annex.row.annex), annex);
  open('filing', BAG.filingProof, plan.filing);
  for (const [name, entry] of plan.others ?? []) open(name, BAG.entryProof(name), entry);
  for (const { checkpoint, hashes } of plan.previous ?? []) {
    const { size } = parseCheckpoint(checkpoint);
    text(BAG.previous(size), checkpoint);
    text(BAG.consistency(size), formatConsistency({ old: size, hashes, checkpoint: plan.checkpoint }));
  }
  for (const { name, response, request } of plan.stamps ?? []) {
    files.set(`proofs/checkpoint.${name}.tsr`, response);
    if (request !== undefined) files.set(`proofs/checkpoint.${name}.tsq`, request);
  }
  if (plan.rootsPem !== undefined) text(BAG.roots, plan.rootsPem);
  if (plan.chainPem !== undefined) text(BAG.chain, plan.chainPem);
  if (plan.verifyHtml !== undefined) files.set('verify.html', plan.verifyHtml);
  text(
    'VERIFY.txt',
    verifyText({
      identifier: plan.identifier,
      annexes: plan.annexes.map(({ row }) => row),
      others: [...(plan.others?.keys() ?? [])],
      stamps: plan.stamps ?? [],
      hasChain: plan.chainPem !== undefined,
      ...(plan.verifyHtml === undefined ? {} : { verifyHtmlSha256: toHex(sha256(plan.verifyHtml)) }),
    }),
  );
  text(
    BAG.tagManifest,
    formatManifest(new Map(Array.from(files, ([path, content]) => [path, toHex(sha256(content))]))),
  );
  return files;
}
