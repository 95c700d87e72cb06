// Makes files such as winmail.dat for tests, piece by piece ([MS-OXTNEF]).

const u16 = (n: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
};
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes;
};
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/** One attribute with its sum. */
export function attribute(level: 1 | 2, id: number, data: Buffer): Buffer {
  const sum = data.reduce((all, byte) => (all + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.of(level), u32(id), u32(data.length), data, u16(sum)]);
}

/** A list of properties, each made by one of the functions below. */
export function properties(...list: Buffer[]): Buffer {
  return Buffer.concat([u32(list.length), ...list]);
}

export function binary(id: number, data: Buffer, type = 0x102): Buffer {
  return Buffer.concat([u16(type), u16(id), u32(1), u32(data.length), padded(data)]);
}

export function wide(id: number, text: string): Buffer {
  return binary(id, Buffer.from(`${text}\0`, 'utf16le'), 0x1f);
}

export function number(id: number, value: number): Buffer {
  return Buffer.concat([u16(3), u16(id), u32(value)]);
}

/** A time as FILETIME. */
export function time(id: number, iso: string): Buffer {
  const ticks = Buffer.alloc(8);
  ticks.writeBigUInt64LE(BigInt(Date.parse(iso) + 11_644_473_600_000) * 10_000n);
  return Buffer.concat([u16(0x40), u16(id), ticks]);
}

/** A property with a name of its own, which a reader has to step over. */
export function named(name: string, value: string): Buffer {
  const written = Buffer.from(`${name}\0`, 'utf16le');
  const text = Buffer.from(`${value}\0`, 'utf16le');
  return Buffer.concat([
    u16(0x1f),
    u16(0x8001),
    Buffer.alloc(16, 7),
    u32(1),
    u32(written.length),
    padded(written),
    u32(1),
    u32(text.length),
    padded(text),
  ]);
}

export function tnef(...attributes: Buffer[]): Buffer {
  return Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
}

export const ATTRIBUTE = {
  subject: 0x00018004,
  body: 0x0002800c,
  from: 0x00008000,
  properties: 0x00069003,
  recipients: 0x00069004,
  page: 0x00069007,
  begin: 0x00069002,
  name: 0x00018010,
  data: 0x0006800f,
  ofAttachment: 0x00069005,
} as const;

/** An attachment as older programs write it: with a title in the page of the sender. */
export function attachment(title: Buffer, data: Buffer, ...list: Buffer[]): Buffer {
  return Buffer.concat([
    attribute(2, ATTRIBUTE.begin, Buffer.alloc(14)),
    attribute(2, ATTRIBUTE.name, Buffer.concat([title, Buffer.alloc(1)])),
    attribute(2, ATTRIBUTE.data, data),
    ...(list.length === 0 ? [] : [attribute(2, ATTRIBUTE.ofAttachment, properties(...list))]),
  ]);
}
