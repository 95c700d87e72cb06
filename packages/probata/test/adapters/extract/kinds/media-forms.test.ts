// Recordings in the forms of phones, cameras and stations; every file is made here, byte by byte.
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name: 'recording', bytes: Buffer.from(bytes), compartment: 'test' });
const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const words = (text: string): Buffer => Buffer.from(text, 'latin1');
const be = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value >>> 0, i * 4);
  return out;
};
const le = (...values: readonly number[]): Buffer => be(...values).swap32();

describe('MP4 and QuickTime', () => {
  const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([be(8 + body.length), words(type), body]);
  };
  const ftyp = (brand: string): Buffer => box('ftyp', words(`${brand}\0\0\0\0${brand}`));
  const movie = (ticks: number): Buffer => box('mvhd', be(0, 0, 0, 1_000, ticks), Buffer.alloc(80));
  const track = box(
    'trak',
    box('tkhd', be(0, 0, 0, 7, 0, 0), Buffer.alloc(52), be(320 << 16, 180 << 16)),
    box('mdia', box('mdhd', be(0, 0, 0, 600, 0, 0))),
  );
  const place = words('+54.6872-025.2797+112.5/');
  const data = (value: Buffer): Buffer => box('data', be(1, 0), value);

  it.each([
    ['as phones write it', box('udta', box('\xa9xyz', hex('0018 15c7'), place)), 112.5],
    [
      'as QuickTime keys',
      box(
        'meta',
        box('hdlr', Buffer.alloc(24)),
        box('keys', be(0, 1), box('mdta', words('com.apple.quicktime.location.ISO6709'))),
        box('ilst', box('\0\0\0\x01', data(place))),
      ),
      112.5,
    ],
    [
      'with a name',
      box(
        'udta',
        box('loci', be(0), hex('15c7'), words('x\0\0'), be(-25.2797 * 65_536, 54.6872 * 65_536, 0)),
      ),
      undefined,
    ],
  ])('give the place of the camera %s', async (_how, part, height) => {
    const e = await read(Buffer.concat([ftyp('qt  '), box('moov', movie(2_400), track, part)]));
    expect(e).toMatchObject({ kind: 'mov', state: 'read' });
    expect(Number(e.metadata['GPSLatitude'])).toBeCloseTo(54.6872, 4);
    expect(Number(e.metadata['GPSLongitude'])).toBeCloseTo(-25.2797, 4);
    expect(e.metadata['GPSAltitude']).toBe(height === undefined ? undefined : String(height));
    expect(e.metadata['Duration']).toBe('2.4');
  });

  it('last as long as their fragments, where they were written piece by piece', async () => {
    const head = box('moov', movie(0), track, box('mvex', box('trex', be(0, 7, 1, 60, 0, 0))));
    const piece = (from: number): Buffer =>
      box('moof', box('traf', box('tfhd', be(0, 7)), box('tfdt', be(0, from)), box('trun', be(0, 10))));
    const own = box(
      'moof',
      box('traf', box('tfhd', be(0, 7)), box('tfdt', be(0, 1_200)), box('trun', be(0x100, 2, 30, 90))),
    );
    const e = await read(Buffer.concat([ftyp('isom'), head, piece(0), piece(600), own]));
    expect(e.metadata).toMatchObject({ Duration: '2.2', ImageWidth: '320', ImageHeight: '180' });
  });

  it('are called 3GP where they say so', async () => {
    const e = await read(Buffer.concat([ftyp('3gp4'), box('moov', movie(100), track)]));
    expect(e.mediaType).toBe('video/3gpp');
  });
});

describe('Ogg', () => {
  const page = (granule: number, body: Buffer): Buffer => {
    const head = Buffer.concat([
      words('OggS'),
      hex('0002'),
      Buffer.alloc(8),
      le(9, 0, 0),
      hex('01'),
      Buffer.from([body.length]),
    ]);
    head.writeBigUInt64LE(BigInt(granule), 6);
    return Buffer.concat([head, body]);
  };
  const comment = words('TITLE=Gate');
  const comments = Buffer.concat([le(0), le(1), le(comment.length), comment]);

  it('lasts as the last page says: FLAC, Speex, and films by their pictures', async () => {
    const flac = Buffer.concat([
      words('\x7fFLAC'),
      hex('01000001'),
      words('fLaC'),
      hex('80000022'),
      hex('1000 1000 000000 000000 0ac440 f0 00000000'),
      Buffer.alloc(16),
    ]);
    const speex = Buffer.concat([
      words('Speex   1.2'),
      Buffer.alloc(25),
      le(16_000, 0, 0, 1),
      Buffer.alloc(28),
    ]);
    const theora = Buffer.concat([
      words('\x80theora'),
      hex('030201 0014 000c 000140 0000b4 00 00'),
      be(10, 1),
      hex('000001 000001 00 000000 00 c0'),
      Buffer.alloc(4),
    ]);
    for (const [head, granule, seconds, lead] of [
      [flac, 88_200, 2, hex('84000014')],
      [speex, 24_000, 1.5, Buffer.alloc(0)],
      [theora, (20 << 6) | 4, 2.4, words('\x81theora')],
    ] as const) {
      const e = await read(
        Buffer.concat([
          page(0, head),
          page(0, Buffer.concat([lead, comments])),
          page(granule, Buffer.alloc(9)),
        ]),
      );
      expect(e.metadata).toMatchObject({ Duration: String(seconds), Title: 'Gate' });
    }
  });
});

describe('WAVE', () => {
  const chunk = (name: string, body: Buffer, said = body.length): Buffer =>
    Buffer.concat([words(name), le(said), body]);
  const format = (form: number, perSecond: number): Buffer =>
    chunk(
      'fmt ',
      Buffer.concat([
        hex(`${form.toString(16).padStart(2, '0')}00 0100`),
        le(8_000, perSecond),
        hex('0100 0800'),
      ]),
    );

  it('with sizes of eight bytes is read as any other', async () => {
    const sizes = chunk('ds64', le(100, 0, 16_000, 0, 16_000, 0, 0));
    const e = await read(
      Buffer.concat([
        words('RF64'),
        le(0xffffffff),
        words('WAVE'),
        sizes,
        format(1, 8_000),
        chunk('data', Buffer.alloc(16_000), 0xffffffff),
      ]),
    );
    expect(e).toMatchObject({ kind: 'wav', metadata: { Duration: '2' } });
  });

  it('that is packed lasts as its samples say; the estimate is kept beside it', async () => {
    const e = await read(
      Buffer.concat([
        words('RIFF'),
        le(100),
        words('WAVE'),
        format(17, 4_000),
        chunk('fact', le(8_000)),
        chunk('data', Buffer.alloc(8_000)),
      ]),
    );
    expect(e.metadata).toMatchObject({ Duration: '1', NominalDuration: '2' });
  });
});

describe('MP3', () => {
  it('gives the titles of the older tag at its end', async () => {
    const tag = Buffer.alloc(128);
    tag.write('TAGGate camera', 0, 'latin1');
    const e = await read(Buffer.concat([hex('fffb9000'), Buffer.alloc(800), tag]));
    expect(e).toMatchObject({ kind: 'mp3', metadata: { Title: 'Gate camera' } });
  });
});

describe('recordings for sending', () => {
  const time = (ticks: number): Buffer =>
    Buffer.from([
      0x21 | ((ticks / 2 ** 30) << 1),
      (ticks >> 22) & 255,
      ((ticks >> 14) & 254) | 1,
      (ticks >> 7) & 255,
      ((ticks << 1) & 254) | 1,
    ]);
  const SIZE = hex('000001b3 1400b4');
  const piece = (ticks: number): Buffer => {
    const body = Buffer.concat([hex('808005'), time(ticks), SIZE]);
    return Buffer.concat([hex('000001e0'), hex(body.length.toString(16).padStart(4, '0')), body]);
  };

  it('as packets of 188 or 192 bytes: length, streams and size', async () => {
    const packet = (pid: number, body: Buffer): Buffer =>
      Buffer.concat([Buffer.from([0x47, 0x40 | (pid >> 8), pid & 255, 0x10]), body], 188);
    const packets = [
      packet(0, hex('00 00b00d 0001c10000 0001f000 00000000')),
      packet(0x1000, hex('00 02b012 0001c10000 e100f000 1be100f000 00000000')),
      ...[90_000, 93_600, 97_200].map((ticks) => packet(0x100, piece(ticks))),
    ];
    for (const lead of [0, 4]) {
      const e = await read(Buffer.concat(packets.flatMap((one) => [Buffer.alloc(lead), one])));
      expect(e).toMatchObject({
        kind: 'ts',
        state: 'read',
        metadata: {
          Duration: '0.12',
          Tracks: '1',
          Stream1: 'H.264 video',
          ImageWidth: '320',
          ImageHeight: '180',
        },
      });
    }
    const cut = await read(Buffer.concat(packets).subarray(0, 188 * 5 - 20));
    expect(cut.state).not.toBe('read');
  });

  it('as a program stream', async () => {
    const pack = Buffer.concat([hex('000001ba 44'), Buffer.alloc(9)]);
    const e = await read(
      Buffer.concat([pack, piece(900), piece(4_500), pack, piece(8_100), hex('000001b9')]),
    );
    expect(e).toMatchObject({
      kind: 'mpg',
      state: 'read',
      metadata: { Duration: '0.12', ImageWidth: '320' },
    });
  });

  it('as Flash, Sun and Apple sound', async () => {
    const double = Buffer.alloc(8);
    double.writeDoubleBE(3.5);
    const script = Buffer.concat([words('\0\x08duration\0'), double]);
    const flash = Buffer.concat([
      words('FLV\x01\x05'),
      be(9, 0),
      hex('12'),
      hex(script.length.toString(16).padStart(6, '0')),
      Buffer.alloc(7),
      script,
      be(0),
    ]);
    expect(await read(flash)).toMatchObject({
      kind: 'flv',
      state: 'read',
      metadata: { Duration: '3.5', Tracks: '2' },
    });
    const sun = Buffer.concat([words('.snd'), be(24, 16_000, 1, 8_000, 1), Buffer.alloc(16_000)]);
    expect(await read(sun)).toMatchObject({ kind: 'au', state: 'read', metadata: { Duration: '2' } });
    const rate = Buffer.alloc(8);
    rate.writeDoubleBE(8_000);
    const core = Buffer.concat([
      words('caff'),
      hex('00010000'),
      words('desc'),
      be(0, 32),
      rate,
      words('lpcm'),
      be(0, 2, 1, 1, 16),
      words('data'),
      be(0, 16_004),
      Buffer.alloc(16_004),
    ]);
    expect(await read(core)).toMatchObject({
      kind: 'caf',
      state: 'read',
      metadata: { Duration: '1', Stream1: 'lpcm' },
    });
  });
});
