// What a message of Outlook says, whichever file keeps its properties: head and words.
import type { ExtractedMail } from '../../../ports/extractor.ts';
import type { Draft } from '../draft.ts';
import { decodeText, encodingByName } from '../encoding.ts';
import { parseMime } from '../mime.ts';
import { mailOf, writeHeaders } from './eml.ts';
import { writeHtml } from './html.ts';
import { rtfText, unpackRtf } from './rtf.ts';

/** Property ids of [MS-OXPROPS] that are read. */
export const P = {
  subject: 0x0037,
  headers: 0x007d,
  from: 0x0c1a,
  fromAddress: 0x5d01,
  fromMail: 0x0c1f,
  to: 0x0e04,
  cc: 0x0e03,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  references: 0x1039,
  inReplyTo: 0x1042,
  submitted: 0x0039,
  delivered: 0x0e06,
  displayName: 0x3001,
  mail: 0x3003,
  smtp: 0x39fe,
  recipientType: 0x0c15,
  fileLong: 0x3707,
  fileShort: 0x3704,
  attachData: 0x3701,
  mediaType: 0x370e,
  codePage: 0x3ffd,
  internetPage: 0x3fde,
} as const;

/** The properties of one message, by their ids. */
export interface MessageProperties {
  /** A text, decoded; undefined where there is none. */
  text(id: number): string | undefined;
  /** The bytes of a text or of a binary value. */
  bytes(id: number): Buffer | undefined;
  /** When it was submitted or else delivered: ISO 8601 in UTC. */
  readonly date: string | undefined;
  /** The encoding of its 8-bit texts. */
  readonly page: string | undefined;
}

/** Writes head and words down; of several bodies the plain one, else HTML, else rich text. */
export function writeMessage(of: MessageProperties, draft: Draft): void {
  const headers = of.text(P.headers);
  const fromHeaders =
    headers === undefined ? undefined : mailOf(parseMime(Buffer.from(headers, 'utf8'), new Set()));
  const sender = [of.text(P.from), of.text(P.fromAddress) ?? of.text(P.fromMail)].filter(
    (v) => v !== undefined && v !== '',
  );
  const fields: Partial<Record<keyof ExtractedMail, string | undefined>> = {
    subject: of.text(P.subject),
    from:
      fromHeaders?.from ??
      (sender.length === 2 && sender[0] !== sender[1] ? `${sender[0]} <${sender[1]}>` : sender[0]),
    to: fromHeaders?.to ?? of.text(P.to),
    cc: fromHeaders?.cc ?? of.text(P.cc),
    date: fromHeaders?.date ?? of.date,
    messageId: fromHeaders?.messageId ?? of.text(P.messageId),
    inReplyTo: fromHeaders?.inReplyTo ?? of.text(P.inReplyTo),
  };
  const known = Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined && v !== ''));
  draft.mail = {
    ...known,
    references: fromHeaders?.references ?? of.text(P.references)?.match(/<[^<>\s]+>/g) ?? [],
  };
  writeHeaders(draft.mail, draft);
  writeBody(of, draft);
}

function writeBody(of: MessageProperties, draft: Draft): void {
  const plain = of.text(P.body);
  if (plain !== undefined && plain.trim() !== '') {
    draft.write(plain.replace(/\r\n/g, '\n'));
    draft.write('\n');
    return;
  }
  const html = of.bytes(P.html);
  if (html !== undefined) {
    writeHtml(decodeText(html, of.page).text, draft);
    return;
  }
  const packed = of.bytes(P.rtf);
  if (packed !== undefined)
    draft.line(rtfText(unpackRtf(packed, draft.limits.unpackedBytes)).text.replace(/\0+$/, ''));
}

/** The encoding of a number of a Windows code page, or undefined where it cannot be decoded. */
export function encodingOfPage(number: number): string | undefined {
  if (number === 65_001) return 'utf-8';
  if (number === 20_866) return 'koi8-r';
  return encodingByName(number >= 28_591 && number <= 28_605 ? `iso-8859-${number - 28_590}` : `cp${number}`);
}
