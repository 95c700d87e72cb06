// Runs the reference cases of the seal: bags, Merkle proofs, signed notes, logs, canonical JSON and time stamps.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as seal from '@probata/seal';
import { openFolder } from '@probata/seal/node';

export interface Outcome {
  passed: number;
  failed: { case: string; why: string }[];
}

type Fields = Readonly<Record<string, unknown>>;
type Tell = (name: string, why: string | undefined) => void;

/**
 * Runs every case under `dir`, in the form of the shared folder `reference/integrity`; folders may be missing, nested or
 * repeated. A case that cannot be understood counts as failed, never as passed.
 */
export async function run(dir: string): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: [] };
  await runFolder(dir, (name, why) => {
    if (why === undefined) outcome.passed++;
    else outcome.failed.push({ case: relative(dir, name) || name, why });
  });
  return outcome;
}

async function runFolder(dir: string, tell: Tell): Promise<void> {
  const names = readdirSync(dir, { withFileTypes: true });
  const has = (name: string): boolean => names.some((entry) => entry.name === name);
  const each = async (
    file: string,
    act: (item: Fields) => Promise<string | undefined> | string | undefined,
  ): Promise<void> => {
    if (!has(file)) return;
    const items = readJson(join(dir, file));
    const list = Array.isArray(items)
      ? items
      : Array.isArray((items as Fields)['cases'])
        ? ((items as Fields)['cases'] as unknown[])
        : [];
    if (list.length === 0) tell(join(dir, file), 'holds no cases');
    for (const [i, item] of list.entries()) {
      const label = String((item as Fields)['name'] ?? (item as Fields)['desc'] ?? i);
      tell(`${join(dir, file)}: ${label}`, await attempt(() => act(item as Fields)));
    }
  };
  await each('inclusion.json', inclusionCase);
  await each('consistency.json', consistencyCase);
  await each('signed-notes.json', noteCase);
  await each('cosignatures.json', noteCase);
  await each('tlog-proofs.json', tlogProofCase);
  if (has('input') && has('outhex')) runJcs(dir, tell);

  let isBagSet = false;
  if (has('expected.json')) {
    const expected = readJson(join(dir, 'expected.json')) as Fields;
    const cases = (expected['cases'] ?? []) as Fields[];
    for (const item of cases) {
      if (typeof item['path'] === 'string') {
        isBagSet = true;
        tell(join(dir, item['path']), await attempt(() => bagCase(join(dir, item['path'] as string), item)));
      } else if (typeof item['response'] === 'string') {
        const note = typeof item['note'] === 'string' && item['note'] !== '' ? ` (${item['note']})` : '';
        tell(join(dir, item['response']) + note, await attempt(() => timestampCase(dir, item)));
      } else tell(join(dir, 'expected.json'), 'holds a case of an unknown form');
    }
    if (expected['leaves'] !== undefined) await runLog(dir, expected, tell);
    else if (cases.length === 0) tell(join(dir, 'expected.json'), 'holds no cases');
  }
  if (isBagSet || has('bagit.txt')) return; // what lies in a bag is payload, not a set of cases
  for (const entry of names)
    if (entry.isDirectory() && entry.name !== 'tile') await runFolder(join(dir, entry.name), tell);
}

// ---- bags

async function bagCase(path: string, item: Fields): Promise<string | undefined> {
  const report = await seal.validateBag(openFolder(path));
  const got =
    report.errors.length > 0 ? 'invalid' : report.warnings.length > 0 ? 'valid-with-warning' : 'valid';
  const wanted = item['expect'];
  // A bag of the valid set may earn a warning: the suite itself holds one feature in both sets.
  if (got === wanted || (wanted === 'valid' && got === 'valid-with-warning')) return undefined;
  const [first] = [...report.errors, ...report.warnings];
  return `wanted ${String(wanted)}, got ${got}${first === undefined ? '' : ` (${first.file} ${first.why})`}`;
}

// ---- Merkle proofs

function inclusionCase(item: Fields): string | undefined {
  const [leaf, root] = [hashOf(item['leafHash']), hashOf(item['root'])];
  const holds = seal.verifyInclusion(
    item['leafIdx'] as number,
    item['treeSize'] as number,
    leaf,
    hashesOf(item['proof']),
    root,
  );
  return compare('verifies', holds, item['wantErr'] !== true);
}

function consistencyCase(item: Fields): string | undefined {
  const [before, after] = [hashOf(item['root1']), hashOf(item['root2'])];
  const holds = seal.verifyConsistency(
    item['size1'] as number,
    item['size2'] as number,
    before,
    after,
    hashesOf(item['proof']),
  );
  return compare('verifies', holds, item['wantErr'] !== true);
}

// ---- notes, cosignatures, tlog proofs

async function noteCase(item: Fields): Promise<string | undefined> {
  const vkeys = [item['vkey'], item['vkeys'], item['log_vkey'], item['witness_vkey']]
    .flat()
    .filter((key) => typeof key === 'string');
  const time = item['timestamp'] ?? item['time'];
  let verified: readonly seal.VerifiedSignature[] = [];
  try {
    verified = await seal.verifyNote(
      seal.parseNote(String(item['note'] ?? item['checkpoint'])),
      vkeys.map(seal.parseVkey),
    );
  } catch (error) {
    if (!(error instanceof seal.Refusal || error instanceof seal.Breach)) throw error;
  }
  const wrong = compare('valid', verified.length > 0, item['valid'] === true);
  if (wrong !== undefined || time === undefined || verified.length === 0) return wrong;
  const times = verified.flatMap((signature) => signature.time ?? []);
  return times.includes(Number(time)) ? undefined : `wanted time ${String(time)}, got ${times.join()}`;
}

async function tlogProofCase(item: Fields): Promise<string | undefined> {
  let proof: seal.TlogProof;
  try {
    proof = seal.parseTlogProof(String(item['proof']));
  } catch (error) {
    if (!(error instanceof seal.Refusal)) throw error;
    return compare('parses', false, item['parses'] === true);
  }
  const parsed = compare('parses', true, item['parses'] === true);
  if (parsed !== undefined) return parsed;
  let holds = false;
  try {
    const leaf =
      typeof item['leafHash'] === 'string' ? hashOf(item['leafHash']) : seal.leafHash(bytesOf(item['leaf']));
    const checkpoint = seal.verifyTlogProof(proof, leaf);
    await seal.verifyCheckpoint(checkpoint, [seal.parseVkey(String(item['vkey']))]);
    holds = true;
  } catch (error) {
    if (!(error instanceof seal.Refusal || error instanceof seal.Breach)) throw error;
  }
  return compare('verifies', holds, item['verifies'] === true);
}

// ---- a whole log: leaves, roots at sizes, checkpoints, tiles

async function runLog(dir: string, expected: Fields, tell: Tell): Promise<void> {
  const name = (what: string): string => `${join(dir, 'expected.json')}: ${what}`;
  const given = expected['leaves'];
  const list =
    typeof given === 'string' ? readFileSync(join(dir, given), 'utf8').replace(/\n$/, '').split('\n') : given;
  if (!Array.isArray(list)) return tell(name('leaves'), 'are in no known form');
  const leaves = list.map(bytesOf);
  const hashes = leaves.map(seal.leafHash);
  const source: seal.NodeSource = (level, index) =>
    seal.rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));
  const rootAt = (size: number): Uint8Array => seal.rootAt(source, size);

  for (const [key, value] of listed(expected['roots'])) {
    const size = sizeOf(
      key,
      value,
      Array.isArray(expected['roots']) && expected['roots'].length === leaves.length ? 1 : 0,
    );
    const stated =
      typeof value === 'object' && value !== null
        ? ((value as Fields)['root'] ?? (value as Fields)['hash'])
        : value;
    tell(
      name(`root at ${size}`),
      await attempt(() => compare('is the root', seal.equalBytes(rootAt(size), hashOf(stated)), true)),
    );
  }
  for (const [key, value] of listed(expected['checkpoints'])) {
    const item: Fields = typeof value === 'object' && value !== null ? (value as Fields) : { note: value };
    tell(
      name(`checkpoint ${key}`),
      await attempt(async () => {
        const text = String(item['note'] ?? item['checkpoint'] ?? item['text'] ?? item['file']);
        const checkpoint = seal.parseCheckpoint(text.includes('\n') ? text : readFileSync(join(dir, text)));
        const vkeys = [item['vkey'] ?? expected['vkey'], item['vkeys'] ?? expected['vkeys']]
          .flat()
          .filter((vkey) => typeof vkey === 'string');
        let holds = seal.equalBytes(rootAt(checkpoint.size), seal.fromHex(checkpoint.root));
        if (vkeys.length > 0)
          holds &&= await seal.verifyCheckpoint(checkpoint, vkeys.map(seal.parseVkey)).then(
            () => true,
            () => false,
          );
        return compare('holds', holds, item['valid'] !== false);
      }),
    );
  }
  for (const [key, value] of listed(expected['tiles'])) {
    const item: Fields = typeof value === 'object' && value !== null ? (value as Fields) : {};
    const path = String(item['path'] ?? (/^\d+$/.test(key) ? value : key));
    tell(
      name(path),
      await attempt(() => {
        const bytes = tileAt(path, leaves, source);
        const stated =
          item['sha256'] ??
          item['base64'] ??
          item['hex'] ??
          item['bytes'] ??
          (path === value ? undefined : value);
        const file = [join(dir, path), join(dir, `tile/${path}`)].find(existsSync);
        if (file !== undefined && !seal.equalBytes(bytes, readFileSync(file))) return 'differs from the file';
        if (typeof stated !== 'string') return file === undefined ? 'states no bytes' : undefined;
        return compare(
          'is the tile',
          [seal.toHex(seal.sha256(bytes)), seal.toHex(bytes), seal.toBase64(bytes)].includes(stated),
          true,
        );
      }),
    );
  }
}

function tileAt(path: string, leaves: readonly Uint8Array[], source: seal.NodeSource): Uint8Array {
  const parts = /^(?:.*\/)?(?:tile\/)?(entries|\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(path);
  if (parts === null) throw new Error('is not the path of a tile');
  const [, level = '', digits = '', partial] = parts;
  const index = Number(digits.replace(/[x/]/g, ''));
  const width = partial === undefined ? 256 : Number(partial);
  if (level === 'entries') return seal.entryBundle(leaves.slice(index * 256, index * 256 + width));
  return seal.tileBytes(source, { level: Number(level), index, width });
}

// ---- canonical JSON

function runJcs(dir: string, tell: Tell): void {
  for (const file of readdirSync(join(dir, 'input')).filter((each) => each.endsWith('.json'))) {
    const hexFile = join(dir, 'outhex', file.replace(/\.json$/, '.txt'));
    if (!existsSync(hexFile)) {
      tell(join(dir, 'input', file), 'has no outhex');
      continue;
    }
    try {
      const wanted = readFileSync(hexFile, 'utf8').replace(/\s/g, '').toLowerCase();
      const got = seal.toHex(
        seal.canonicalBytes(seal.parseJson(readFileSync(join(dir, 'input', file)), 'i-json'), 'i-json'),
      );
      tell(join(dir, 'input', file), got === wanted ? undefined : `wanted ${wanted}, got ${got}`);
    } catch (error) {
      tell(join(dir, 'input', file), String(error));
    }
  }
}

// ---- time stamps

async function timestampCase(dir: string, item: Fields): Promise<string | undefined> {
  const file = (key: string): Uint8Array => readFileSync(join(dir, String(item[key])));
  const at =
    typeof item['at'] === 'string' || typeof item['at'] === 'number' ? timeOf(item['at']) : undefined;
  const verdict = await seal.judgeTimestamp({
    token: file('response'),
    stamped: stampedBytes(dir, item['data']),
    anchors: certificates(dir, item['trust_anchor']),
    untrusted: certificates(dir, item['untrusted']),
    ...(typeof item['request'] === 'string' ? { request: file('request') } : {}),
    ...(typeof item['policy'] === 'string' && item['expect'] === 'ok' ? { policy: item['policy'] } : {}),
    ...(at === undefined ? {} : { at }),
  });
  const got = verdict.state === 'verified' ? 'ok' : 'reject';
  if (got !== item['expect'])
    return `wanted ${String(item['expect'])}, got ${got}: ${verdict.code} ${verdict.sentence}`;
  if (got === 'reject') return undefined;
  if (
    typeof item['genTime'] === 'string' &&
    timeOf(item['genTime']) !== Date.parse(String(verdict.facts?.time))
  ) {
    return `wanted ${item['genTime']}, got ${verdict.facts?.time}`;
  }
  const signer = item['must_report_signer'];
  return typeof signer !== 'string' || namesSigner(verdict.facts?.signer ?? '', signer)
    ? undefined
    : `wanted ${signer}, got ${verdict.facts?.signer}`;
}

// `file`, `file#last`, `file#2`, `file#0..n-1` (all but the last), several parted by commas.
function certificates(dir: string, reference: unknown): seal.Certificate[] {
  const references = (Array.isArray(reference) ? reference : String(reference ?? '').split(',')).map((each) =>
    String(each).trim(),
  );
  return references
    .filter((each) => each !== '')
    .flatMap((each) => {
      const [name = '', part] = each.split('#');
      const bytes = readFileSync(join(dir, name));
      const all = bytes.includes('-----BEGIN')
        ? seal.parsePem(bytes.toString('latin1'))
        : [seal.parseCertificate(bytes)];
      if (part === undefined) return all;
      if (part === 'last') return all.slice(-1);
      const range = /^(\d+)(?:\.\.(n-1|\d+))?$/.exec(part);
      if (range === null) throw new Error(`cannot read ${each}`);
      const from = Number(range[1]);
      return all.slice(
        from,
        range[2] === 'n-1' ? -1 : Number(range[2] ?? from) + (range[2] === undefined ? 1 : 0),
      );
    });
}

function stampedBytes(dir: string, data: unknown): Uint8Array {
  const { file } = data as { file?: unknown };
  return typeof file === 'string' ? readFileSync(join(dir, file)) : bytesOf(data);
}

// Names may be written in any order and spacing: every value asked for must be in the subject found.
function namesSigner(found: string, wanted: string): boolean {
  const values = (name: string): string[] =>
    name
      .split(/[,/]\s*/)
      .map((part) => (part.split('=').at(-1) ?? '').trim())
      .filter((part) => part !== '');
  const have = values(found);
  return found === wanted || values(wanted).every((value) => have.includes(value));
}

// ---- reading the cases

async function attempt(
  act: () => Promise<string | undefined> | string | undefined,
): Promise<string | undefined> {
  try {
    return await act();
  } catch (error) {
    return `could not be run: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function compare(what: string, got: boolean, wanted: boolean): string | undefined {
  return got === wanted ? undefined : `wanted ${what} = ${wanted}, got ${got}`;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function listed(value: unknown): [string, unknown][] {
  return value === undefined || value === null ? [] : Object.entries(value as object);
}

function sizeOf(key: string, value: unknown, offset: number): number {
  const stated =
    typeof value === 'object' && value !== null
      ? ((value as Fields)['size'] ?? (value as Fields)['treeSize'])
      : undefined;
  return typeof stated === 'number' ? stated : Number(key) + offset;
}

function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return seal.utf8(value);
  const { text, base64, hex } = (value ?? {}) as Fields;
  if (typeof text === 'string') return seal.utf8(text);
  if (typeof base64 === 'string') return seal.fromBase64(base64);
  if (typeof hex === 'string') return seal.fromHex(hex);
  throw new Error('bytes in no known form');
}

// Of any length: a hash of the wrong length is itself a case.
function hashOf(value: unknown): Uint8Array {
  const text = String(value ?? '');
  return /^[0-9a-f]{64}$/.test(text) ? seal.fromHex(text) : seal.fromBase64(text);
}

function hashesOf(value: unknown): Uint8Array[] {
  return ((value ?? []) as unknown[]).map(hashOf);
}

function timeOf(value: string | number): number | undefined {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time; // 'genTime' is the token's own
}
