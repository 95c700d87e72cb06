// VERIFY.txt is run where only sh, coreutils and openssl exist: it accepts the bag, and finds what was changed.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import * as seal from '../../src/index.ts';
import { type MadeBag, makeBag, makeSigner, writeFiles } from '../bag-maker.ts';
import { makeAuthority } from '../timestamp/authority.ts';
import { hasOpenssl, hasProgram, itIf } from '../tools.ts';

const it = itIf(hasOpenssl && hasProgram('sha256sum', '--version'), 'openssl or coreutils');
const COREUTILS = [
  'sha256sum',
  'wc',
  'tr',
  'tail',
  'head',
  'cat',
  'base64',
  'od',
  'mktemp',
  'rm',
  'printf',
  'test',
  '[',
  'echo',
  'true',
  'false',
];

/** A PATH with sh, coreutils and openssl and nothing else: no find, no grep, no awk, no xxd. */
function bareTools(): string {
  const dir = mkdtempSync(join(tmpdir(), 'probata-bare-'));
  for (const name of [...COREUTILS, 'openssl', 'sh']) {
    const found = ['/usr/bin', '/bin', '/usr/local/bin'].map((place) => join(place, name)).find(existsSync);
    if (found !== undefined) symlinkSync(found, join(dir, name));
  }
  return dir;
}

function verify(
  bag: MadeBag,
  vkey: string | undefined,
  change?: (dir: string) => void,
): { status: number | null; failed: string[]; text: string } {
  const dir = mkdtempSync(join(tmpdir(), 'probata-bag-'));
  writeFiles(dir, bag.files);
  change?.(dir);
  const tools = bareTools();
  const env = { PATH: tools, TMPDIR: tmpdir(), ...(vkey === undefined ? {} : { VKEY: vkey }) };
  const { status, stdout, stderr } = spawnSync(join(tools, 'sh'), ['VERIFY.txt'], {
    cwd: dir,
    env,
    encoding: 'utf8',
  });
  const text = `${stdout}\n${stderr}`;
  return {
    status,
    failed: stdout
      .split('\n')
      .filter((line) => line.startsWith('FAILED'))
      .map((line) => line.slice(8)),
    text,
  };
}

const overwrite =
  (path: string, edit: (text: string) => string) =>
  (dir: string): void => {
    writeFileSync(join(dir, path), edit(readFileSync(join(dir, path), 'utf8')));
  };

describe('VERIFY.txt', { timeout: 240_000 }, () => {
  it('accepts an untouched bag, with annexes in trees of many shapes', async () => {
    for (const count of [1, 2, 3, 7]) {
      const bag = await makeBag(count);
      const result = verify(bag, bag.vkey);
      expect(result, result.text).toMatchObject({ status: 0, failed: [] });
      expect(result.text).toContain(`A-00${count}: the entry is in the log`);
      expect(result.text).not.toContain('not found');
    }
  });

  it('says so when the key was taken from the bag', async () => {
    const bag = await makeBag(1);
    const result = verify(bag, undefined);
    expect(result.status).toBe(0);
    expect(result.text).toContain('Compare it with the one printed in the filing');
  });

  it('refuses another key, and a name or id that is not the log’s', async () => {
    const bag = await makeBag(1);
    const other = seal.formatVkey(makeSigner('states.example/case-1').key);
    for (const vkey of [other, bag.vkey.replace('+', '+0')]) {
      const result = verify(bag, vkey);
      expect(result.status, vkey).toBe(1);
      expect(result.failed.join()).toContain('checkpoint of');
    }
  });

  it('finds a changed, a missing and an added file', async () => {
    const bag = await makeBag(2);
    expect(
      verify(
        bag,
        bag.vkey,
        overwrite('data/annexes/A-002.txt', (text) => text.replace('E', 'F')),
      ).failed,
    ).toEqual(['payload digests', 'A-002: its entry names the file data/annexes/A-002.txt']);
    expect(
      verify(
        bag,
        bag.vkey,
        overwrite('trust/log.vkey', (text) => `${text}x`),
      ).failed,
    ).toEqual(['tag file digests']);
    expect(
      verify(bag, bag.vkey, (dir) => writeFileSync(join(dir, 'data/more.txt'), 'x')).failed.join(),
    ).toContain('size and number');
    expect(verify(bag, bag.vkey, (dir) => mkdirSync(join(dir, 'data/empty'))).failed).toEqual([]);
    const linked = (dir: string): void => {
      renameSync(join(dir, 'data/annexes/A-001.txt'), join(dir, '../A-001.txt'));
      symlinkSync('../../../A-001.txt', join(dir, 'data/annexes/A-001.txt'));
    };
    expect(verify(bag, bag.vkey, linked).failed.join()).toContain('size and number');
    expect(verify(bag, bag.vkey, (dir) => writeFileSync(join(dir, 'proofs/more'), 'x')).failed).toEqual([
      'no file is unlisted',
    ]);
  });

  it('finds an altered entry, proof, root and filing, each in its own step', async () => {
    const bag = await makeBag(3);
    const found = (path: string, edit: (text: string) => string): string[] =>
      verify(bag, bag.vkey, overwrite(path, edit)).failed.slice(1);
    expect(found('proofs/leaves/A-001.json', (text) => text.replace('"bytes":', '"bytas":'))).toEqual([
      'A-001: what was said is what the entry is committed to',
    ]);
    expect(found('proofs/leaves/A-001.json', (text) => text.replace('usr_1', 'usr_2'))).toEqual([
      'A-001: the entry is in the log',
    ]);
    expect(found('proofs/annexes/A-002.tlog-proof', (text) => text.replace(/index \d/, 'index 1'))).toEqual([
      'A-002: the entry is in the log',
    ]);
    const root = found('proofs/checkpoint', (text) =>
      text.replace(/\n6\n./, (match) => `${match.slice(0, -1)}${match.endsWith('A') ? 'B' : 'A'}`),
    );
    expect(root[0]).toContain('checkpoint of');
    expect(root.filter((line) => line.includes('in the log'))).toHaveLength(5);
  });

  it('checks a time stamp with openssl at the token’s own time', async () => {
    const tsa = makeAuthority();
    tsa.root('root');
    tsa.key('tsa', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048');
    tsa.issue('tsa', 'root', 'tsa', 'Authority');
    const bag = await makeBag(1);
    const { response, request } = tsa.respond('tsa', seal.utf8(bag.plan.checkpoint));
    const judged = await seal.judgeTimestamp({
      token: response,
      stamped: seal.utf8(bag.plan.checkpoint),
      anchors: [tsa.certificate('root')],
    });
    const time = Date.parse(judged.facts?.time ?? '') / 1000;
    const plan = {
      ...bag.plan,
      stamps: [{ name: 'authority', time, response, request }],
      rootsPem: readFileSync(join(tsa.dir, 'root.pem'), 'utf8'),
    };
    const stamped = { ...bag, files: new Map([...bag.files, ...seal.tagFiles(plan)]) };
    const result = verify(stamped, bag.vkey);
    expect(result, result.text).toMatchObject({ status: 0, failed: [] });
    expect(result.text).toContain('authority stamped the checkpoint at');
    const foreign = tsa.respond('tsa', seal.utf8('other')).response;
    expect(
      verify(stamped, bag.vkey, (dir) =>
        writeFileSync(join(dir, 'proofs/checkpoint.authority.tsr'), foreign),
      ).failed.join(),
    ).toContain('authority stamped');
  });
});
