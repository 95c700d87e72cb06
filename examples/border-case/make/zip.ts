/** A very small writer of zip archives whose entries are stored, not packed, and carry no clock. */
import { crc32 } from 'node:zlib';

/**
 * Takes names and contents in the order in which they shall stand; gives the archive.
 * Follows APPNOTE.TXT 6.3: local headers, central directory, end record. Time is 1 January 1980, as the format's zero.
 */
export function zip(entries: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const path = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // version needed
    shared.writeUInt16LE(0x0800, 2); // names are UTF-8
    shared.writeUInt16LE(0, 4); // stored
    shared.writeUInt16LE(0, 6);
    shared.writeUInt16LE(0x21, 8); // 1980-01-01
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const localHead = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, path]));
    local.push(localHead, path, Buffer.from(bytes));
    offset += localHead.length + path.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
