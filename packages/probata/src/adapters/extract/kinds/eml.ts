// Reads a mail: who, when, what it says, and every file it carries as a child with its own digest.
import type { ExtractedMail } from '../../../ports/extractor.ts';
import type { Draft, Source } from '../draft.ts';
import { htmlText, parseHtml } from '../html-text.ts';
import { type Defects, decodeHeader, decodeWith, type MimePart, parseMime, uuFiles } from '../mime.ts';
import { openEnvelope } from './cms.ts';
import { declaredEncoding, writeHtml } from './html.ts';

/** One message, also a web page saved as MHTML. Malformed mail is read as far as it goes and becomes partly-read. */
export function readEml(source: Source, draft: Draft): void {
  const defects: Defects = new Set();
  const message = parseMime(source.bytes, defects);
  draft.mail = mailOf(message);
  for (const header of message.headers.slice(0, 200)) {
    if (
      /^(?:received|return-path|x-mailer|user-agent|x-originating-ip|reply-to|sender|importance|mime-version|snapshot-content-location)$/.test(
        header.name,
      )
    ) {
      draft.fact(
        header.name === 'received' ? `received-${countOf(draft, 'received')}` : header.name,
        decodeHeader(header.raw),
      );
    }
  }
  if (source.kind === 'mhtml') writeArchive(message, draft);
  else {
    writeHeaders(draft.mail, draft);
    writePart(message, draft, 0);
  }
  for (const defect of [...defects].slice(0, 50))
    draft.cut('mail-malformed', `The mail is malformed: ${defect}.`);
}

function countOf(draft: Draft, prefix: string): number {
  return Object.keys(draft.metadata).filter((k) => k.startsWith(prefix)).length + 1;
}

/** The headers as decoded. Absent stays absent. */
export function mailOf(message: MimePart): ExtractedMail {
  const raw = (name: string): string | undefined => message.headers.find((h) => h.name === name)?.raw;
  const all = (name: string): string | undefined => {
    const found = message.headers.filter((h) => h.name === name).map((h) => decodeHeader(h.raw));
    return found.length === 0 ? undefined : found.join(', ').slice(0, 60_000);
  };
  const ids = (text: string | undefined): string[] => text?.match(/<[^<>\s]+>/g) ?? [];
  const one = (key: string, value: string | undefined): object =>
    value === undefined ? {} : { [key]: value.slice(0, 60_000) };
  const subject = raw('subject');
  const messageId = raw('message-id');
  return {
    ...one('subject', subject === undefined ? undefined : decodeHeader(subject)),
    ...one('from', all('from')),
    ...one('to', all('to')),
    ...one('cc', all('cc')),
    ...one('bcc', all('bcc')),
    ...one('date', raw('date') === undefined ? undefined : decodeHeader(raw('date') ?? '')),
    ...one('messageId', messageId === undefined ? undefined : (ids(messageId)[0] ?? messageId.trim())),
    ...one('inReplyTo', ids(raw('in-reply-to'))[0]),
    references: ids(
      message.headers
        .filter((h) => h.name === 'references')
        .map((h) => h.raw)
        .join(' '),
    ).slice(0, 1_000),
  };
}

/** The headers a reader wants before the words, as lines of the text, so that they can be found and cited. */
export function writeHeaders(mail: ExtractedMail, draft: Draft): void {
  const lines: readonly [string, string | undefined][] = [
    ['From', mail.from],
    ['To', mail.to],
    ['Cc', mail.cc],
    ['Date', mail.date],
    ['Subject', mail.subject],
  ];
  for (const [name, value] of lines) if (value !== undefined && value !== '') draft.line(`${name}: ${value}`);
  draft.write('\n');
}

function writePart(part: MimePart, draft: Draft, depth: number): void {
  if (part.type === 'multipart/alternative') {
    writeAlternative(part, draft, depth);
    return;
  }
  if (part.parts.length > 0) {
    for (const one of part.parts) writePart(one, draft, depth);
    return;
  }
  if (part.message !== undefined) {
    keep(
      part,
      draft,
      fileNameOf(part, decodeHeader(subjectOf(part.message) || 'message'), '.eml'),
      'message',
    );
    if (depth < draft.limits.depth) {
      draft.write('\n');
      writeHeaders(mailOf(part.message), draft);
      writePart(part.message, draft, depth + 1);
    }
    return;
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(part.type)) {
    writeEnvelope(part, draft, depth);
    return;
  }
  const isText = /^text\/(?!calendar|x-vcard|vcard|directory|rtf)/.test(part.type);
  if (!isText || part.disposition.startsWith('attachment') || part.fileName !== undefined) {
    if (part.content.length > 0 || part.fileName !== undefined)
      keep(part, draft, fileNameOf(part, 'attachment', ''));
    return;
  }
  if (part.type === 'text/html') writeHtml(htmlOf(part), draft);
  else writePlain(part, draft);
}

/** A signed mail that lies whole inside its signature is read as what it says; the file of the signature is kept beside. */
function writeEnvelope(part: MimePart, draft: Draft, depth: number): void {
  keep(part, draft, fileNameOf(part, 'smime', '.p7m'));
  const envelope = depth < draft.limits.depth ? openEnvelope(Buffer.from(part.content)) : undefined;
  if (envelope?.kind === 'locked') {
    draft.isEncrypted = true;
    draft.cut(
      'mail-encrypted',
      'The message is encrypted for its receiver. Save it decrypted from the mail program and add that as well.',
    );
  } else if (envelope?.kind === 'signed') {
    draft.warn(
      'mail-signed',
      'The message lies inside its signature (smime.p7m); the signature itself was not verified.',
    );
    writePart(parseMime(envelope.content, new Set()), draft, depth + 1);
  }
}

function subjectOf(part: MimePart): string {
  return part.headers.find((h) => h.name === 'subject')?.raw ?? '';
}

function fileNameOf(part: MimePart, otherwise: string, ending: string): string {
  return part.fileName !== undefined && part.fileName !== ''
    ? part.fileName
    : otherwise.slice(0, 100) + ending;
}

function keep(part: MimePart, draft: Draft, name: string, note?: string): void {
  draft.attach({
    name,
    mediaType: part.type,
    bytes: part.content.length,
    content: part.content,
    ...(note === undefined ? {} : { note }),
  });
}

function plainOf(part: MimePart): string {
  const text = decodeWith(part.content, part.parameters.get('charset'));
  return part.type === 'text/enriched' || part.type === 'text/richtext'
    ? text.replace(/<\/?[A-Za-z-]+>/g, '')
    : text;
}

function htmlOf(part: MimePart): string {
  return decodeWith(part.content, part.parameters.get('charset') ?? declaredEncoding(part.content));
}

function writePlain(part: MimePart, draft: Draft): void {
  let text = plainOf(part);
  const files = uuFiles(text);
  for (const file of files.toReversed()) text = text.slice(0, file.start) + text.slice(file.end);
  for (const file of files) {
    draft.attach({
      name: file.name,
      mediaType: 'application/octet-stream',
      bytes: file.content.length,
      content: file.content,
    });
  }
  draft.write(text.replace(/\r\n/g, '\n'));
  draft.write('\n');
}

/** Of alternatives the plain one is shown; another is added where it says more than the plain one does. */
function writeAlternative(part: MimePart, draft: Draft, depth: number): void {
  const plain = part.parts.filter((p) => p.type === 'text/plain' && !p.disposition.startsWith('attachment'));
  const said = plain.map(plainOf).join('\n').toLowerCase();
  const seen = new Set(said.match(/[\p{L}\p{N}]+/gu) ?? []);
  for (const one of part.parts) {
    if (one.type !== 'text/html' || plain.length === 0) {
      writePart(one, draft, depth);
      continue;
    }
    const html = htmlText(parseHtml(htmlOf(one)));
    const words = html.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const fresh = words.filter((w) => !seen.has(w)).length;
    if (fresh > Math.max(3, words.length * 0.1)) {
      draft.warn(
        'mail-alternatives',
        'The plain and the HTML version of the mail do not say the same; both are shown.',
      );
      writePart(one, draft, depth);
    } else {
      for (const active of html.active) draft.flag(active);
      for (const hidden of html.hidden) draft.hide(hidden);
    }
  }
}

/** A saved web page: the first HTML part is the page, the others are what it was drawn with. */
function writeArchive(message: MimePart, draft: Draft): void {
  const leaves: MimePart[] = [];
  const waiting: MimePart[] = [message];
  while (waiting.length > 0) {
    const part = waiting.pop() as MimePart; // length > 0
    if (part.parts.length > 0) waiting.push(...part.parts.toReversed());
    else leaves.push(part);
  }
  const page = leaves.find((p) => p.type === 'text/html' || p.type === 'application/xhtml+xml');
  if (page !== undefined) {
    writeHtml(htmlOf(page), draft);
    draft.fact('location', page.headers.find((h) => h.name === 'content-location')?.raw.trim());
  }
  for (const part of leaves) {
    if (part === page) continue;
    keep(
      part,
      draft,
      part.headers.find((h) => h.name === 'content-location')?.raw.trim() ?? fileNameOf(part, 'part', ''),
    );
  }
}
