// Lists and unpacks archives in memory: every member becomes a named child, and no name is ever used as a path.
import { crc32, gunzipSync } from 'node:zlib';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeText } from '../encoding.ts';
import { RATIO_FREE_BYTES } from '../limits.ts';
import { openZip, unpackBudget } from '../zip.ts';
import { isOtherMethod, otherMethods } from './packed-stream.ts';
import { checkWacz } from './wacz.ts';

/** A name that a careless program would follow out of its folder (OWASP, path traversal); kept as data, flagged. */
export function isUnsafeName(name: string): boolean {
  return (
    /^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name) ||
    /(?:^|[\\/／＼])[.．]{2}(?:[\\/／＼]|$)/u.test(name) ||
    /%2e%2e|%2f|%5c/i.test(name) ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters in names are what is looked for
    /[\0-\x1f]/.test(name)
  );
}

/** ZIP, EPUB, WACZ: members with content, dates as written, limits of count, size and ratio. */
export async function readZip(source: Source, draft: Draft): Promise<void> {
  const budget = unpackBudget(source.bytes.length, draft.limits);
  const zip = openZip(source.bytes, draft.limits, budget);
  const others = zip.members.some((member) => isOtherMethod(member.method))
    ? await otherMethods()
    : undefined;
  if (zip.isRepaired)
    draft.cut('zip-repaired', 'The directory of the archive was lost; its members were found one by one.');
  let locked = 0;
  let files = 0;
  for (const member of zip.members) {
    draft.line([member.name, member.isFolder ? '' : String(member.bytes), member.modified].join('\t'));
    if (member.isFolder) continue;
    files += 1;
    const named = { name: member.name, mediaType: 'application/octet-stream', bytes: member.bytes };
    if (member.isEncrypted) {
      locked += 1;
      draft.attach({ ...named, note: 'encrypted' });
      continue;
    }
    if (member.isLink) {
      draft.attach({ ...named, note: 'link' });
      continue;
    }
    try {
      const content = Uint8Array.from(
        others !== undefined && isOtherMethod(member.method)
          ? others.unpack(member, zip.packed(member), budget)
          : zip.unpack(member),
      );
      if (content.length !== member.bytes)
        draft.cut('zip-member-short', `${member.name} has another length than announced.`);
      else if (member.sum !== 0 && crc32(content) !== member.sum)
        draft.cut('zip-member-sum', `${member.name} is not what was packed: its checksum is wrong.`);
      draft.attach({ ...named, bytes: content.length, content, ...noteOfName(member.name, draft) });
    } catch (error) {
      if (error instanceof Unreadable && error.errorKind === 'archive-limit') throw error;
      draft.cut(
        'member-unreadable',
        `${member.name}: ${error instanceof Error ? error.message : String(error)}`,
      );
      draft.attach({ ...named, note: 'unreadable' });
    }
  }
  draft.fact('members', files);
  if (source.kind === 'asic' || source.kind === 'adoc')
    draft.warn(
      'signature-not-verified',
      'The files lie in one container with their signatures; the signatures were not verified.',
    );
  if (source.kind === 'wacz')
    checkWacz(
      draft.attachments.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, content }])),
      draft,
    );
  if (locked > 0) {
    draft.isEncrypted = true;
    if (locked === files)
      throw new Unreadable('encrypted', 'Every member of the archive is encrypted with a password.');
    draft.cut('members-encrypted', `${locked} of ${files} members are encrypted with a password.`);
  }
}

/** The remark on an unsafe name, for the member that bears it. */
export function noteOfName(name: string, draft: Draft): { note?: string } {
  if (!isUnsafeName(name)) return {};
  draft.warn(
    'unsafe-name',
    `A member is named ${JSON.stringify(name.slice(0, 200))}; the name is kept as data and used for nothing.`,
  );
  return { note: 'unsafe-name' };
}

/** A single packed file; a tar inside is read as the archive it is. */
export function readGzip(source: Source, draft: Draft): void {
  const content = gunzip(source.bytes, draft);
  const head = Buffer.from(
    source.bytes.buffer,
    source.bytes.byteOffset,
    Math.min(source.bytes.length, 1_024),
  );
  let name =
    source.name
      .replace(/^.*[\\/]/, '')
      .replace(/\.t?gz$/i, '')
      .replace(/\.svgz$/i, '.svg')
      .replace(/\.([ew]m)z$/i, '.$1f') || 'content';
  if (((head[3] ?? 0) & 8) !== 0 && ((head[3] ?? 0) & 4) === 0) {
    const end = head.indexOf(0, 10);
    if (end > 10) name = decodeText(head.subarray(10, end)).text;
  }
  onlyMember(name, content, draft);
}

/** The one file inside a packed stream. */
export function onlyMember(name: string, content: Uint8Array, draft: Draft): void {
  draft.line(`${name}\t${content.length}`);
  draft.fact('members', 1);
  draft.attach({
    name,
    mediaType: 'application/octet-stream',
    bytes: content.length,
    content: Uint8Array.from(content),
    ...noteOfName(name, draft),
  });
}

/**
 * Unpacks gzip, member after member, under the limits of size and ratio.
 * @throws Unreadable: archive-limit, damaged; a cut stream gives what there was and marks the draft
 */
export function gunzip(bytes: Uint8Array, draft: Draft): Buffer {
  const most = Math.min(
    draft.limits.unpackedBytes,
    Math.max(RATIO_FREE_BYTES, bytes.length * draft.limits.unpackedRatio),
  );
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw limit(most);
    try {
      const out = gunzipSync(bytes, { maxOutputLength: most, finishFlush: 2 });
      draft.cut('gzip-cut', 'The packed stream ends too early; what there was is shown.');
      return out;
    } catch (again) {
      if ((again as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw limit(most);
      throw new Unreadable('damaged', 'The packed stream is damaged.');
    }
  }
}

function limit(most: number): Unreadable {
  return new Unreadable(
    'archive-limit',
    `Unpacked, the file would pass ${Math.round(most / (1 << 20))} MiB; it was not unpacked further.`,
  );
}

/** tar (POSIX.1-1988 ustar, pax and GNU long names), also inside gzip. Links and devices are named, never made. */
export function readTar(source: Source, draft: Draft): void {
  const bytes = source.bytes[0] === 0x1f ? gunzip(source.bytes, draft) : source.bytes;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let longName: Buffer | undefined;
  let pax = new Map<string, Buffer>();
  let count = 0;
  while (at + 512 <= view.length) {
    const head = view.subarray(at, at + 512);
    if (head.every((b) => b === 0)) break;
    if (!hasRightSum(head)) {
      if (count === 0) throw new Unreadable('damaged', 'The first header of the archive is damaged.');
      draft.cut(
        'tar-damaged',
        `A header of the archive is damaged after ${count} members; the rest was not read.`,
      );
      break;
    }
    const size = sizeOf(head.subarray(124, 136), pax.get('size'));
    const type = String.fromCharCode(head[156] ?? 48);
    const body = view.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
    if (type === 'L') longName = field(body);
    else if (type === 'x') pax = paxOf(body);
    else if (type === 'g' || type === 'K') continue;
    else {
      const prefix =
        head.toString('latin1', 257, 262) === 'ustar' ? field(head.subarray(345, 500)) : Buffer.alloc(0);
      const short = field(head.subarray(0, 100));
      const raw =
        pax.get('path') ??
        longName ??
        (prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), short]) : short);
      writeMember(decodeText(raw).text, type, body, size, head, draft);
      count += 1;
      longName = undefined;
      pax = new Map();
      if (count > draft.limits.members)
        throw new Unreadable('archive-limit', `The archive has more than ${draft.limits.members} members.`);
    }
  }
  if (at > view.length) draft.cut('tar-cut', 'The archive ends inside a member.');
  draft.fact('members', count);
}

const TAR_NOTES: Readonly<Record<string, string>> = {
  '1': 'hard-link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '6': 'fifo',
};

function writeMember(
  name: string,
  type: string,
  body: Buffer,
  size: number,
  head: Buffer,
  draft: Draft,
): void {
  const modified = Number.parseInt(field(head.subarray(136, 148)).toString('latin1').trim(), 8);
  const when = modified > 0 && modified < 4e9 ? new Date(modified * 1_000).toISOString() : '';
  draft.line([name, type === '5' ? '' : String(size), when].join('\t'));
  if (type === '5') return;
  const named = { name, mediaType: 'application/octet-stream', bytes: size };
  const note = TAR_NOTES[type];
  if (note !== undefined) {
    draft.attach({ ...named, bytes: 0, note });
    draft.warn(
      'special-member',
      `The archive holds a ${note} named ${JSON.stringify(name.slice(0, 200))}; it was named, not made.`,
    );
  } else if (body.length < size) {
    draft.cut('tar-cut', `${name} is cut.`);
    draft.attach({ ...named, note: 'unreadable' });
  } else draft.attach({ ...named, content: Uint8Array.from(body), ...noteOfName(name, draft) });
}

function field(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function sizeOf(bytes: Buffer, pax: Buffer | undefined): number {
  let size = pax === undefined ? Number.NaN : Number(pax.toString('latin1'));
  if (Number.isNaN(size)) {
    // GNU: the high bit marks a binary number
    if (((bytes[0] ?? 0) & 0x80) !== 0) size = Number(bytes.readBigUInt64BE(4));
    else size = Number.parseInt(field(bytes).toString('latin1').trim() || '0', 8);
  }
  if (!Number.isSafeInteger(size) || size < 0)
    throw new Unreadable('damaged', 'A member of the archive has an impossible size.');
  return size;
}

function hasRightSum(head: Buffer): boolean {
  const said = Number.parseInt(head.toString('latin1', 148, 156).replace(/[\0 ]/g, ''), 8);
  let sum = 256;
  for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += head[i] ?? 0;
  return sum === said;
}

function paxOf(body: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < body.length && found.size < 1_000; ) {
    const space = body.indexOf(32, at);
    const length = Number(body.toString('latin1', at, space));
    if (space < 0 || !(length > 0)) break;
    const record = body.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(61);
    if (equals > 0) found.set(record.toString('utf8', 0, equals), record.subarray(equals + 1));
    at += length;
  }
  return found;
}
