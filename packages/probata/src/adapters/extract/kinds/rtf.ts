// Reads rich text, also as Outlook packs it.
import type { Draft, Source } from '../draft.ts';
import { decodeAs, encodingByName } from '../encoding.ts';

/** Text of the document, without pictures, styles and objects; embedded objects are flagged. */
export function readRtf(source: Source, draft: Draft): void {
  const { text, hasObjects, facts, isCut } = rtfText(Buffer.from(source.bytes).toString('latin1'));
  draft.write(text);
  if (hasObjects) draft.flag({ kind: 'embedded-object', detail: 'RTF object' });
  for (const [key, value] of facts) {
    if (key.startsWith('comment ')) draft.hide({ kind: 'comment', text: value.trim() });
    else draft.fact(key, value);
  }
  if (isCut) draft.cut('rtf-cut', 'The file ends inside a group; its end is missing.');
}

const SKIPPED = new Set(
  'fonttbl colortbl stylesheet pict themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator filetbl revtbl xmlnstbl mmathPr objdata blipuid shppict nonshppict fldinst'.split(
    ' ',
  ),
);
/** Marked as skippable for readers that do not know them, and yet words of the document. */
const WORDS = new Set(['footnote', 'shptxt', 'dptxbxtext', 'shpinst', 'do']);
const FACTS = new Set(['title', 'author', 'subject', 'company', 'operator', 'keywords', 'doccomm']);
/** Encodings by the number that a Windows font has for its letters. */
export const CHARSETS: Readonly<Record<string, string>> = {
  0: 'windows-1252',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'cp874',
  238: 'windows-1250',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  77: 'macintosh',
};

/**
 * Plain text of RTF (Microsoft RTF 1.9.1): Unicode escapes, bytes in the page of the current font, groups that
 * carry no text left out.
 */
export function rtfText(rtf: string): {
  text: string;
  hasObjects: boolean;
  isCut: boolean;
  facts: ReadonlyMap<string, string>;
} {
  interface Group {
    isSkipped: boolean;
    fact: string;
    page: string;
    fallback: number;
  }
  const out: string[] = [];
  const facts = new Map<string, string>();
  const fonts = new Map<number, string>();
  let page = 'windows-1252';
  let group: Group = { isSkipped: false, fact: '', page: '', fallback: 1 };
  const stack: Group[] = [];
  let hasObjects = false;
  let pending: number[] = [];
  let toSkip = 0;
  let font = 0;
  let inFonts = 0;
  let isStarred = false;
  let comments = 0;
  const emit = (text: string): void => {
    if (group.fact !== '') facts.set(group.fact, ((facts.get(group.fact) ?? '') + text).slice(0, 2_000));
    else if (!group.isSkipped) out.push(text);
  };
  const flush = (): void => {
    if (pending.length > 0)
      emit(decodeAs(Uint8Array.from(pending), group.page === '' ? page : group.page).text);
    pending = [];
  };
  const pattern =
    /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\/gy;
  for (let m = pattern.exec(rtf); m !== null; m = pattern.exec(rtf)) {
    const [, word, number, hex, sign, brace, plain] = m;
    if (hex !== undefined) {
      if (toSkip > 0) toSkip -= 1;
      else pending.push(Number.parseInt(hex, 16));
      continue;
    }
    flush();
    const wasStarred = isStarred;
    isStarred = sign === '*';
    if (brace === '{') {
      if (stack.length < 10_000) stack.push({ ...group });
    } else if (brace === '}') {
      if (inFonts > 0 && stack.length <= inFonts) inFonts = 0;
      group = stack.pop() ?? group;
    } else if (plain !== undefined) {
      const rest = toSkip > 0 ? plain.slice(toSkip) : plain;
      toSkip = Math.max(0, toSkip - plain.length);
      emit(
        /[\x80-\xff]/.test(rest)
          ? decodeAs(Buffer.from(rest, 'latin1'), group.page === '' ? page : group.page).text
          : rest,
      );
    } else if (sign !== undefined) {
      if (sign === '~') emit('\u00a0');
      else if (sign === '_') emit('\u2011');
      else if (sign === '\\' || sign === '{' || sign === '}') emit(sign);
      else if (sign === '*') group = { ...group, isSkipped: true };
      else if (sign === '\n' || sign === '\r') emit('\n');
    } else if (word !== undefined) {
      const value = number === undefined ? undefined : Number(number);
      if (word === 'u' && value !== undefined) {
        emit(String.fromCharCode(value & 0xffff));
        toSkip = group.fallback;
      } else if (word === 'uc' && value !== undefined)
        group = { ...group, fallback: Math.min(8, Math.max(0, value)) };
      else if (word === 'par' || word === 'line' || word === 'sect' || word === 'page' || word === 'row')
        emit('\n');
      else if (word === 'tab' || word === 'cell') emit('\t');
      else if (word === 'emdash') emit('—');
      else if (word === 'endash') emit('–');
      else if (word === 'lquote') emit('‘');
      else if (word === 'rquote') emit('’');
      else if (word === 'ldblquote') emit('“');
      else if (word === 'rdblquote') emit('”');
      else if (word === 'bullet') emit('•');
      else if (word === 'ansicpg' && value !== undefined) page = encodingByName(`cp${value}`) ?? page;
      else if (word === 'fonttbl') inFonts = stack.length;
      else if (word === 'f' && value !== undefined) {
        if (inFonts > 0) font = value;
        else group = { ...group, page: fonts.get(value) ?? '' };
      } else if (word === 'fcharset' && value !== undefined && inFonts > 0) {
        const named = CHARSETS[String(value)];
        if (named !== undefined && value !== 0) fonts.set(font, named);
      } else if (word === 'object') hasObjects = true;
      else if (word === 'bin' && value !== undefined && value > 0) pattern.lastIndex += value;
      if (WORDS.has(word) && wasStarred) {
        group = { ...group, isSkipped: stack.at(-1)?.isSkipped ?? false };
        emit('\n');
      }
      if (word === 'annotation') {
        comments += 1;
        group = { ...group, isSkipped: true, fact: `comment ${comments}` };
      }
      if (SKIPPED.has(word)) group = { ...group, isSkipped: true };
      if (FACTS.has(word)) group = { ...group, isSkipped: true, fact: word };
    }
  }
  flush();
  return { text: out.join('').toWellFormed(), hasObjects, isCut: stack.length > 0, facts };
}

const PRELOAD =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** Unpacks Outlook's compressed rich text ([MS-OXRTFCP]); stops at the cap. Gives latin1 text. */
export function unpackRtf(packed: Buffer, cap: number): string {
  if (packed.length < 16) return '';
  if (packed.readUInt32LE(8) === 0x414c454d) return packed.toString('latin1', 16);
  const window = Buffer.alloc(4_096, 32);
  window.write(PRELOAD, 'latin1');
  let write = PRELOAD.length;
  const size = Math.min(packed.readUInt32LE(4), cap);
  const out: number[] = [];
  let at = 16;
  while (at < packed.length && out.length < size) {
    const control = packed[at] as number; // at < length
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        const byte = packed[at] as number; // at < length
        at += 1;
        out.push(byte);
        window[write] = byte;
        write = (write + 1) & 4_095;
        continue;
      }
      if (at + 2 > packed.length) break;
      const token = packed.readUInt16BE(at);
      at += 2;
      const offset = token >> 4;
      if (offset === write) return Buffer.from(out).toString('latin1');
      for (let i = 0; i < (token & 15) + 2; i += 1) {
        const byte = window[(offset + i) & 4_095] as number; // the mask keeps it inside
        out.push(byte);
        window[write] = byte;
        write = (write + 1) & 4_095;
      }
    }
  }
  return Buffer.from(out).toString('latin1');
}
