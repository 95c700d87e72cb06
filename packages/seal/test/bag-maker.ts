// Makes small real bags for the tests: a log, its key, annexes, a filing, a checkpoint. No fixed answers.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as seal from '../src/index.ts';
import { type BagPlan, formatAnnexes, type ProvenEntry, payloadManifest, tagFiles } from '../src/index.ts';

export interface MadeLog {
  readonly origin: string;
  readonly signer: seal.Signer;
  readonly vkey: string;
  readonly leaves: Uint8Array[];
  /** The root of the complete subtree, computed afresh from the leaves. */
  readonly source: seal.NodeSource;
}

/** An Ed25519 signer with a fresh key. */
export function makeSigner(
  name: string,
  type: number = seal.LOG_KEY,
): seal.Signer & { readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(12));
  return {
    key: seal.verifierKey(name, raw, type),
    sign: (message) => sign(null, message, privateKey),
    privateKey,
  };
}

export function makeLog(origin = 'states.example/case-1'): MadeLog {
  const signer = makeSigner(origin);
  const leaves: Uint8Array[] = [];
  const source: seal.NodeSource = (level, index) =>
    seal.rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level).map(seal.leafHash));
  return { origin, signer, vkey: seal.formatVkey(signer.key), leaves, source };
}

/** Appends an entry that says `content`; gives it opened, with its number. */
export function append(
  log: MadeLog,
  kind: string,
  content: seal.JsonObject,
): { entry: seal.OpenedEntry; index: number } {
  const index = log.leaves.length;
  const salt = seal.sha256(seal.utf8(`salt ${index}`));
  const header = {
    kind,
    v: 1,
    subject: `exh_${index}`,
    at: '2025-05-19T08:30:00.000Z',
    by: 'usr_1',
    refs: [],
    content: seal.commit(content, salt),
  };
  log.leaves.push(seal.leafBytes(header));
  return { entry: { header, salt, content }, index };
}

/** The signed checkpoint at the log's present size. */
export function checkpointOf(
  log: MadeLog,
  signers: readonly seal.Signer[] = [log.signer],
  time?: number,
): Promise<string> {
  const size = log.leaves.length;
  const root = seal.toHex(seal.rootAt(log.source, size));
  return seal.signNote(seal.checkpointText({ origin: log.origin, size, root }), signers, time);
}

export interface MadeBag {
  readonly log: MadeLog;
  readonly vkey: string;
  readonly plan: BagPlan;
  readonly files: Map<string, Uint8Array>;
}

/** A whole bag in memory, with `count` annexes, one further entry and one earlier checkpoint. */
export async function makeBag(
  count = 3,
  more: Partial<BagPlan> = {},
  bytesOf = (n: number): Uint8Array => seal.utf8(`Exhibit ${n}, “déjà vu”.\n`.repeat(n)),
  log = makeLog(),
): Promise<MadeBag> {
  append(log, 'matter.opened', { name: 'A v. B, "first", header: {"x":1}' });
  const payload = new Map<string, Uint8Array>([['data/pleading/memorial.pdf', seal.utf8('The memorial.\n')]]);
  const deposits = Array.from({ length: count }, (_, i) => {
    const annex = `A-${String(i + 1).padStart(3, '0')}`;
    const file = `data/annexes/${annex}.txt`;
    const bytes = bytesOf(i + 1);
    payload.set(file, bytes);
    const digest = seal.toHex(seal.sha256(bytes));
    const content = { bytes: bytes.length, digest, name: `a "quoted",\\ name ,"header":{ ${i}` };
    return {
      row: { annex, title: `Annex, "${i + 1}"`, file, sha256: digest, class: 'open', seal: 'open' },
      made: append(log, 'exhibit.deposited', content),
    };
  });
  const previous = await checkpointOf(log);
  const old = log.leaves.length;
  const other = append(log, 'exhibit.redacted', { of: 'exh_1', ground: 'a witness' });
  const rows = deposits.map(({ row, made }) => ({ ...row, index: made.index }));
  payload.set(seal.BAG.annexes, seal.utf8(formatAnnexes(rows)));
  const listed = new Map(
    Array.from(payload, ([path, bytes]) => [
      path,
      { sha256: seal.toHex(seal.sha256(bytes)), bytes: bytes.length },
    ]),
  );
  const manifest = seal.toHex(seal.sha256(seal.utf8(payloadManifest(listed))));
  const filing = append(log, 'filing.sealed', {
    annexes: rows.map(({ annex, index }) => ({ annex, entry: index })),
    manifest,
  });
  const size = log.leaves.length;
  const prove = ({ entry, index }: { entry: seal.OpenedEntry; index: number }): ProvenEntry => ({
    entry,
    index,
    hashes: seal.inclusionProof(log.source, index, size),
  });
  const plan: BagPlan = {
    organization: 'State A',
    identifier: 'A v. B',
    date: '2025-05-19',
    agent: 'probata test',
    payload: listed,
    checkpoint: await checkpointOf(log),
    vkey: log.vkey,
    annexes: deposits.map(({ made }, i) => ({ ...prove(made), row: rows[i] as seal.AnnexRow })), // one row a deposit
    filing: prove(filing),
    others: new Map([['redaction-1', prove(other)]]),
    previous: [{ checkpoint: previous, hashes: seal.consistencyProof(log.source, old, size) }],
    ...more,
  };
  return { log, vkey: log.vkey, plan, files: new Map([...payload, ...tagFiles(plan)]) };
}

/** A bag in memory as a source, as the page has it: SHA-256 only. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): seal.FileSource {
  const bytes = (path: string): Uint8Array => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`${path} is not in this bag`);
    return found;
  };
  return {
    files: new Map(Array.from(files, ([path, content]) => [path, content.length])),
    others: [],
    read: bytes,
    digest: (path, algorithm) => (algorithm === 'sha256' ? seal.toHex(seal.sha256(bytes(path))) : undefined),
  };
}

/** Writes files under `folder`. */
export function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
