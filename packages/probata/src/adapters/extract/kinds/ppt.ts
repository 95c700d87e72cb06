// Reads the text of an old presentation by walking its records.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeAs } from '../encoding.ts';
import { openOle } from '../ole.ts';
import { noteOle } from '../ole-properties.ts';

const TEXT_WIDE = 4000;
const TEXT_NARROW = 4008;
const STRING_WIDE = 4026;
const CRYPT = 12052;

/** Text atoms in file order ([MS-PPT] 2.3.1); containers are entered, unknown records stepped over. */
export function readPpt(source: Source, draft: Draft): void {
  const ole = openOle(source.bytes);
  const stream = ole.read('PowerPoint Document');
  if (stream === undefined) throw new Unreadable('damaged', 'The presentation has no main stream.');
  let at = 0;
  let records = 0;
  while (at + 8 <= stream.length && records < 5_000_000) {
    records += 1;
    const options = stream.readUInt16LE(at);
    const type = stream.readUInt16LE(at + 2);
    const length = stream.readUInt32LE(at + 4);
    if (type === CRYPT) throw new Unreadable('encrypted', 'The presentation is encrypted with a password.');
    const isContainer = (options & 15) === 15;
    if (!isContainer && at + 8 + length > stream.length) {
      draft.cut('ppt-short', 'A record reaches beyond the end of the presentation.');
      break;
    }
    const body = stream.subarray(at + 8, at + 8 + length);
    if (type === TEXT_WIDE) draft.line(lines(body.subarray(0, body.length & ~1).toString('utf16le')));
    else if (type === TEXT_NARROW) draft.line(lines(decodeAs(body, 'iso-8859-1').text));
    else if (type === STRING_WIDE && length < 2_000 && /https?:/.test(body.toString('utf16le')))
      draft.flag({ kind: 'link', detail: body.toString('utf16le') });
    at += isContainer ? 8 : 8 + length;
  }
  noteOle(ole, draft);
  if (ole.isDamaged()) draft.cut('ole-damaged', 'The file is cut or its chains of sectors are broken.');
}

function lines(text: string): string {
  return text.replace(/[\r\v]/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
}
