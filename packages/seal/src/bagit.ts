// BagIt (RFC 8493, and its drafts from 0.93): a folder whose manifests say what must be in it, byte for byte.
import { fromUtf8 } from './bytes.ts';
import { Refusal } from './error.ts';

/** A folder as found. Nothing outside `files` can be read, so no path in a manifest can lead out of the bag. */
export interface FileSource {
  /** Plain files by path from the folder, with `/`; sizes in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Whatever is not a plain file: links, devices, pipes. */
  readonly others: readonly string[];
  read(path: string): Uint8Array | Promise<Uint8Array>;
  /** Hexadecimal digest by `md5`, `sha1`, `sha224`, `sha256`, `sha384` or `sha512`; undefined if that one is not at hand. */
  digest(path: string, algorithm: string): string | undefined | Promise<string | undefined>;
}

export type BagLayer = 'declaration' | 'paths' | 'complete' | 'payload' | 'oxum' | 'tags';

export interface BagFinding {
  readonly layer: BagLayer;
  readonly file: string;
  readonly why: string;
}

export interface BagReport {
  readonly version: string;
  /** A bag without errors is valid. */
  readonly errors: readonly BagFinding[];
  readonly warnings: readonly BagFinding[];
  /** By manifest file name: digest by path. */
  readonly manifests: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly info: readonly (readonly [label: string, value: string])[];
}

const DIGITS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};
const VERSIONS = new Set(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0']);
const SYSTEM_FILE = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** Validates a bag: declaration, completeness, every digest, Payload-Oxum. What it finds is data; it throws on Faults only. */
export async function validateBag(source: FileSource): Promise<BagReport> {
  const errors: BagFinding[] = [];
  const warnings: BagFinding[] = [];
  const note = (list: BagFinding[], layer: BagLayer, file: string, why: string): number =>
    list.push({ layer, file, why });
  const manifests = new Map<string, ReadonlyMap<string, string>>();
  const report = (version: string, info: BagReport['info']): BagReport => ({
    version,
    errors,
    warnings,
    manifests,
    info,
  });

  for (const path of source.others) note(errors, 'paths', path, 'is not a plain file');
  const declaration = await readDeclaration(source);
  if (typeof declaration === 'string') {
    note(errors, 'declaration', 'bagit.txt', declaration);
    return report('', []);
  }
  const { version, encoding } = declaration;
  const strict = version === '1.0';
  const readTag = async (path: string): Promise<string> => decode(await source.read(path), encoding);

  // The same name in another case or Unicode form would overwrite its twin on another machine.
  const byFold = new Map<string, string>();
  for (const path of source.files.keys()) {
    const folded = fold(path);
    const twin = byFold.get(folded);
    if (twin !== undefined)
      note(warnings, 'paths', path, `differs from ${twin} only in case or Unicode form`);
    byFold.set(folded, path);
  }

  const listed = new Set<string>();
  const payload = [...source.files.keys()].filter((path) => path.startsWith('data/'));
  for (const name of [...source.files.keys()].sort()) {
    const kind = /^(tag)?manifest-([a-z0-9]+)\.txt$/.exec(name);
    if (kind === null) continue;
    const layer: BagLayer = kind[1] === undefined ? 'payload' : 'tags';
    const algorithm = kind[2] as string; // the group took part
    const entries = new Map<string, string>();
    manifests.set(name, entries);
    for (const line of lines(await readTag(name).catch(broken))) {
      const parts = /^([0-9a-fA-F]+)[ \t]+(\*?)(?:\.\/)?(.*)$/.exec(line);
      const [, hex = '', star = '', rest = ''] = parts ?? [];
      const path = strict ? rest.replace(/%0[Aa]|%0[Dd]|%25/g, (code) => decodeURIComponent(code)) : rest;
      if (hex.length !== DIGITS[algorithm])
        note(errors, layer, name, `has a line that is not a digest and a path: ${line.slice(0, 80)}`);
      else if (!isInside(path) || path.startsWith('data/') !== (layer === 'payload'))
        note(errors, 'paths', name, `names ${path}`);
      else {
        if (star !== '' || line.includes(' ./'))
          note(warnings, layer, name, `spells ${path} in the manner of another tool`);
        const earlier = entries.get(path);
        if (earlier !== undefined && (strict || earlier !== hex.toLowerCase()))
          note(errors, layer, name, `lists ${path} twice`);
        else if (earlier !== undefined) note(warnings, layer, name, `lists ${path} twice`);
        entries.set(path, hex.toLowerCase());
      }
    }
    for (const [path, expected] of entries) {
      const found = source.files.has(path) ? path : strict ? undefined : byFold.get(fold(path));
      if (found === undefined && !strict && SYSTEM_FILE.test(path)) {
        note(
          warnings,
          'complete',
          path,
          `is listed in ${name} and missing, being a file of an operating system`,
        );
      } else if (found === undefined) note(errors, 'complete', path, `is listed in ${name} and missing`);
      else {
        if (found !== path) note(warnings, 'paths', found, `is listed in ${name} as ${path}`);
        listed.add(found);
        const promised = source.digest(found, algorithm);
        const digest = typeof promised === 'object' ? await promised : promised;
        if (digest === undefined)
          note(errors, layer, name, `uses ${algorithm}, which cannot be computed here`);
        else if (digest !== expected)
          note(errors, layer, found, `does not have the ${algorithm} digest that ${name} gives`);
      }
    }
    if (strict && layer === 'payload') {
      for (const path of payload)
        if (!entries.has(path)) note(errors, 'complete', path, `is not listed in ${name}`);
    }
  }
  if (![...manifests.keys()].some((name) => name.startsWith('manifest-')))
    note(errors, 'payload', 'manifest-sha256.txt', 'is missing');
  for (const path of payload)
    if (!listed.has(path) && !strict) note(errors, 'complete', path, 'is in no manifest');

  const info: (readonly [string, string])[] = [];
  for (const name of ['bag-info.txt', 'package-info.txt']) {
    if (source.files.has(name)) info.push(...readLabels(await readTag(name).catch(broken)));
  }
  for (const [label, value] of info) {
    if (label.toLowerCase() !== 'payload-oxum') continue;
    const bytes = payload.reduce((sum, path) => sum + (source.files.get(path) ?? 0), 0);
    const absent = warnings.filter(({ layer }) => layer === 'complete').length; // system files that did not travel
    const fits = [payload.length, payload.length + absent].some((count) => value === `${bytes}.${count}`);
    if (!fits)
      note(errors, 'oxum', 'bag-info.txt', `says ${value}; the payload is ${bytes}.${payload.length}`);
  }
  if (source.files.has('fetch.txt')) {
    for (const line of lines(await readTag('fetch.txt').catch(broken))) {
      const path = /^\S+[ \t]+(?:\d+|-)[ \t]+(?:\.\/)?(.+)$/.exec(line)?.[1] ?? '';
      // Nothing is ever fetched: a file named here must already be in the folder, where the manifests check it.
      if (!isInside(path) || !path.startsWith('data/'))
        note(errors, 'paths', 'fetch.txt', `names ${path || line.slice(0, 80)}`);
      else if (!listed.has(path)) note(errors, 'complete', path, 'is named in fetch.txt and missing');
    }
  }
  return report(version, info);
}

/** The lines of a manifest in the house's one spelling: digest, two spaces, path; sorted by path; LF after each. */
export function formatManifest(digests: ReadonlyMap<string, string>): string {
  const sorted = [...digests].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

// RFC 8493 section 2.1.1; drafts before 1.0 let spaces stand around the colon.
async function readDeclaration(source: FileSource): Promise<{ version: string; encoding: string } | string> {
  if (!source.files.has('bagit.txt')) return 'is missing';
  const text = await Promise.resolve(source.read('bagit.txt')).then(fromUtf8).catch(broken);
  const match = /^BagIt-Version\s*:\s*(\d+\.\d+)\s*\r?\nTag-File-Character-Encoding\s*:\s*([\w-]+)\s*$/.exec(
    text,
  );
  const [, version = '', encoding = ''] = match ?? [];
  if (!VERSIONS.has(version)) return 'does not declare a known version of BagIt and an encoding';
  const exact = /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8(?:\r?\n)?$/i.test(text);
  return version === '1.0' && !exact ? 'is not spelt as BagIt 1.0 demands' : { version, encoding };
}

function readLabels(text: string): (readonly [string, string])[] {
  return lines(text.replace(/\r?\n[ \t]+/g, ' ')).map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, Math.max(at, 0)).trim(), line.slice(at + 1).trim()];
  });
}

function decode(bytes: Uint8Array, encoding: string): string {
  if (/^utf-?8$/i.test(encoding)) return fromUtf8(bytes);
  const label = /^utf-?16$/i.test(encoding) && bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : encoding;
  return new TextDecoder(label, { fatal: true }).decode(bytes);
}

// A tag file that is not in its encoding reads as one line that fits no form, and is reported as such.
function broken(error: unknown): string {
  if (error instanceof Refusal || error instanceof TypeError || error instanceof RangeError)
    return '(not in its character encoding)';
  throw error;
}

function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => line !== '');
}

function isInside(path: string): boolean {
  return (
    !path.split(/[/\\]/).some((part) => part === '..' || part === '.' || part === '') &&
    !/^(?:~|%\w+%|[A-Za-z]:)/.test(path)
  );
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
