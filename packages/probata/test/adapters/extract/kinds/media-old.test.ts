import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name: 'recording', bytes: Buffer.from(bytes), compartment: 'test' });

const u32 = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value, i * 4);
  return out;
};
const chunk = (name: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(name, 'latin1'), u32(body.length), body, Buffer.alloc(body.length & 1)]);
const list = (name: string, ...parts: readonly Buffer[]): Buffer =>
  chunk('LIST', Buffer.concat([Buffer.from(name, 'latin1'), ...parts]));

/** Fifty frames of 40 ms, 320 x 240, with a title. */
function avi(): Buffer {
  const main = Buffer.concat([u32(40_000, 0, 0, 0, 50, 0, 1, 0, 320, 240), Buffer.alloc(16)]);
  const stream = Buffer.concat([
    Buffer.from('vidsFMP4', 'latin1'),
    u32(0, 0, 0, 1, 25, 0, 50),
    Buffer.alloc(20),
  ]);
  const body = Buffer.concat([
    Buffer.from('AVI ', 'latin1'),
    list('hdrl', chunk('avih', main), list('strl', chunk('strh', stream))),
    list(
      'INFO',
      chunk('INAM', Buffer.from('Gate camera\0', 'latin1')),
      chunk('ICRD', Buffer.from('2034-07-05\0', 'latin1')),
    ),
    list('movi', chunk('00dc', Buffer.alloc(100))),
  ]);
  return chunk('RIFF', body);
}

/** Two seconds at 8,000 Hz, one channel. */
function aiff(): Buffer {
  const common = Buffer.from('000100003e800010400bfa00000000000000', 'hex');
  const part = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32BE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  return part(
    'FORM',
    Buffer.concat([Buffer.from('AIFF', 'latin1'), part('COMM', common), part('SSND', Buffer.alloc(40))]),
  );
}

/** A frame of bare AAC at 44,100 Hz, ten bytes. */
const adtsFrame = Buffer.from([0xff, 0xf1, 0x50, 0x40, 0x01, 0x5f, 0xfc, 0, 0, 0]);

const amr = (frames: number): Buffer =>
  Buffer.concat([
    Buffer.from('#!AMR\n', 'latin1'),
    ...Array.from({ length: frames }, () => Buffer.alloc(32, 0).fill(0x3c, 0, 1)),
  ]);

describe('an older recording', () => {
  it('says how long it is, of which streams, and what it is called', async () => {
    expect(await read(avi())).toMatchObject({
      state: 'read',
      kind: 'avi',
      text: 'Title: Gate camera\nDate: 2034-07-05\n',
      metadata: { Duration: '2', ImageWidth: '320', ImageHeight: '240', Tracks: '1', Stream1: 'vids FMP4' },
    });
    expect(await read(aiff())).toMatchObject({
      state: 'read',
      kind: 'aif',
      metadata: { Duration: '2', SampleRate: '8000', Channels: '1' },
    });
    const frames = Buffer.concat(Array.from({ length: 441 }, () => adtsFrame));
    expect(await read(frames)).toMatchObject({
      state: 'read',
      kind: 'aac',
      metadata: { Duration: '10.24', Channels: '1' },
    });
    expect(await read(amr(150))).toMatchObject({
      state: 'read',
      kind: 'amr',
      metadata: { Duration: '3', SampleRate: '8000' },
    });
  });

  it('that is cut, or states lengths that are not there, ends in a state that says so', async () => {
    expect(await read(avi().subarray(0, 40))).toMatchObject({ state: 'error', errorKind: 'damaged' });
    expect(await read(avi().subarray(0, avi().length - 50))).toMatchObject({
      state: 'partly-read',
      kind: 'avi',
    });
    expect(await read(aiff().subarray(0, 30))).toMatchObject({ state: 'error', errorKind: 'damaged' });
    expect(await read(amr(10).subarray(0, 300))).toMatchObject({ state: 'partly-read' });
    const asf = Buffer.concat([
      Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'),
      Buffer.alloc(14, 0xff),
    ]);
    expect(await read(asf)).toMatchObject({ state: 'error', errorKind: 'damaged', kind: 'asf' });
    const nested = Array.from({ length: 3_000 }).reduce<Buffer>(
      (inner) => list('strl', inner),
      Buffer.alloc(0),
    );
    const deep = await read(chunk('RIFF', Buffer.concat([Buffer.from('AVI ', 'latin1'), nested])));
    expect(deep).toMatchObject({ state: 'error', kind: 'avi' });
  });
});
