// Time stamps are held against openssl: its own tokens pass, and the forgeries that pass elsewhere do not pass here.
import { beforeAll, describe, expect } from 'vitest';
import { writeDer } from '../../src/timestamp/der.ts';
import { judgeTimestamp, type TimestampQuestion, type TimestampVerdict } from '../../src/timestamp/token.ts';
import { hasOpenssl, itIf, run } from '../tools.ts';
import { type Authority, makeAuthority, tstInfo } from './authority.ts';

const it = itIf(hasOpenssl, 'openssl');
const stamped = Buffer.from('origin\n1\nroot\n\n— origin signature\n');
const info = tstInfo(stamped, '20240601120000');

describe('a time stamp', () => {
  let tsa: Authority;

  beforeAll(() => {
    if (!hasOpenssl) return;
    tsa = makeAuthority();
    tsa.root('root', 'Root of the authority');
    tsa.key('rsa', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048');
    for (const name of [
      'ec',
      'soft',
      'more',
      'none',
      'strange',
      'second',
      'expired',
      'intermediate',
      'below',
      'deeper',
      'deepest',
    ]) {
      tsa.key(name, '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384');
    }
    for (const name of ['rsa', 'ec', 'second']) tsa.issue(name, 'root', 'tsa', `Authority ${name}`);
    tsa.issue('soft', 'root', 'tsa_soft', 'Not critical');
    tsa.issue('more', 'root', 'tsa_more', 'Also for mail');
    tsa.issue('none', 'root', 'tsa_none', 'No purpose');
    tsa.issue('strange', 'root', 'strange', 'Strange');
    tsa.issue('expired', 'root', 'tsa', 'Expired since', '20230101', '20250101');
    tsa.issue('intermediate', 'root', 'intermediate_short', 'Intermediate');
    tsa.issue('below', 'intermediate', 'tsa', 'Below the intermediate');
    tsa.issue('deeper', 'intermediate', 'root', 'Deeper than allowed');
    tsa.issue('deepest', 'deeper', 'tsa', 'Deepest');
    tsa.root('rogue-root', 'Root of the authority');
    tsa.key('rogue', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256');
    tsa.issue('rogue', 'rogue-root', 'tsa', 'Authority ec');
  });

  const judge = (token: Uint8Array, more: Partial<TimestampQuestion> = {}): Promise<TimestampVerdict> =>
    judgeTimestamp({ token, stamped, anchors: [tsa.certificate('root')], ...more });
  const code = async (token: Uint8Array, more: Partial<TimestampQuestion> = {}): Promise<string> =>
    (await judge(token, more)).code;
  const untrusted = (...names: readonly string[]) => ({
    untrusted: names.map((name) => tsa.certificate(name)),
  });

  it('by openssl is accepted with what it says, under RSA and ECDSA', async () => {
    for (const signer of ['rsa', 'ec']) {
      const { response, request } = tsa.respond(signer, stamped);
      const verdict = await judge(response, { request });
      expect(verdict).toMatchObject({
        state: 'verified',
        facts: { policy: '1.2.3.4.1', accuracy: 1500.1, signer: `CN=Authority ${signer}` },
      });
      expect(Math.abs(Date.parse(verdict.facts?.time ?? '') - Date.now())).toBeLessThan(60_000);
    }
  });

  it('is accepted under every algorithm that openssl signs with', async () => {
    const variants: readonly (readonly [string, ...string[]])[] = [
      ['rsa', '-md', 'sha256'],
      ['rsa', '-md', 'sha384'],
      ['rsa', '-md', 'sha512'],
      ['rsa', '-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss'],
      ['ec', '-md', 'sha256'],
      ['ec', '-md', 'sha512'],
    ];
    for (const [signer, ...options] of variants) {
      expect([signer, ...options, await code(tsa.sign(info, signer, '-cades', ...options))]).toEqual([
        signer,
        ...options,
        'TSA_OK',
      ]);
    }
  });

  it('is accepted with its signer named by key identifier', async () => {
    expect(await code(tsa.sign(info, 'ec', '-cades', '-keyid'))).toBe('TSA_OK');
  });

  it('without its certificate is accepted once the certificate is at hand, and not before', async () => {
    const { response } = tsa.respond('ec', stamped, { query: [] });
    expect(await code(response)).toBe('TSA_SIGNER');
    expect(await code(response, untrusted('ec'))).toBe('TSA_OK');
  });

  it('over other bytes is refused', async () => {
    const { response } = tsa.respond('ec', stamped);
    expect(await code(response, { stamped: Buffer.from('other') })).toBe('TSA_IMPRINT');
  });

  it('is refused by a certificate that is not for time stamping alone, critically', async () => {
    for (const signer of ['none', 'soft', 'more'])
      expect([signer, await code(tsa.sign(info, signer, '-cades'))]).toEqual([signer, 'TSA_EKU']);
  });

  it('without an ESS attribute is refused', async () => {
    expect(await code(tsa.sign(info, 'ec'))).toBe('TSA_ESS');
  });

  it('with two signers, or with none, is refused', async () => {
    expect(await code(tsa.sign(info, 'ec', '-cades', '-signer', 'second.pem', '-inkey', 'second.key'))).toBe(
      'TSA_SIGNERS',
    );
  });

  it('without signed attributes is refused', async () => {
    expect(await code(tsa.sign(info, 'ec', '-noattr'))).toBe('TSA_ATTRIBUTES');
  });

  it('is judged at its own time: a certificate that expired since was good then', async () => {
    const token = tsa.sign(info, 'expired', '-cades');
    expect(await code(token)).toBe('TSA_OK');
    expect(await code(token, { at: Date.parse('2026-01-01') })).toBe('TSA_VALIDITY');
    expect(await code(tsa.sign(tstInfo(stamped, '20220601120000'), 'expired', '-cades'))).toBe(
      'TSA_VALIDITY',
    );
  });

  it('by a stranger is refused, though the trusted certificate of the same name lies in the token', async () => {
    expect(await code(tsa.sign(info, 'rogue', '-cades', '-certfile', 'ec.pem'))).toBe('TSA_PATH');
    expect(await code(tsa.sign(info, 'rogue', '-cades', '-certfile', 'rogue-root.pem'))).toBe('TSA_PATH');
  });

  it('stays good when a stranger adds a certificate of the same name, and its true signer is reported', async () => {
    const verdict = await judge(
      tsa.sign(info, 'ec', '-cades', '-certfile', 'rogue.pem'),
      untrusted('rogue', 'rogue-root'),
    );
    expect(verdict).toMatchObject({ code: 'TSA_OK', facts: { signer: 'CN=Authority ec' } });
  });

  it('needs the whole path, with its length and its critical extensions obeyed', async () => {
    const token = tsa.sign(info, 'below', '-cades');
    expect(await code(token)).toBe('TSA_PATH');
    expect(await code(token, untrusted('intermediate'))).toBe('TSA_OK');
    expect(await code(tsa.sign(info, 'deepest', '-cades'), untrusted('deeper', 'intermediate'))).toBe(
      'TSA_PATH',
    );
    expect(await code(tsa.sign(info, 'strange', '-cades'))).toBe('TSA_PATH');
    expect(await code(tsa.sign(info, 'rsa', '-cades'), { anchors: [tsa.certificate('rogue-root')] })).toBe(
      'TSA_PATH',
    );
  });

  it('without a pinned root is never shown as verified, and names the root to compare', async () => {
    const verdict = await judge(tsa.sign(info, 'ec', '-cades'), { anchors: [], ...untrusted('root') });
    expect(verdict).toMatchObject({ state: 'not-checked', code: 'TSA_NO_ANCHOR' });
    const der = run(
      'openssl',
      ['x509', '-in', 'root.pem', '-noout', '-fingerprint', '-sha256'],
      tsa.dir,
    ).toString();
    expect(verdict.facts?.root).toBe(der.trim().split('=')[1]?.replaceAll(':', '').toLowerCase());
    expect(await code(tsa.sign(info, 'none', '-cades'), { anchors: [] })).toBe('TSA_EKU');
  });

  it('must answer the request: nonce and policy', async () => {
    const first = tsa.respond('ec', stamped);
    const second = tsa.respond('ec', stamped);
    expect(await code(first.response, { request: second.request })).toBe('TSA_NONCE');
    expect(await code(first.response, { policy: '1.2.3.4.9' })).toBe('TSA_POLICY');
  });

  it('that the authority refused is refused', async () => {
    const refusal = writeDer(0x30, writeDer(0x30, Uint8Array.of(2, 1, 2)));
    expect(await code(refusal)).toBe('TSA_STATUS');
  });

  it('with extensions in its TSTInfo that nobody here understands is refused', async () => {
    expect(
      await code(
        tsa.sign(tstInfo(stamped, '20240601120000', writeDer(0xa1, Uint8Array.of(0x30, 0))), 'ec', '-cades'),
      ),
    ).toBe('SEAL_DER');
  });

  it('with any one bit changed is refused, or says the same', async () => {
    const token = tsa.sign(info, 'ec', '-cades');
    const good = await judge(token);
    let refused = 0;
    for (let at = 0; at < token.length; at += 3) {
      const changed = Uint8Array.from(token);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8)); // at is inside
      const verdict = await judge(changed);
      if (verdict.state === 'verified') expect(verdict.facts).toEqual(good.facts);
      else refused++;
    }
    expect(refused).toBeGreaterThan(token.length / 3 - 40);
  });

  it('is never an exception, whatever the bytes', async () => {
    for (const bytes of [[], [0x30], [0x30, 0x80, 0, 0], [0x30, 2, 5, 0], [0x1f, 1, 0]]) {
      expect((await judge(Uint8Array.from(bytes))).state).toBe('failed');
    }
  });
});
