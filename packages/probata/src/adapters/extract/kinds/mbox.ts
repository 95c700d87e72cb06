// Reads a mailbox file: every message becomes a child, so that families and threads can be built.
import type { Draft, Source } from '../draft.ts';
import { type Defects, parseMime } from '../mime.ts';
import { mailOf } from './eml.ts';

/** How the line between two messages begins: an address or name without spaces, then a day, month and time (RFC 4155). */
const ENVELOPE =
  /^From (?:"[^"\r\n]*"\S*|\S+)[ \t]+(?:\S+[ \t]+)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+)?(?:\w{3}[ \t]+\d{1,2}|\d{1,2}[ \t]+\w{3})\b[^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n/gm;
/** What must follow it: a header, or what is left of one. */
const HEADER = /^(?:>?From |[!-9;-~]+[ \t]*:|[!-9;-~]{1,80}(?![^\r\n]))/;

/**
 * Splits at `From ` lines that look like envelopes and have a header behind them, undoes `>From` (mboxrd), lists and keeps
 * each message. A length that a message states (mboxcl2) is believed where the next message begins behind it.
 */
export function readMbox(source: Source, draft: Draft): void {
  const raw = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).toString(
    'latin1',
  );
  const starts = startsOf(raw, draft);
  for (const [index, start] of starts.entries()) {
    const body = raw.indexOf('\n', start) + 1;
    const message = raw
      .slice(body === 0 ? raw.length : body, starts[index + 1] ?? raw.length)
      .replace(/^>(>*From )/gm, '$1');
    const content = Buffer.from(message, 'latin1');
    const defects: Defects = new Set();
    const mail = mailOf(parseMime(content.subarray(0, 200_000), defects));
    const name = `${index + 1} ${mail.subject ?? ''}`.trim().slice(0, 150);
    draft.attach({
      name: `${name}.eml`,
      mediaType: 'message/rfc822',
      bytes: content.length,
      content,
      note: 'message',
    });
    draft.line([index + 1, mail.date, mail.from, mail.subject].filter((v) => v !== undefined).join('\t'));
  }
  draft.fact('messages', starts.length);
}

function startsOf(raw: string, draft: Draft): readonly number[] {
  const starts: number[] = [];
  let isInside = 0;
  for (const m of raw.matchAll(ENVELOPE)) {
    if (
      m.index < isInside ||
      (m.index > 0 && !HEADER.test(raw.slice(m.index + m[0].length, m.index + m[0].length + 200)))
    )
      continue;
    if (starts.length >= draft.limits.members) {
      draft.cut('member-limit', `More than ${draft.limits.members} messages; the rest was left out.`);
      break;
    }
    starts.push(m.index);
    isInside = statedEnd(raw, m.index + m[0].length);
  }
  // A mailbox whose first line is of no form that is known is still one.
  return starts[0] === 0 ? starts : [0, ...starts];
}

/** Where the message ends by its own `Content-Length`, if a new one or the end of the file is found there; else 0. */
function statedEnd(raw: string, from: number): number {
  const head = raw.slice(from, from + 65_536);
  const body = /\r?\n\r?\n/.exec(head);
  if (body === null) return 0;
  const stated = /^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(head.slice(0, body.index + 1))?.[1];
  if (stated === undefined) return 0;
  const end = from + body.index + body[0].length + Number(stated);
  return end <= raw.length && /^(?:\r?\n)*(?:From |$)/.test(raw.slice(end, end + 20)) ? end : 0;
}
