// Reads a mail saved by Outlook: headers, body and attachments out of its property streams.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeAs, decodeText } from '../encoding.ts';
import { type Ole, type OleStream, openOle } from '../ole.ts';
import { fileTime } from '../ole-properties.ts';
import { type OlePart, writeOle } from '../ole-write.ts';
import { encodingOfPage, P, writeMessage } from './outlook-message.ts';

/** [MS-OXMSG]: one storage for the message, one for each attachment; text as Unicode or in the sender's page. */
export function readMsg(source: Source, draft: Draft): void {
  const ole = openOle(source.bytes);
  const fixed = ole.read('__properties_version1.0');
  if (fixed === undefined) throw new Unreadable('damaged', 'The message has no properties.');
  const page = pageOf(fixed);
  writeMessage(
    {
      text: (id) => textOf(ole, '', id, page),
      bytes: (id) => ole.read(streamName('', id, '0102')) ?? ole.read(streamName('', id, '001E')),
      date: timeOf(fixed),
      page,
    },
    draft,
  );
  keepAttachments(ole, page, draft);
  if (ole.isDamaged()) draft.cut('ole-damaged', 'The file is cut or its chains of sectors are broken.');
}

function keepAttachments(ole: Ole, page: string | undefined, draft: Draft): void {
  const folders = new Set(
    ole.streams.flatMap((s) => /^(__attach_version1\.0_#[0-9A-Fa-f]{8}\/)/.exec(s.path)?.[1] ?? []),
  );
  const byStorage = Map.groupBy(ole.streams, ({ path }) => path.slice(0, path.indexOf('/') + 1));
  for (const folder of [...folders].sort()) {
    const name =
      textOf(ole, folder, P.fileLong, page) ?? textOf(ole, folder, P.fileShort, page) ?? 'attachment';
    const mediaType = textOf(ole, folder, P.mediaType, page) ?? 'application/octet-stream';
    const content = ole.read(streamName(folder, P.attachData, '0102'));
    if (content === undefined) keepMessage(ole, folder, byStorage, page, draft);
    else draft.attach({ name, mediaType, bytes: content.length, content: Uint8Array.from(content) });
  }
}

/** A message inside the message ([MS-OXMSG] 2.2.2.1, PidTagAttachDataObject): a storage, saved as a file of its own. */
function keepMessage(
  ole: Ole,
  folder: string,
  byStorage: ReadonlyMap<string, readonly OleStream[]>,
  page: string | undefined,
  draft: Draft,
): void {
  const inside = `${folder}__substg1.0_3701000D/`;
  const subject = textOf(ole, inside, P.subject, page) ?? textOf(ole, folder, P.fileLong, page) ?? 'message';
  const named = {
    name: `${subject.slice(0, 100)}.msg`,
    mediaType: 'application/vnd.ms-outlook',
    note: 'message',
  };
  // Names of properties are kept once, at the top.
  const streams = [
    ...(byStorage.get('__nameid_version1.0/') ?? []),
    ...(byStorage.get(folder) ?? []).filter(({ path }) => path.startsWith(inside)),
  ];
  const bytes = streams.reduce((sum, stream) => sum + stream.bytes, 0);
  if (!streams.some(({ path }) => path === `${inside}__properties_version1.0`))
    return draft.attach({ ...named, bytes: 0, note: 'embedded-message' });
  // Streams of a hostile file may lie over each other: what they announce together is looked at before one is read.
  if (bytes > draft.limits.unpackedBytes) {
    draft.cut(
      'unpacked-limit',
      `The message ${named.name} inside is larger than the limit; it is only named.`,
    );
    return draft.attach({ ...named, bytes, note: 'limit' });
  }
  const content = Uint8Array.from(writeOle(streams.map(({ path }) => partOf(ole, path, inside))));
  draft.attach({ ...named, bytes: content.length, content });
}

/** The head of the properties is eight bytes shorter where the message is not the top one. */
function partOf(ole: Ole, path: string, inside: string): OlePart {
  const own = path.startsWith(inside) ? path.slice(inside.length) : path;
  const content = ole.read(path) ?? Buffer.alloc(0);
  if (own !== '__properties_version1.0' || content.length < 24) return { path: own, content };
  return {
    path: own,
    content: Buffer.concat([content.subarray(0, 24), Buffer.alloc(8), content.subarray(24)]),
  };
}

function streamName(folder: string, id: number, type: string): string {
  return `${folder}__substg1.0_${id.toString(16).toUpperCase().padStart(4, '0')}${type}`;
}

function textOf(ole: Ole, folder: string, id: number, page: string | undefined): string | undefined {
  const wide = ole.read(streamName(folder, id, '001F'));
  if (wide !== undefined)
    return wide
      .subarray(0, wide.length & ~1)
      .toString('utf16le')
      .replace(/\0+$/, '');
  const narrow = ole.read(streamName(folder, id, '001E'));
  if (narrow === undefined) return undefined;
  return (page === undefined ? decodeText(narrow).text : decodeAs(narrow, page).text).replace(/\0+$/, '');
}

/** Fixed-size properties stand in 16-byte rows after a head of 32 bytes. */
function fixedProperty(fixed: Buffer, tag: number): Buffer | undefined {
  for (let at = 32; at + 16 <= fixed.length; at += 16)
    if (fixed.readUInt32LE(at) === tag) return fixed.subarray(at + 8, at + 16);
  return undefined;
}

function pageOf(fixed: Buffer): string | undefined {
  const found =
    fixedProperty(fixed, (P.codePage << 16) | 3) ?? fixedProperty(fixed, (P.internetPage << 16) | 3);
  return found === undefined ? undefined : encodingOfPage(found.readUInt32LE(0));
}

function timeOf(fixed: Buffer): string | undefined {
  const found =
    fixedProperty(fixed, ((P.submitted << 16) | 0x40) >>> 0) ??
    fixedProperty(fixed, ((P.delivered << 16) | 0x40) >>> 0);
  return found === undefined ? undefined : fileTime(found.readBigUInt64LE(0));
}
