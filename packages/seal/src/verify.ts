// Verifies a sealed bag and says, check by check, what holds, what fails, and what nobody has checked.
import { type BagReport, type FileSource, formatManifest, validateBag } from './bagit.ts';
import * as bundle from './bundle.ts';
import { fromHex, fromUtf8, toHex } from './bytes.ts';
import { type Checkpoint, parseCheckpoint, parseSize, verifyCheckpoint } from './checkpoint.ts';
import { Fault } from './error.ts';
import { sha256 } from './hash.ts';
import { verifyInclusion } from './merkle.ts';
import { parseVkey, type VerifierKey, verifyNote, WITNESS_KEY } from './note.ts';
import { type Certificate, isSelfIssued, parsePem } from './timestamp/certificate.ts';
import { judgeTimestamp } from './timestamp/token.ts';
import { parseConsistency, parseTlogProof, verifyConsistencyFile } from './tlog-proof.ts';

export type CheckState = 'verified' | 'failed' | 'not-checked';

export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  /** The file or annex it is about; `bag` for the whole. */
  readonly about: string;
  readonly sentence: string;
}

/** What the reader trusts, from outside the bag: nothing in a bag can vouch for the bag. */
export interface Trust {
  /** Verifier keys of the log and of witnesses, as printed in the filing. */
  readonly vkeys?: readonly string[];
  /** Pinned roots of time-stamping authorities: PEM text, or SHA-256 of certificates that lie in the bag. */
  readonly rootsPem?: string;
  readonly rootsSha256?: readonly string[];
}

export interface Verification {
  /** `failed` if any check failed; `verified` only if the log's signature holds under a key the reader gave. */
  readonly verdict: CheckState;
  readonly checks: readonly Check[];
  /** What to compare with paper. */
  readonly facts: {
    readonly checkpoint?: Checkpoint;
    readonly vkeyInBag?: string;
    readonly rootsInBag: readonly { readonly name: string; readonly sha256: string }[];
  };
}

/** Every check by name, with what is said when it holds. */
export const CHECKS = {
  'bag.declaration': 'The folder declares itself a BagIt bag.',
  'bag.paths': 'Every file is a plain file with a safe name.',
  'bag.complete': 'No listed file is missing and no file of the payload is unlisted.',
  'bag.payload': 'Every file of the payload has the digest that the manifest gives.',
  'bag.oxum': 'Size and number of the payload are as declared.',
  'bag.tags': 'Every tag file has the digest that the tag manifest gives.',
  'bag.form': 'Manifests and file names are in the one form of a sealed bag.',
  'trust.vkey': 'The key that the reader gave can be read.',
  'trust.certificates': 'The certificates can be read.',
  'checkpoint.form': 'It names a log, a size and a root.',
  'checkpoint.signature': 'The log signed this checkpoint with the key that the reader gave.',
  'checkpoint.witnesses': 'Every witness that the reader named has cosigned this checkpoint.',
  'annexes.table': 'The table of annexes can be read.',
  'annexes.complete': 'Every annex in the folder is in the table.',
  'annex.commitment': 'What was said is what the entry is committed to.',
  'annex.digest': 'The file of the annex is the one that its entry names.',
  'annex.inclusion': 'The entry is in the signed log.',
  'filing.commitment': 'What was said is what the entry is committed to.',
  'filing.manifest': 'The filing was sealed over this manifest, and so over every file of the payload.',
  'filing.annexes': 'The filing names the same annexes and entries as the table.',
  'filing.inclusion': 'The entry is in the signed log.',
  'entry.commitment': 'What was said is what the entry is committed to.',
  'entry.inclusion': 'The entry is in the signed log.',
  'history.consistency': 'The log still begins with this earlier checkpoint.',
  'time.token': 'A time-stamping authority stamped the checkpoint.',
} as const;

export type CheckName = keyof typeof CHECKS;

/** Ends a check that could not be decided. */
class Undecided extends Error {}

const { BAG } = bundle;

/** Runs every check on the bag in `source`. Throws on Faults of the machine only; all else is in the checks. */
export async function verifyBag(source: FileSource, trust: Trust = {}): Promise<Verification> {
  const checks: Check[] = [];
  const add = (name: CheckName, state: CheckState, about: string, sentence: string): unknown =>
    checks.push({ name, state, about, sentence });
  const check = async <T>(
    name: CheckName,
    about: string,
    act: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      const result = await act();
      add(name, 'verified', about, CHECKS[name]);
      return result;
    } catch (error) {
      if (error instanceof Fault || !(error instanceof Error)) throw error;
      add(name, error instanceof Undecided ? 'not-checked' : 'failed', about, error.message);
      return undefined;
    }
  };
  const has = (path: string): boolean => source.files.has(path);
  const read = async (path: string): Promise<Uint8Array> => {
    must(has(path), `${path} is missing.`);
    return source.read(path);
  };
  const paths = [...source.files.keys()].sort();
  const named = (form: RegExp): string[] => paths.flatMap((path) => form.exec(path)?.[1] ?? []);

  const bag = await validateBag(source);
  addBagChecks(bag, add);
  const keys: VerifierKey[] = [];
  for (const vkey of trust.vkeys ?? []) await check('trust.vkey', vkey, () => keys.push(parseVkey(vkey)));
  const pool: Certificate[] = [];
  for (const path of [BAG.roots, BAG.chain].filter(has)) {
    await check('trust.certificates', path, async () => pool.push(...parsePem(fromUtf8(await read(path)))));
  }
  const vkeyInBag = has(BAG.vkey) ? new TextDecoder().decode(await read(BAG.vkey)).trim() : undefined;
  const done = (checkpoint?: Checkpoint): Verification => {
    const count = (state: CheckState, name?: CheckName): number =>
      checks.filter((one) => one.state === state && one.name === (name ?? one.name)).length;
    const rootsInBag = pool
      .filter(isSelfIssued)
      .map(({ name, raw }) => ({ name, sha256: toHex(sha256(raw)) }));
    const facts = { rootsInBag, ...(vkeyInBag && { vkeyInBag }), ...(checkpoint && { checkpoint }) };
    const good = count('verified', 'checkpoint.signature') > 0 ? 'verified' : 'not-checked';
    return { verdict: count('failed') > 0 ? 'failed' : good, checks, facts };
  };

  if (keys.length === 0 && !paths.some((path) => path.startsWith('proofs/'))) {
    add('checkpoint.form', 'not-checked', 'bag', 'This bag carries no proofs of a ledger.');
    return done();
  }
  await check('bag.form', 'bag', () => checkForm(source, bag, read));
  let note = '';
  const checkpoint = await check('checkpoint.form', BAG.checkpoint, async () => {
    note = fromUtf8(await read(BAG.checkpoint));
    return parseCheckpoint(note);
  });
  if (checkpoint === undefined) return done();
  const root = fromHex(checkpoint.root);
  const byLog = (signed: Checkpoint): Promise<true> => checkSignature(signed, keys, vkeyInBag);
  const signed = await check('checkpoint.signature', BAG.checkpoint, () => byLog(checkpoint));
  await check('checkpoint.witnesses', BAG.checkpoint, () => checkWitnesses(checkpoint, keys));

  const opened = (kind: 'annex' | 'filing' | 'entry', name: string) =>
    check(`${kind}.commitment`, name, async () => bundle.parseOpenedEntry(await read(BAG.leaf(name))));
  const included = (
    kind: 'annex' | 'filing' | 'entry',
    name: string,
    path: string,
    leaf: Uint8Array,
    index?: number,
  ) =>
    check(`${kind}.inclusion`, name, async () => {
      const proof = parseTlogProof(await read(path));
      must(proof.checkpoint === note, `${path} is for another checkpoint.`);
      must((index ?? proof.index) === proof.index, `${path} is for entry ${proof.index}, not ${index}.`);
      const holds = verifyInclusion(proof.index, checkpoint.size, leaf, proof.hashes, root);
      must(holds, `${path} does not lead from the entry to the root.`);
      // A path to a root is worth what the signature on the root is worth; without one it is never shown as verified.
      if (signed !== true)
        throw new Undecided('It leads to the root, but no key you gave has signed that root.');
    });

  const table = await check('annexes.table', BAG.annexes, () => read(BAG.annexes).then(bundle.parseAnnexes));
  const rows = table ?? [];
  await check('annexes.complete', BAG.annexFolder, () => {
    const listed = new Set(rows.map(({ file }) => file));
    const extra = paths.find((path) => path.startsWith(BAG.annexFolder) && !listed.has(path));
    must(extra === undefined, `${extra} is in no line of the table.`);
  });
  for (const row of rows) {
    const entry = await opened('annex', row.annex);
    if (entry === undefined) continue;
    await check('annex.digest', row.annex, () => checkFile(row, entry, bag, source));
    await included('annex', row.annex, BAG.annexProof(row.annex), entry.leaf, row.index);
  }
  const filing = await opened('filing', 'filing');
  if (filing !== undefined) {
    await check('filing.manifest', BAG.manifest, async () => {
      const digest = toHex(sha256(await read(BAG.manifest)));
      must(bundle.filingContent(filing).manifest === digest, 'The filing was sealed over another manifest.');
    });
    await check('filing.annexes', BAG.annexes, () => {
      const bound = bundle.filingContent(filing).annexes.map(({ annex, entry }) => `${annex} ${entry}`);
      const listed = rows.map(({ annex, index }) => `${annex} ${index}`);
      must(bound.sort().join() === listed.sort().join(), 'The filing names other annexes than the table.');
    });
    await included('filing', 'filing', BAG.filingProof, filing.leaf);
  }
  const known = new Set(['filing', ...rows.map(({ annex }) => annex)]);
  for (const name of named(/^proofs\/leaves\/(.+)\.json$/)) {
    const entry = known.has(name) ? undefined : await opened('entry', name);
    if (entry !== undefined) await included('entry', name, BAG.entryProof(name), entry.leaf);
  }
  for (const name of named(/^proofs\/previous\/(.+)\.checkpoint$/)) {
    await check('history.consistency', `proofs/previous/${name}.checkpoint`, async () => {
      const size = parseSize(name);
      const earlier = parseCheckpoint(await read(BAG.previous(size)));
      const proof = parseConsistency(await read(BAG.consistency(size)));
      must(proof.checkpoint === note && earlier.size === size, 'The proof is for another checkpoint.');
      verifyConsistencyFile(proof, earlier);
      await byLog(earlier);
    });
  }

  const tokens = paths.filter((path) => /^proofs\/checkpoint\.[^/]+\.tsr$/.test(path));
  if (tokens.length === 0)
    add('time.token', 'not-checked', 'bag', 'No time stamp: the dates are the host’s own word.');
  const pinned = pool.filter(({ raw }) => trust.rootsSha256?.includes(toHex(sha256(raw))));
  const anchors = [...pinned];
  const { rootsPem } = trust;
  if (rootsPem) await check('trust.certificates', 'given', () => anchors.push(...parsePem(rootsPem)));
  for (const path of tokens) {
    const query = path.replace(/\.tsr$/, '.tsq');
    const request = has(query) && { request: await read(query) };
    const files = { token: await read(path), stamped: await read(BAG.checkpoint), ...request };
    const verdict = await judgeTimestamp({ ...files, anchors, untrusted: pool });
    const root = verdict.facts?.root === undefined ? '' : ` Root: ${verdict.facts.root}.`;
    add('time.token', verdict.state, path, `${verdict.sentence}${root}`);
  }
  return done(checkpoint);
}

function addBagChecks(
  { version, errors, warnings }: BagReport,
  add: (name: CheckName, state: CheckState, about: string, sentence: string) => void,
): void {
  const layers = ['declaration', 'paths', 'complete', 'payload', 'oxum', 'tags'] as const;
  const findings = version === '1.0' ? [...errors, ...warnings] : errors; // older tools had other manners
  for (const layer of layers) {
    const found = findings.filter((finding) => finding.layer === layer);
    for (const { file, why } of found) add(`bag.${layer}`, 'failed', file, `${file} ${why}.`);
    if (found.length > 0) continue;
    if (version === '' && layer !== 'paths') add(`bag.${layer}`, 'not-checked', 'bag', 'Not reached.');
    else add(`bag.${layer}`, 'verified', 'bag', CHECKS[`bag.${layer}`]);
  }
}

// One spelling, so that no byte of a manifest can change unseen; nothing to fetch; no tag file outside the tag manifest.
async function checkForm(
  source: FileSource,
  bag: BagReport,
  read: (path: string) => Promise<Uint8Array>,
): Promise<void> {
  must(bag.version === '1.0', 'A sealed bag is of BagIt 1.0.');
  for (const name of [BAG.manifest, BAG.tagManifest]) {
    const spelt = formatManifest(bag.manifests.get(name) ?? new Map());
    must(fromUtf8(await read(name)) === spelt, `${name} is not in its one spelling.`);
  }
  const tags = bag.manifests.get(BAG.tagManifest);
  for (const path of source.files.keys()) {
    const isListed = path.startsWith('data/') || path === BAG.tagManifest || tags?.has(path) === true;
    must(isListed, `${path} is not in the tag manifest.`);
    must(path !== 'fetch.txt' && /^[\x21-\x24\x26-\x7e]+$/.test(path), `${path} may not be in a sealed bag.`);
  }
  const oxums = bag.info.filter(([label]) => label === 'Payload-Oxum');
  must(oxums.length === 1, 'bag-info.txt does not state Payload-Oxum once.');
}

async function checkSignature(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
  inBag?: string,
): Promise<true> {
  if (keys.some(({ type }) => type !== WITNESS_KEY)) {
    await verifyCheckpoint(checkpoint, keys);
    return true;
  }
  if (inBag === undefined) throw new Undecided('No key of the log was given.');
  await verifyCheckpoint(checkpoint, [parseVkey(inBag)]);
  throw new Undecided(
    'It fits the key in the bag, the sender’s own word: give the key printed in the filing.',
  );
}

async function checkWitnesses(checkpoint: Checkpoint, keys: readonly VerifierKey[]): Promise<void> {
  const witnesses = keys.filter(({ type }) => type === WITNESS_KEY);
  if (witnesses.length === 0)
    throw new Undecided('No witness was named: two readers could be shown two histories.');
  const found = await verifyNote(checkpoint.note, witnesses);
  const absent = witnesses.find((key) => !found.some((one) => one.key === key));
  must(absent === undefined, `${absent?.name} has not cosigned.`);
}

function checkFile(
  row: bundle.AnnexRow,
  entry: bundle.OpenedEntry,
  bag: BagReport,
  source: FileSource,
): void {
  const { digest, bytes } = bundle.fileContent(entry.content);
  const listed = bag.manifests.get(BAG.manifest)?.get(row.file);
  must(digest === listed && digest === row.sha256, `${row.file} is not the file that its entry names.`);
  const isWhole = bytes === source.files.get(row.file) && !bag.errors.some(({ file }) => file === row.file);
  must(isWhole, `${row.file} has other bytes than its entry names.`);
}

function must(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}
