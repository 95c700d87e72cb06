// Writes a compound file: a message that lay inside another becomes a file of its own, as its program would save it.

/** A stream with the path of its storages, joined by `/`. */
export interface OlePart {
  readonly path: string;
  readonly content: Uint8Array;
}

interface Node {
  readonly name: string;
  /** Undefined for a storage. */
  readonly content: Buffer | undefined;
  readonly children: Node[];
}

interface Row {
  readonly node: Node;
  left: number;
  right: number;
  child: number;
  start: number;
}

const SECTOR = 512;
const SMALL = 64;
const CUTOFF = 4_096;
const NONE = 0xffffffff;
const END = 0xfffffffe;
const OF_FAT = 0xfffffffd;
const OF_DIFAT = 0xfffffffc;
/** So many sectors of the table of sectors are listed in the head; the others in sectors of their own. */
const IN_HEAD = 109;
const IN_LIST = 127;
/**
 * A compound file of version 3 ([MS-CFB]) without times, so that the same parts always give the same bytes.
 */
export function writeOle(parts: readonly OlePart[]): Buffer {
  const root: Node = { name: 'Root Entry', content: undefined, children: [] };
  for (const part of parts) place(root, part);
  const rows: Row[] = [];
  lay(root, rows);
  const body: Buffer[] = [];
  const fat: number[] = [];
  const chain = (bytes: Buffer): number => {
    if (bytes.length === 0) return END;
    const first = fat.length;
    const count = Math.ceil(bytes.length / SECTOR);
    for (let i = 1; i < count; i += 1) fat.push(first + i);
    fat.push(END);
    body.push(bytes, Buffer.alloc(count * SECTOR - bytes.length));
    return first;
  };
  const small: Buffer[] = [];
  const smallFat: number[] = [];
  for (const row of rows) {
    const content = row.node.content ?? Buffer.alloc(0);
    if (content.length >= CUTOFF) row.start = chain(content);
    else if (content.length > 0) {
      row.start = smallFat.length;
      const count = Math.ceil(content.length / SMALL);
      for (let i = 1; i < count; i += 1) smallFat.push(row.start + i);
      smallFat.push(END);
      small.push(content, Buffer.alloc(count * SMALL - content.length));
    }
  }
  const stream = Buffer.concat(small);
  const [first] = rows as [Row]; // the root is always there
  first.start = chain(stream);
  const smallTable = chain(numbers(smallFat));
  const directory = chain(
    Buffer.concat(rows.map((row, i) => entry(row, i === 0 ? stream.length : undefined))),
  );
  const { tables, lists } = tablesFor(fat.length);
  const table = fat.length;
  for (let i = 0; i < tables; i += 1) fat.push(OF_FAT);
  for (let i = 0; i < lists; i += 1) fat.push(OF_DIFAT);
  const head = Buffer.alloc(SECTOR, 0xff);
  head.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(tables, 44);
  head.writeUInt32LE(directory, 48);
  head.writeUInt32LE(CUTOFF, 56);
  head.writeUInt32LE(smallTable, 60);
  head.writeUInt32LE(Math.ceil(smallFat.length / 128), 64);
  head.writeUInt32LE(lists === 0 ? END : table + tables, 68);
  head.writeUInt32LE(lists, 72);
  for (let i = 0; i < Math.min(tables, IN_HEAD); i += 1) head.writeUInt32LE(table + i, 76 + i * 4);
  return Buffer.concat([head, ...body, numbers(fat), ...listsOf(table, tables, lists)]);
}

/** The table of sectors lists its own sectors as well, and those that list them. */
function tablesFor(sectors: number): { readonly tables: number; readonly lists: number } {
  let [tables, lists] = [1, 0];
  while (tables * 128 < sectors + tables + lists) {
    tables += 1;
    lists = Math.ceil(Math.max(0, tables - IN_HEAD) / IN_LIST);
  }
  return { tables, lists };
}

function listsOf(table: number, tables: number, lists: number): readonly Buffer[] {
  return Array.from({ length: lists }, (_, i) => {
    const first = IN_HEAD + i * IN_LIST;
    const own = Array.from({ length: Math.min(IN_LIST, tables - first) }, (_one, n) => table + first + n);
    const out = numbers([...own, ...Array.from({ length: IN_LIST - own.length }, () => NONE)]);
    out.writeUInt32LE(i + 1 < lists ? table + tables + i + 1 : END, SECTOR - 4);
    return out;
  });
}

function place(root: Node, { path, content }: OlePart): void {
  const names = path.split('/');
  let at = root;
  for (const [i, name] of names.entries()) {
    let next = at.children.find((one) => one.name === name);
    if (next === undefined) {
      next = { name, content: i === names.length - 1 ? Buffer.from(content) : undefined, children: [] };
      at.children.push(next);
    }
    at = next;
  }
}

/** Puts a storage and all in it into rows; the children of each are a balanced tree, in the order of the format. */
function lay(node: Node, rows: Row[]): number {
  const index = rows.length;
  const row: Row = {
    node,
    left: NONE,
    right: NONE,
    child: NONE,
    start: node.content === undefined ? 0 : END,
  };
  rows.push(row);
  const sorted = node.children.toSorted(
    (a, b) => a.name.length - b.name.length || (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1),
  );
  row.child = half(sorted, rows);
  return index;
}

function half(nodes: readonly Node[], rows: Row[]): number {
  const middle = nodes.length >> 1;
  const node = nodes[middle];
  if (node === undefined) return NONE;
  const index = lay(node, rows);
  const row = rows[index] as Row; // just laid
  row.left = half(nodes.slice(0, middle), rows);
  row.right = half(nodes.slice(middle + 1), rows);
  return index;
}

function entry({ node, left, right, child, start }: Row, rootBytes: number | undefined): Buffer {
  const out = Buffer.alloc(128);
  const name = Buffer.from(`${node.name.slice(0, 31)}\0`, 'utf16le');
  name.copy(out);
  out.writeUInt16LE(name.length, 64);
  out.writeUInt8(rootBytes !== undefined ? 5 : node.content === undefined ? 1 : 2, 66);
  out.writeUInt8(1, 67);
  out.writeUInt32LE(left, 68);
  out.writeUInt32LE(right, 72);
  out.writeUInt32LE(child, 76);
  out.writeUInt32LE(start, 116);
  out.writeUInt32LE(rootBytes ?? node.content?.length ?? 0, 120);
  return out;
}

/** A table of numbers, filled up to whole sectors. */
function numbers(values: readonly number[]): Buffer {
  const out = Buffer.alloc(Math.ceil(values.length / 128) * SECTOR, 0xff);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value, i * 4);
  return out;
}
