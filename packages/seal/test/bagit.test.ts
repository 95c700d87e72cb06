// Bags are validated file by file; no path in a manifest is ever followed out of the folder.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FileSource, formatManifest, validateBag } from '../src/bagit.ts';
import { utf8 } from '../src/bytes.ts';

const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

/** A bag of texts. What is asked for and not there is recorded, since nothing outside may ever be asked for. */
function bagOf(
  files: Readonly<Record<string, string>>,
  others: readonly string[] = [],
): FileSource & { asked: string[] } {
  const asked: string[] = [];
  const find = (path: string): string => {
    asked.push(path);
    const found = files[path];
    if (found === undefined) throw new Error(`asked for ${path}`);
    return found;
  };
  return {
    asked,
    others,
    files: new Map(Object.entries(files).map(([path, text]) => [path, utf8(text).length])),
    read: (path) => utf8(find(path)),
    digest: (path, algorithm) => hash(algorithm, find(path)),
  };
}

const V1 = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const V097 = 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n';
const line = (path: string, text: string, algorithm = 'sha256'): string =>
  `${hash(algorithm, text)}  ${path}\n`;
const good = { 'bagit.txt': V1, 'data/a.txt': 'A', 'manifest-sha256.txt': line('data/a.txt', 'A') };
const outcome = async (
  files: Readonly<Record<string, string>>,
  others?: readonly string[],
): Promise<string> => {
  const { errors, warnings } = await validateBag(bagOf(files, others));
  return errors.length > 0
    ? `error: ${errors[0]?.layer} ${errors[0]?.file}`
    : warnings.length > 0
      ? `warning: ${warnings[0]?.layer} ${warnings[0]?.file}`
      : 'valid';
};

describe('a bag', () => {
  it('is valid when every file is listed and has its digest', async () => {
    expect(await outcome(good)).toBe('valid');
    expect(await outcome({ ...good, 'bag-info.txt': 'Payload-Oxum: 1.1\nContact: a\n  b\n' })).toBe('valid');
    expect(await outcome({ ...good, 'tagmanifest-sha256.txt': line('bagit.txt', V1) })).toBe('valid');
  });

  it('is invalid, with the file named, when a file is changed, missing, added or no plain file', async () => {
    expect(await outcome({ ...good, 'data/a.txt': 'B' })).toBe('error: payload data/a.txt');
    expect(await outcome({ ...good, 'data/b.txt': 'B' })).toBe('error: complete data/b.txt');
    expect(
      await outcome({ ...good, 'manifest-sha256.txt': line('data/a.txt', 'A') + line('data/b.txt', 'B') }),
    ).toBe('error: complete data/b.txt');
    expect(await outcome(good, ['data/link'])).toBe('error: paths data/link');
    expect(await outcome({ ...good, 'bag-info.txt': 'Payload-Oxum: 2.1\n' })).toBe(
      'error: oxum bag-info.txt',
    );
    expect(await outcome({ ...good, 'tagmanifest-sha256.txt': line('bagit.txt', 'other') })).toBe(
      'error: tags bagit.txt',
    );
    expect(await outcome({ 'bagit.txt': V1, 'data/a.txt': 'A' })).toBe('error: payload manifest-sha256.txt');
  });

  it('must declare itself, in version 1.0 exactly so', async () => {
    for (const text of [
      '',
      `\ufeff${V1}`,
      V1.replace(':', ' :'),
      V1.replace('1.0', '1.0 '),
      V1.replace('UTF-8', 'UTF-16'),
      V1.replace('1.0', '1.1'),
      V1.split('\n')[0] ?? '',
    ]) {
      expect(await outcome({ ...good, 'bagit.txt': text }), JSON.stringify(text)).toBe(
        'error: declaration bagit.txt',
      );
    }
    expect(await outcome({ ...good, 'bagit.txt': V097.replace(':', ' : ') })).toBe('valid');
  });

  it('never leads outside: hostile paths are named and not asked for', async () => {
    const hostile = [
      '../x',
      '/etc/passwd',
      'data/../../x',
      '~/x',
      '~root/x',
      'C:\\x',
      '\\\\server\\x',
      '%HOME%\\x',
      'data/./x',
      'data//x',
      'x',
    ];
    for (const path of hostile) {
      const bag = bagOf({
        ...good,
        'bagit.txt': V097,
        'manifest-sha256.txt': `${line('data/a.txt', 'A')}${line(path, 'x')}`,
      });
      const { errors } = await validateBag(bag);
      expect(
        errors.map(({ layer }) => layer),
        path,
      ).toEqual(['paths']);
      expect(new Set(bag.asked)).toEqual(new Set(['bagit.txt', 'manifest-sha256.txt', 'data/a.txt']));
      expect(
        await outcome({ ...good, 'bagit.txt': V097, 'fetch.txt': `http://x.example - ${path}\n` }),
        path,
      ).toBe('error: paths fetch.txt');
    }
    expect(await outcome({ ...good, 'fetch.txt': 'http://x.example - data/b.txt\n' })).toBe(
      'error: complete data/b.txt',
    );
  });

  it('in every manifest lists full digests, and every file under 1.0', async () => {
    expect(await outcome({ ...good, 'manifest-sha256.txt': 'abcd  data/a.txt\n' })).toContain(
      'error: payload manifest-sha256.txt',
    );
    expect(await outcome({ ...good, 'manifest-md5.txt': '' })).toBe('error: complete data/a.txt');
    expect(await outcome({ ...good, 'bagit.txt': V097, 'manifest-md5.txt': '' })).toBe('valid');
    expect(await outcome({ ...good, 'manifest-whirl.txt': line('data/a.txt', 'A') })).toBe(
      'error: payload manifest-whirl.txt',
    );
    const twice = line('data/a.txt', 'A').repeat(2);
    expect(await outcome({ ...good, 'manifest-sha256.txt': twice })).toBe(
      'error: payload manifest-sha256.txt',
    );
    expect(await outcome({ ...good, 'bagit.txt': V097, 'manifest-sha256.txt': twice })).toBe(
      'warning: payload manifest-sha256.txt',
    );
  });

  it('of an older version keeps its manners, with a warning', async () => {
    const old = (manifest: string, more: Readonly<Record<string, string>> = {}) =>
      outcome({ 'bagit.txt': V097, 'data/a.txt': 'A', 'manifest-md5.txt': manifest, ...more });
    const md5 = hash('md5', 'A');
    expect(await old(`${md5} *data/a.txt\n`)).toBe('warning: payload manifest-md5.txt');
    expect(await old(`${md5}  ./data/a.txt\r\n`)).toBe('warning: payload manifest-md5.txt');
    expect(await old(`${md5}  data/a.txt\n${md5}  data/A.txt\n`)).toBe('warning: paths data/a.txt');
    expect(await old(`${md5}  data/a.txt\n${md5}  data/Thumbs.db\n`)).toBe(
      'warning: complete data/Thumbs.db',
    );
    expect(
      await outcome({ ...good, 'manifest-sha256.txt': line('data/a.txt', 'A') + line('data/A.txt', 'A') }),
    ).toBe('error: complete data/A.txt');
  });

  it('may hold names with a line feed or a percent sign, encoded as RFC 8493 says', async () => {
    expect(
      await outcome({ 'bagit.txt': V1, 'data/a\nb': 'A', 'manifest-sha256.txt': line('data/a%0Ab', 'A') }),
    ).toBe('valid');
    expect(
      await outcome({
        'bagit.txt': V1,
        'data/100%25': 'A',
        'manifest-sha256.txt': line('data/100%2525', 'A'),
      }),
    ).toBe('valid');
    expect(
      await outcome({ 'bagit.txt': V097, 'data/%7Ea': 'A', 'manifest-sha256.txt': line('data/%7Ea', 'A') }),
    ).toBe('valid');
  });

  it('warns of names that would overwrite each other elsewhere', async () => {
    const twins = { 'data/a.txt': 'A', 'data/A.txt': 'B' };
    expect(
      await outcome({
        'bagit.txt': V1,
        ...twins,
        'manifest-sha256.txt': line('data/a.txt', 'A') + line('data/A.txt', 'B'),
      }),
    ).toContain('warning: paths');
  });
});

describe('a manifest of the house', () => {
  it('is sorted, with two spaces and a line feed', () => {
    expect(
      formatManifest(
        new Map([
          ['data/b', 'bb'],
          ['data/B', 'BB'],
          ['data/a', 'aa'],
        ]),
      ),
    ).toBe('BB  data/B\naa  data/a\nbb  data/b\n');
  });
});
