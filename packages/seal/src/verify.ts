// Verifies a sealed bag and says, check by check, what holds, what fails, and what nobody has checked.
import { type BagLayer, type BagReport, type FileSource, formatManifest, validateBag } from './bagit.ts';
import {
  type AnnexRow,
  BAG,
  fileContent,
  filingContent,
  type OpenedEntry,
  parseAnnexes,
  parseOpenedEntry,
} from './bundle.ts';
import { fromUtf8, toHex } from './bytes.ts';
import { type Checkpoint, parseCheckpoint, parseSize, verifyCheckpoint } from './checkpoint.ts';
import { Breach, Fault } from './error.ts';
import { sha256 } from './hash.ts';
import { parseVkey, type VerifierKey, WITNESS_KEY } from './note.ts';
import { type Certificate, parsePem } from './timestamp/certificate.ts';
import { judgeTimestamp } from './timestamp/token.ts';
import { parseConsistency, parseTlogProof, verifyConsistencyFile, verifyTlogProof } from './tlog-proof.ts';

export type CheckState = 'verified' | 'failed' | 'not-checked';

export interface Check {
  /** `bag.payload`, `annex.inclusion`, …: docs/formats/bundle.md lists them all. */
  readonly name: string;
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
  /** What to compare with paper: the checkpoint, the key found in the bag, the roots found in the bag. */
  readonly facts: {
    readonly checkpoint?: Checkpoint;
    readonly vkeyInBag?: string;
    readonly rootsInBag: readonly { readonly name: string; readonly sha256: string }[];
  };
}

/** A sentence that a check ends with when it could not be decided. */
class Undecided extends Error {}

const LAYERS: readonly (readonly [BagLayer, string])[] = [
  ['declaration', 'The folder declares itself a BagIt bag.'],
  ['paths', 'Every file is a plain file with a safe name.'],
  ['complete', 'No listed file is missing and no file of the payload is unlisted.'],
  ['payload', 'Every file of the payload has the digest that the manifest gives.'],
  ['oxum', 'Size and number of the payload are as declared.'],
  ['tags', 'Every tag file has the digest that the tag manifest gives.'],
];

/** Runs every check on the bag in `source`. Throws on Faults of the machine only; all else is in the checks. */
export async function verifyBag(source: FileSource, trust: Trust = {}): Promise<Verification> {
  const checks: Check[] = [];
  const check = async <T>(
    name: string,
    about: string,
    sentence: string,
    act: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      const result = await act();
      checks.push({ name, state: 'verified', about, sentence });
      return result;
    } catch (error) {
      if (error instanceof Fault || !(error instanceof Error)) throw error;
      checks.push({
        name,
        state: error instanceof Undecided ? 'not-checked' : 'failed',
        about,
        sentence: error.message,
      });
      return undefined;
    }
  };
  const read = async (path: string): Promise<Uint8Array> => {
    if (!source.files.has(path)) throw new Breach('SEAL_MISSING', `${path} is missing.`);
    return source.read(path);
  };

  const bag = await validateBag(source);
  checks.push(...bagChecks(bag));
  const keys: VerifierKey[] = [];
  for (const text of trust.vkeys ?? [])
    await check('trust.vkey', text, 'This key was given by the reader.', () => keys.push(parseVkey(text)));
  const pool: Certificate[] = [];
  for (const path of [BAG.roots, BAG.chain])
    if (source.files.has(path))
      await check('trust.certificates', path, 'The certificates can be read.', async () =>
        pool.push(...parsePem(fromUtf8(await read(path)))),
      );
  const rootsInBag = pool
    .filter(({ issuer, subject }) => toHex(issuer) === toHex(subject))
    .map(({ name, raw }) => ({ name, sha256: toHex(sha256(raw)) }));
  const vkeyInBag = source.files.has(BAG.vkey)
    ? await Promise.resolve(source.read(BAG.vkey)).then((bytes) => new TextDecoder().decode(bytes).trim())
    : undefined;
  const facts = { rootsInBag, ...(vkeyInBag === undefined ? {} : { vkeyInBag }) };
  const done = (checkpoint?: Checkpoint): Verification => {
    const signed = checks.some(({ name, state }) => name === 'checkpoint.signature' && state === 'verified');
    const verdict = checks.some(({ state }) => state === 'failed')
      ? 'failed'
      : signed
        ? 'verified'
        : 'not-checked';
    return { verdict, checks, facts: checkpoint === undefined ? facts : { ...facts, checkpoint } };
  };

  if (![...source.files.keys()].some((path) => path.startsWith('proofs/')) && keys.length === 0) {
    checks.push({
      name: 'checkpoint.signature',
      state: 'not-checked',
      about: 'bag',
      sentence: 'This bag carries no proofs of a ledger.',
    });
    return done();
  }
  await check('bag.form', 'bag', 'Manifests and file names are in the one form of a sealed bag.', () =>
    checkForm(source, bag, read),
  );

  const note = await check('checkpoint.form', BAG.checkpoint, 'The checkpoint can be read.', async () =>
    fromUtf8(await read(BAG.checkpoint)),
  );
  const checkpoint =
    note === undefined
      ? undefined
      : await check('checkpoint.form', BAG.checkpoint, 'It names a log, a size and a root.', () =>
          parseCheckpoint(note),
        );
  if (note === undefined || checkpoint === undefined) return done();
  const signed =
    (await check(
      'checkpoint.signature',
      BAG.checkpoint,
      `${checkpoint.origin} signed this checkpoint with the key you gave.`,
      () => checkSignature(checkpoint, keys, vkeyInBag),
    )) === true;
  const witnesses = keys.filter(({ type }) => type === WITNESS_KEY);
  await check(
    'checkpoint.witnesses',
    BAG.checkpoint,
    'Every witness you named has cosigned this checkpoint.',
    async () => {
      if (witnesses.length === 0)
        throw new Undecided('No witness was named: two different histories could be shown to two readers.');
      const found = await verifyCheckpoint(checkpoint, keys);
      for (const { name, id } of witnesses)
        if (!found.some(({ key }) => key.id === id && key.name === name))
          throw new Breach('SEAL_WITNESS', `${name} has not cosigned.`);
    },
  );

  // A path to a root is worth what the signature on the root is worth; without one it is never shown as verified.
  const included = (
    about: string,
    path: string,
    leaf: Uint8Array,
    index?: number,
  ): Promise<number | undefined> =>
    check(
      about === 'filing' ? 'filing.inclusion' : 'annex.inclusion',
      about,
      `The entry is in the signed log; ${path} leads to its root.`,
      async () => {
        const proof = parseTlogProof(await read(path));
        if (proof.checkpoint !== note)
          throw new Breach(
            'SEAL_OTHER_CHECKPOINT',
            `${path} is for another checkpoint than ${BAG.checkpoint}.`,
          );
        verifyTlogProof(proof, leaf);
        if (index !== undefined && index !== proof.index)
          throw new Breach('SEAL_INDEX', `${path} is for entry ${proof.index} and not ${index}.`);
        if (!signed)
          throw new Undecided('The path leads to the root, but no key you gave has signed that root.');
        return proof.index;
      },
    );
  const opened = (name: string, kind: string): Promise<(OpenedEntry & { leaf: Uint8Array }) | undefined> =>
    check(`${kind}.commitment`, name, 'What was said is what the entry is committed to.', async () =>
      parseOpenedEntry(await read(BAG.leaf(name))),
    );

  const rows =
    (await check('annexes.table', BAG.annexes, 'The table of annexes can be read.', async () =>
      parseAnnexes(await read(BAG.annexes)),
    )) ?? [];
  const manifest = bag.manifests.get(BAG.manifest) ?? new Map<string, string>();
  await check('annexes.complete', BAG.annexFolder, 'Every annex in the folder is in the table.', () => {
    const listed = new Set(rows.map(({ file }) => file));
    for (const path of source.files.keys())
      if (path.startsWith(BAG.annexFolder) && !listed.has(path))
        throw new Breach('SEAL_EXTRA', `${path} is in no line of the table.`);
  });
  for (const row of rows) {
    const entry = await opened(row.annex, 'annex');
    if (entry === undefined) continue;
    await check('annex.digest', row.annex, `${row.file} is the file that its entry names.`, () =>
      checkFile(row, entry, manifest, source),
    );
    await included(row.annex, BAG.annexProof(row.annex), entry.leaf, row.index);
  }
  const filing = await opened('filing', 'filing');
  if (filing !== undefined) {
    await check('filing.manifest', BAG.manifest, 'The filing was sealed over this manifest.', async () => {
      if (filingContent(filing).manifest !== toHex(sha256(await read(BAG.manifest))))
        throw new Breach('SEAL_MANIFEST', 'The filing was sealed over another manifest.');
    });
    await check(
      'filing.annexes',
      BAG.annexes,
      'The filing names the same annexes and entries as the table.',
      () => {
        const bound = filingContent(filing)
          .annexes.map(({ annex, entry }) => `${annex} ${entry}`)
          .sort()
          .join('\n');
        if (
          bound !==
          rows
            .map(({ annex, index }) => `${annex} ${index}`)
            .sort()
            .join('\n')
        )
          throw new Breach('SEAL_ANNEXES', 'The filing names other annexes than the table.');
      },
    );
    await included('filing', BAG.filingProof, filing.leaf);
  }
  const known = new Set(['filing', ...rows.map(({ annex }) => annex)]);
  for (const path of [...source.files.keys()].sort()) {
    const name = /^proofs\/leaves\/(.+)\.json$/.exec(path)?.[1];
    if (name === undefined || known.has(name)) continue;
    const entry = await opened(name, 'entry');
    if (entry !== undefined) await included(name, BAG.entryProof(name), entry.leaf);
  }
  for (const path of [...source.files.keys()].sort()) {
    const size = /^proofs\/previous\/(.+)\.checkpoint$/.exec(path)?.[1];
    if (size !== undefined)
      await check(
        'history.consistency',
        path,
        'The log still begins with this earlier checkpoint.',
        async () => {
          const earlier = parseCheckpoint(await read(path));
          const proof = parseConsistency(await read(BAG.consistency(parseSize(size))));
          verifyConsistencyFile(proof, earlier);
          if (proof.checkpoint !== note || earlier.size !== parseSize(size))
            throw new Breach('SEAL_OTHER_CHECKPOINT', `The proof from ${size} is for another checkpoint.`);
          await checkSignature(earlier, keys, vkeyInBag);
        },
      );
  }
  await checkTimestamps(source, trust, pool, await read(BAG.checkpoint), checks);
  return done(checkpoint);
}

function bagChecks({ version, errors, warnings }: BagReport): Check[] {
  return LAYERS.flatMap(([layer, sentence]): Check[] => {
    const found = [...errors, ...(version === '1.0' ? warnings : [])].filter(
      (finding) => finding.layer === layer,
    );
    if (found.length > 0)
      return found.map(({ file, why }) => ({
        name: `bag.${layer}`,
        state: 'failed',
        about: file,
        sentence: `${file} ${why}.`,
      }));
    const reached = version !== '' || layer === 'paths';
    return [
      {
        name: `bag.${layer}`,
        state: reached ? 'verified' : 'not-checked',
        about: 'bag',
        sentence: reached ? sentence : 'Not reached.',
      },
    ];
  });
}

// One spelling, so that no byte of a manifest can change unseen; nothing to fetch; no tag file outside the tag manifest.
async function checkForm(
  source: FileSource,
  bag: BagReport,
  read: (path: string) => Promise<Uint8Array>,
): Promise<void> {
  if (bag.version !== '1.0') throw new Breach('SEAL_FORM', 'A sealed bag is of BagIt 1.0.');
  for (const name of [BAG.manifest, BAG.tagManifest]) {
    const text = fromUtf8(await read(name));
    if (formatManifest(bag.manifests.get(name) ?? new Map()) !== text)
      throw new Breach('SEAL_FORM', `${name} is not in its one spelling.`);
  }
  const tags = bag.manifests.get(BAG.tagManifest) ?? new Map<string, string>();
  for (const path of source.files.keys()) {
    const isListed = path.startsWith('data/') || path === BAG.tagManifest || tags.has(path);
    if (!isListed) throw new Breach('SEAL_EXTRA', `${path} is not in the tag manifest.`);
    if (path === 'fetch.txt' || !/^[\x21-\x24\x26-\x7e]+$/.test(path))
      throw new Breach('SEAL_FORM', `${path} may not be in a sealed bag.`);
  }
  if (!bag.info.some(([label]) => label === 'Payload-Oxum'))
    throw new Breach('SEAL_FORM', 'bag-info.txt has no Payload-Oxum.');
}

async function checkSignature(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
  vkeyInBag?: string,
): Promise<true> {
  if (keys.some(({ type }) => type !== WITNESS_KEY)) {
    await verifyCheckpoint(checkpoint, keys);
    return true;
  }
  if (vkeyInBag === undefined) throw new Undecided('No key of the log was given.');
  await verifyCheckpoint(checkpoint, [parseVkey(vkeyInBag)]);
  throw new Undecided(
    'It fits the key found in the bag, which is the sender’s own word: give the key printed in the filing.',
  );
}

function checkFile(
  row: AnnexRow,
  entry: OpenedEntry,
  manifest: ReadonlyMap<string, string>,
  source: FileSource,
): void {
  const { digest, bytes } = fileContent(entry.content);
  const listed = manifest.get(row.file);
  if (listed === undefined) throw new Breach('SEAL_MISSING', `${row.file} is not in the manifest.`);
  if (digest !== listed || digest !== row.sha256)
    throw new Breach('SEAL_DIGEST', `${row.file} is not the file that the entry of ${row.annex} names.`);
  if (bytes !== source.files.get(row.file))
    throw new Breach('SEAL_DIGEST', `${row.file} has not the size that its entry names.`);
}

async function checkTimestamps(
  source: FileSource,
  trust: Trust,
  pool: readonly Certificate[],
  stamped: Uint8Array,
  checks: Check[],
): Promise<void> {
  const tokens = [...source.files.keys()]
    .filter((path) => /^proofs\/checkpoint\.[^/]+\.tsr$/.test(path))
    .sort();
  if (tokens.length === 0)
    checks.push({
      name: 'time.token',
      state: 'not-checked',
      about: 'bag',
      sentence: 'The bag carries no time stamp: its dates are the host’s own word.',
    });
  const pinned = pool.filter(({ raw }) => trust.rootsSha256?.includes(toHex(sha256(raw))));
  const anchors = [...pinned, ...(trust.rootsPem === undefined ? [] : parsePem(trust.rootsPem))];
  for (const path of tokens) {
    const query = path.replace(/\.tsr$/, '.tsq');
    const request = source.files.has(query) ? { request: await source.read(query) } : {};
    const verdict = await judgeTimestamp({
      token: await source.read(path),
      stamped,
      anchors,
      untrusted: pool,
      ...request,
    });
    const root = verdict.facts?.root === undefined ? '' : ` Root: ${verdict.facts.root}.`;
    checks.push({
      name: 'time.token',
      state: verdict.state,
      about: path,
      sentence: `${verdict.sentence}${root}`,
    });
  }
}
