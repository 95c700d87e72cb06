// Reads a mailbox file: every message becomes a child, so that families and threads can be built.
import type { Draft, Source } from '../draft.ts';
import { type Defects, parseMime } from '../mime.ts';
import { mailOf } from './eml.ts';

/** Splits at `From ` lines that follow an empty line (RFC 4155), undoes `>From`, lists and keeps each message. */
export function readMbox(source: Source, draft: Draft): void {
  const raw = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).toString(
    'latin1',
  );
  const starts: number[] = [];
  for (const m of raw.matchAll(/^From \S[^\r\n]*\d{2}:\d{2}[^\r\n]*\r?$/gm)) {
    const before = raw.slice(Math.max(0, m.index - 4), m.index);
    if (m.index === 0 || /\n\r?\n$/.test(before)) starts.push(m.index);
    if (starts.length >= draft.limits.members) {
      draft.cut('member-limit', `More than ${draft.limits.members} messages; the rest was left out.`);
      break;
    }
  }
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
