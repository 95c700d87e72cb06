// Reads a web archive record by record, recomputes every digest it states, and keeps the pages as children.
import { createHash } from 'node:crypto';
import { brotliDecompressSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { RATIO_FREE_BYTES } from '../limits.ts';
import { gunzip } from './archive.ts';

interface Headers {
  readonly first: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly end: number;
}

/** WARC 1.0 and 1.1 (ISO 28500): block and payload digests are recomputed; the verdict on each is written. */
export function readWarc(source: Source, draft: Draft): void {
  const bytes = source.bytes[0] === 0x1f ? gunzip(source.bytes, draft) : source.bytes;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let records = 0;
  while (at < view.length) {
    while (at < view.length && (view[at] === 13 || view[at] === 10)) at += 1;
    if (at >= view.length) break;
    const head = headersAt(view, at);
    if (head === undefined || !/^WARC\/\d/.test(head.first)) {
      draft.cut('warc-damaged', `After ${records} records there is no further record header.`);
      break;
    }
    const length = Number(head.fields.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(length) || length < 0) {
      draft.cut('warc-damaged', `Record ${records + 1} states no length.`);
      break;
    }
    const block = view.subarray(head.end, head.end + length);
    records += 1;
    if (block.length < length)
      draft.cut('warc-cut', `Record ${records} is cut: ${block.length} of ${length} bytes.`);
    writeRecord(head.fields, block, records, draft);
    at = head.end + length;
    if (at < view.length && view.toString('latin1', at, at + 4) !== '\r\n\r\n') {
      draft.cut('warc-damaged', `Record ${records} does not end as it must.`);
      const next = view.indexOf('WARC/1.', at, 'latin1');
      if (next < 0) break;
      at = next;
    }
    if (records > draft.limits.members)
      throw new Unreadable('archive-limit', `The archive has more than ${draft.limits.members} records.`);
  }
  if (records === 0) throw new Unreadable('damaged', 'No record can be read.');
  draft.fact('records', records);
}

function writeRecord(fields: ReadonlyMap<string, string>, block: Buffer, number: number, draft: Draft): void {
  const type = fields.get('warc-type') ?? '';
  const uri = (fields.get('warc-target-uri') ?? '').replace(/^<|>$/g, '');
  const verdicts = [verdict('block', fields.get('warc-block-digest'), block)];
  const isHttp = /application\/http/i.test(fields.get('content-type') ?? '');
  const http = isHttp ? headersAt(block, 0) : undefined;
  const payload = http === undefined ? block : block.subarray(http.end);
  verdicts.push(type === 'revisit' ? '' : verdict('payload', fields.get('warc-payload-digest'), payload));
  for (const one of verdicts)
    if (one.includes('wrong')) draft.warn('warc-digest', `Record ${number} (${uri}): ${one}.`);
  draft.line(
    [String(number), type, fields.get('warc-date') ?? '', uri, ...verdicts.filter((v) => v !== '')].join(
      '\t',
    ),
  );
  if (type === 'warcinfo') {
    draft.line(block.toString('utf8').trim());
    return;
  }
  if (!/^(?:response|resource|conversion)$/.test(type)) return;
  const mediaType =
    (http?.fields.get('content-type') ?? fields.get('content-type') ?? 'application/octet-stream')
      .split(';')[0]
      ?.trim() ?? '';
  const content = http === undefined ? payload : decodeBody(payload, http.fields, number, draft);
  draft.attach({
    name: uri || `record ${number}`,
    mediaType,
    bytes: content.length,
    content: Uint8Array.from(content),
  });
}

/** Undoes chunking and gzip as a browser would have; what cannot be undone is kept as it is. */
function decodeBody(
  payload: Buffer,
  fields: ReadonlyMap<string, string>,
  number: number,
  draft: Draft,
): Buffer {
  let body = payload;
  if (/chunked/i.test(fields.get('transfer-encoding') ?? '')) {
    const whole = unchunk(body);
    if (whole === undefined)
      draft.cut(
        'warc-chunks',
        `Record ${number}: the chunks of the answer do not fit; the bytes are kept as they are.`,
      );
    else body = whole;
  }
  const coding = fields.get('content-encoding')?.trim().toLowerCase() ?? '';
  try {
    if (/gzip/.test(coding) && body[0] === 0x1f) return gunzip(body, draft);
    if (coding === 'deflate' || coding === 'br') return undone(body, coding, draft);
  } catch (error) {
    if (error instanceof Unreadable && error.errorKind === 'archive-limit') throw error;
    draft.cut('warc-body', `Record ${number}: the packed body is damaged.`);
  }
  return body;
}

/** Undoes the other codings of a body (RFC 9110, 8.4.1; RFC 7932); some servers send `deflate` without its frame. */
function undone(body: Buffer, coding: 'deflate' | 'br', draft: Draft): Buffer {
  const most = Math.min(
    draft.limits.unpackedBytes,
    Math.max(RATIO_FREE_BYTES, body.length * draft.limits.unpackedRatio),
  );
  const options = { maxOutputLength: most };
  try {
    if (coding === 'br') return brotliDecompressSync(body, options);
    return (body[0] ?? 0) % 16 === 8 ? inflateSync(body, options) : inflateRawSync(body, options);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new Unreadable('archive-limit', 'A body in the archive would unpack to more than the limit.');
  }
}

function unchunk(body: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.indexOf('\r\n', at, 'latin1');
    const size = Number.parseInt(body.toString('latin1', at, end < 0 ? at : end), 16);
    if (end < 0 || !Number.isSafeInteger(size) || size < 0) return undefined;
    if (size === 0) return Buffer.concat(parts);
    const part = body.subarray(end + 2, end + 2 + size);
    if (part.length < size) return undefined;
    parts.push(part);
    at = end + 2 + size + 2;
  }
  return undefined;
}

/** `sha1:BASE32` or `sha256:hex` and the like; '' where nothing is stated or the algorithm is not known. */
function verdict(what: string, stated: string | undefined, bytes: Buffer): string {
  const found = /^(sha-?1|sha-?256|sha-?512|md5):(\S+)$/i.exec(stated?.trim() ?? '');
  if (found === null) return '';
  const algorithm = (found[1] ?? '').toLowerCase().replace('-', '');
  const digest = createHash(algorithm).update(bytes).digest();
  const said = found[2] ?? '';
  const isRight =
    said.toLowerCase() === digest.toString('hex') || said.replace(/=+$/, '').toUpperCase() === base32(digest);
  return `${what} digest ${isRight ? 'right' : 'wrong'}`;
}

function base32(bytes: Buffer): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let out = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += signs[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + signs[(value << (5 - bits)) & 31] : out;
}

function headersAt(view: Buffer, at: number): Headers | undefined {
  const crlf = view.indexOf('\r\n\r\n', at, 'latin1');
  const lf = crlf < 0 || crlf - at > 65_536 ? view.indexOf('\n\n', at, 'latin1') : -1;
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf : lf;
  if (end < 0 || end - at > 262_144) return undefined;
  const lines = view.toString('utf8', at, end).split(/\r?\n/);
  const fields = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { first: lines[0] ?? '', fields, end: end + (end === crlf ? 4 : 2) };
}

/** ARC 1.0, the older form: one line of five fields before each record. */
export function readArc(source: Source, draft: Draft): void {
  const bytes = source.bytes[0] === 0x1f ? gunzip(source.bytes, draft) : source.bytes;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let records = 0;
  while (at < view.length) {
    while (at < view.length && (view[at] === 13 || view[at] === 10)) at += 1;
    if (at >= view.length) break;
    const end = view.indexOf(10, at);
    const line = view.toString('latin1', at, end < 0 ? view.length : end).trim();
    const row = /^(\S+:\S*) (\S+) (\d{8,14}) (\S+) (\d+)$/.exec(line);
    if (row === null || end < 0) {
      draft.cut(
        'arc-damaged',
        `After ${records} records a header line cannot be read: ${line.slice(0, 200)}`,
      );
      break;
    }
    const length = Number(row[5]);
    const block = view.subarray(end + 1, end + 1 + length);
    records += 1;
    if (block.length < length) draft.cut('arc-cut', `Record ${records} is cut.`);
    draft.line([String(records), row[3], row[1], row[4]].join('\t'));
    const http = /^HTTP\//.test(block.toString('latin1', 0, 5)) ? headersAt(block, 0) : undefined;
    const content = Uint8Array.from(http === undefined ? block : block.subarray(http.end));
    if (records > 1)
      draft.attach({ name: row[1] ?? '', mediaType: row[4] ?? '', bytes: content.length, content });
    at = end + 1 + length;
  }
  if (records === 0) throw new Unreadable('damaged', 'No record can be read.');
  draft.fact('records', records);
}
