// Checks what a packed web archive says of itself: the digests of its files, and the signature over them.
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { Draft } from '../draft.ts';

/** A file of the archive, unpacked. */
export interface WaczFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * WACZ 1.1.1 and its signing: every resource's digest is recomputed against datapackage.json, that file's digest against
 * datapackage-digest.json, and the signature there is verified with the key or certificate it names. The verdicts are
 * facts of the reading; who holds the key is not told by the archive, and is not believed.
 */
export function checkWacz(files: readonly WaczFile[], draft: Draft): void {
  const find = (name: string): WaczFile | undefined => files.find((one) => one.name === name);
  const manifest = find('datapackage.json');
  if (manifest === undefined) {
    draft.cut('wacz-manifest', 'The archive lacks its list of files (datapackage.json).');
    return;
  }
  checkResources(manifest, find, draft);
  const digest = find('datapackage-digest.json');
  if (digest === undefined) {
    draft.fact('wacz-signature', 'none');
    return;
  }
  const said = objectOf(digest.content);
  const stated = textOf(said?.['hash']);
  const isRight = stated === `sha256:${sha256(manifest.content)}`;
  draft.fact('wacz-datapackage-digest', isRight ? 'right' : 'wrong');
  if (!isRight)
    draft.cut('wacz-digest', 'The list of files is not the one that was signed: its digest is wrong.');
  const signed = said?.['signedData'];
  if (typeof signed !== 'object' || signed === null) {
    draft.fact('wacz-signature', 'none');
    return;
  }
  const verdict = verdictOf(signed as Readonly<Record<string, unknown>>, stated);
  draft.fact('wacz-signature', verdict.words);
  draft.fact('wacz-signed-created', textOf((signed as Readonly<Record<string, unknown>>)['created']));
  draft.fact('wacz-signed-software', textOf((signed as Readonly<Record<string, unknown>>)['software']));
  if (!verdict.isGood)
    draft.cut('wacz-signature', `The signature of the archive does not hold: ${verdict.words}.`);
}

function checkResources(
  manifest: WaczFile,
  find: (name: string) => WaczFile | undefined,
  draft: Draft,
): void {
  const resources = objectOf(manifest.content)?.['resources'];
  if (!Array.isArray(resources)) {
    draft.cut('wacz-manifest', 'The list of files (datapackage.json) cannot be read.');
    return;
  }
  let right = 0;
  for (const one of resources.slice(0, 50_000) as readonly unknown[]) {
    if (typeof one !== 'object' || one === null) continue;
    const { path, hash } = one as { readonly path?: unknown; readonly hash?: unknown };
    if (typeof path !== 'string') continue;
    const file = find(path);
    const stated = /^(sha-?256|sha-?512|md5):([0-9a-f]+)$/i.exec(textOf(hash) ?? '');
    if (file === undefined) draft.cut('wacz-missing', `${path} is listed and not in the archive.`);
    else if (stated !== null) {
      const algorithm = (stated[1] ?? '').toLowerCase().replace('-', '');
      const is = createHash(algorithm).update(file.content).digest('hex') === stated[2]?.toLowerCase();
      if (is) right += 1;
      else draft.cut('wacz-digest', `${path} is not what was packed: its digest is wrong.`);
    }
  }
  draft.fact('wacz-digests-right', `${right} of ${resources.length}`);
}

function verdictOf(
  signed: Readonly<Record<string, unknown>>,
  stated: string | undefined,
): { readonly isGood: boolean; readonly words: string } {
  const [hash, signature] = [textOf(signed['hash']), textOf(signed['signature'])];
  if (hash === undefined || signature === undefined) return { isGood: false, words: 'it is not complete' };
  if (hash !== stated) return { isGood: false, words: 'what was signed is another digest' };
  try {
    const certificate = textOf(signed['domainCert']);
    const raw = textOf(signed['publicKey']);
    const key =
      certificate !== undefined
        ? new X509Certificate(certificate).publicKey
        : createPublicKey({ key: Buffer.from(raw ?? '', 'base64'), format: 'der', type: 'spki' });
    const bytes = Buffer.from(signature, 'base64');
    // Browsers write both numbers beside each other (IEEE P1363), servers as DER.
    const holds = (['ieee-p1363', 'der'] as const).some((dsaEncoding) =>
      verify('sha256', Buffer.from(hash, 'utf8'), { key, dsaEncoding }, bytes),
    );
    const of = sha256(key.export({ format: 'der', type: 'spki' })).slice(0, 16);
    const domain = textOf(signed['domain']);
    const who =
      domain === undefined
        ? `the key ${of}…, of which nothing is known`
        : `the certificate of ${domain} (key ${of}…; the certificate itself is not verified here)`;
    return { isGood: holds, words: holds ? `good, by ${who}` : `not made by ${who}` };
  } catch {
    return { isGood: false, words: 'key or certificate cannot be read' };
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function objectOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.subarray(0, 4_000_000)).toString('utf8'));
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 20_000) : undefined;
}
