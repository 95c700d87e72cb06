import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/rooms/reading/pages.ts';
import { zipOf } from './made.ts';
import { oneReader } from './one-reader.ts';

const pool = oneReader();
const read = (name: string, bytes: Uint8Array | string) =>
  pool.extract({ name, bytes: Buffer.from(bytes as Uint8Array), compartment: 'test' });

const VTT = `WEBVTT Radio of post Rima

NOTE Written down by the interpreter.

1
00:00:01.000 --> 00:00:03.500 align:start
<v Duty officer>Twelve persons at the <b>strip</b>.

00:00:04.000 --> 00:00:06.250
Stop &amp; wait.
`;

describe('a transcript', () => {
  it('in WebVTT gives its words with speakers and times, and keeps notes apart', async () => {
    const x = await read('radio.txt', VTT);
    expect(x).toMatchObject({
      state: 'read',
      kind: 'vtt',
      metadata: { title: 'Radio of post Rima', Duration: '6.25' },
    });
    expect(x.text).toBe('Duty officer: Twelve persons at the strip.\nStop & wait.\n');
    expect(x.cues?.map(({ start, end, fromMs, toMs }) => [x.text.slice(start, end), fromMs, toMs])).toEqual([
      ['Duty officer: Twelve persons at the strip.', 1000, 3500],
      ['Stop & wait.', 4000, 6250],
    ]);
    expect(x.hidden).toContainEqual({ kind: 'comment', text: 'Written down by the interpreter.' });
  });

  it('in SubRip is told by its content, and cited by the time at which the words are heard', async () => {
    const x = await read(
      'x',
      '1\r\n00:01:15,000 --> 00:01:17,000\r\nДвенадцать человек\r\n\r\n2\r\n01:00:00,000 --> 01:00:02,000\r\nу полосы\r\n',
    );
    expect(x).toMatchObject({ state: 'read', kind: 'srt' });
    const at = x.text.indexOf('человек');
    expect(placeOf(x, { start: at, end: at + 7 })).toMatchObject({
      pin: '00:01:15-00:01:17',
      place: { time: { fromMs: 75_000, toMs: 77_000 } },
    });
  });

  it('whose times run backwards is read, and that is said; one without a cue is damaged', async () => {
    const x = await read('a.vtt', 'WEBVTT\n\n00:09.000 --> 00:08.000\nb\n\n00:01.000 --> 00:02.000\na\n');
    expect(x.warnings).toContainEqual(expect.objectContaining({ code: 'cue-order' }));
    expect(await read('a.vtt', 'WEBVTT\n')).toMatchObject({ state: 'error', errorKind: 'damaged' });
  });
});

describe('a packed web archive', () => {
  const page = Buffer.from('WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n');
  const sha = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const wacz = (change: { warc?: Buffer; signature?: (hash: string) => Buffer } = {}) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const resources = [{ name: 'data.warc', path: 'archive/data.warc', hash: sha(page), bytes: page.length }];
    const manifest = Buffer.from(JSON.stringify({ profile: 'data-package', resources }));
    const hash = sha(manifest);
    const made =
      change.signature?.(hash) ??
      sign('sha256', Buffer.from(hash), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const signedData = {
      hash,
      created: '2037-05-26T08:00:00Z',
      software: 'An invented packer',
      signature: made.toString('base64'),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    };
    return zipOf([
      { name: 'archive/data.warc', content: change.warc ?? page },
      { name: 'datapackage.json', content: manifest },
      {
        name: 'datapackage-digest.json',
        content: JSON.stringify({ path: 'datapackage.json', hash, signedData }),
      },
    ]);
  };

  it('has its digests recomputed and its signature verified; of whoever signed nothing is believed', async () => {
    const x = await read('site.wacz', wacz());
    expect(x).toMatchObject({
      state: 'read',
      kind: 'wacz',
      metadata: { 'wacz-digests-right': '1 of 1', 'wacz-datapackage-digest': 'right' },
    });
    expect(x.metadata['wacz-signature']).toMatch(
      /^good, by the key [0-9a-f]{16}…, of which nothing is known$/,
    );
  });

  it('that was changed after it was packed, or signed by another, says so', async () => {
    const changed = await read('site.wacz', wacz({ warc: Buffer.concat([page, page]) }));
    expect(changed.state).toBe('partly-read');
    expect(changed.warnings).toContainEqual(expect.objectContaining({ code: 'wacz-digest' }));
    const forged = await read('site.wacz', wacz({ signature: () => Buffer.alloc(96, 7) }));
    expect(forged.metadata['wacz-signature']).toMatch(/^not made by/);
    expect(forged.warnings).toContainEqual(expect.objectContaining({ code: 'wacz-signature' }));
  });
});
