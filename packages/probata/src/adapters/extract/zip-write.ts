// Writes a plain ZIP, so that a library is given clean parts and never the stranger's container.
import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP of lightly packed members (APPNOTE 4.3); names in UTF-8, fewer than 65,536 members. */
export function plainZip(
  members: readonly { readonly name: string; readonly content: Uint8Array }[],
): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content } of members) {
    const packed = deflateRawSync(content, { level: 1 });
    const nameBytes = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x800, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(nameBytes.length, 26);
    const row = Buffer.alloc(46);
    row.write('PK\x01\x02', 'latin1');
    head.copy(row, 6, 4, 30);
    row.writeUInt32LE(at, 42);
    parts.push(head, nameBytes, packed);
    directory.push(row, nameBytes);
    at += 30 + nameBytes.length + packed.length;
  }
  const rows = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, rows, end]);
}
