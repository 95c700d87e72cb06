// The house's side of a reading: what comes back from a reader is checked field by field before it is believed.
import { createHash } from 'node:crypto';
import type {
  ActiveContent,
  Box,
  ExtractedArticle,
  ExtractedAttachment,
  ExtractedCell,
  ExtractedCue,
  ExtractedMail,
  ExtractedPage,
  ExtractedTable,
  Extraction,
  ExtractLimits,
  ExtractWarning,
  HiddenText,
  TextLine,
} from '../../ports/extractor.ts';
import { EXTRACT_ERROR_KINDS } from '../../ports/extractor.ts';
import type { WordParagraph } from '../../ports/word-file.ts';
import { FRAME, type Frame } from './frames.ts';
import { RECORD_CAPS, TOOL } from './limits.ts';
import {
  array,
  boolean,
  type Fields,
  fields,
  NotARecord,
  number,
  oneOf,
  optional,
  parse,
  string,
} from './receive-fields.ts';
import { manifestOf, paragraphOf } from './receive-word.ts';

/** Collects the frames of one record. */
export interface Receiver {
  /**
   * Takes a frame; at the last one gives the finished record, the reader's resident bytes, and whether it says that it may
   * be given another file. Throws NotARecord.
   */
  take(frame: Frame): { extraction: Extraction; rss: number; isSound: boolean } | undefined;
}

/** Opens a receiver for one record under the given limits. Each frame is checked as it comes: no long stall. */
export function receiver(limits: ExtractLimits): Receiver {
  let head: Fields | undefined;
  const pieces: string[] = [];
  let text: string | undefined;
  let textUnits = 0;
  let keptBytes = 0;
  const lists = emptyLists();
  const kept = new Map<number, Uint8Array[]>();
  return {
    take(frame) {
      if (frame.type === FRAME.head) {
        if (head !== undefined) throw new NotARecord('two heads');
        head = fields(parse(frame.payload));
        return undefined;
      }
      if (head === undefined) throw new NotARecord('no head');
      if (frame.type === FRAME.text) {
        textUnits += frame.payload.length / 2;
        if (textUnits > limits.textUnits || text !== undefined) throw new NotARecord('text beyond its limit');
        pieces.push(frame.payload.toString('utf16le'));
        return undefined;
      }
      text ??= pieces.join('');
      if (frame.type === FRAME.list) {
        const piece = fields(parse(frame.payload));
        const items = piece['items'];
        if (!Array.isArray(items)) throw new NotARecord('a list without items');
        takeItems(lists, string(piece['list'], 20), items, text, limits);
        return undefined;
      }
      if (frame.type === FRAME.bytes) {
        if (frame.payload.length < 4) throw new NotARecord('a short piece of bytes');
        keptBytes += frame.payload.length;
        if (keptBytes > limits.unpackedBytes + 16 * 1024 * 1024)
          throw new NotARecord('files beyond their limit');
        const index = frame.payload.readUInt32BE(0);
        const parts = kept.get(index) ?? [];
        parts.push(Uint8Array.prototype.slice.call(frame.payload, 4));
        kept.set(index, parts);
        return undefined;
      }
      if (frame.type === FRAME.end) {
        const said = fields(parse(frame.payload));
        const extraction = assemble(head, text, lists, kept);
        return { extraction, rss: number(said['rss']), isSound: boolean(said['isSound']) };
      }
      throw new NotARecord('an unknown frame');
    },
  };
}

type GrowingPage = Omit<ExtractedPage, 'lines'> & { readonly lines: TextLine[] };

interface Lists {
  readonly warnings: ExtractWarning[];
  readonly pages: GrowingPage[];
  lines: number;
  readonly tables: ExtractedTable[];
  readonly cells: ExtractedCell[];
  readonly attachments: Announced[];
  readonly active: ActiveContent[];
  readonly hidden: HiddenText[];
  readonly cues: ExtractedCue[];
  readonly paragraphs: WordParagraph[];
}

function emptyLists(): Lists {
  return {
    warnings: [],
    pages: [],
    lines: 0,
    tables: [],
    cells: [],
    attachments: [],
    active: [],
    hidden: [],
    cues: [],
    paragraphs: [],
  };
}

function takeItems(
  lists: Lists,
  name: string,
  items: readonly unknown[],
  text: string,
  limits: ExtractLimits,
): void {
  if (name === 'lines') {
    lists.lines += items.length;
    if (lists.lines > RECORD_CAPS.lines) throw new NotARecord('too many lines');
    for (const item of items) takeLine(lists.pages, item, text);
  } else if (name === 'warnings') grow(lists.warnings, items, RECORD_CAPS.warnings + 10, warningOf);
  else if (name === 'pages') grow(lists.pages, items, limits.pages, (p) => pageOf(p, text.length));
  else if (name === 'tables') grow(lists.tables, items, 10_000, tableOf);
  else if (name === 'cells') grow(lists.cells, items, limits.cells, (c) => cellOf(c, text));
  else if (name === 'attachments') grow(lists.attachments, items, RECORD_CAPS.attachments, announcedOf);
  else if (name === 'active') grow(lists.active, items, RECORD_CAPS.flags, activeOf);
  else if (name === 'cues') grow(lists.cues, items, RECORD_CAPS.cues, (c) => cueOf(c, text.length));
  else if (name === 'paragraphs') grow(lists.paragraphs, items, RECORD_CAPS.paragraphs, paragraphOf);
  else if (name === 'hidden') grow(lists.hidden, items, RECORD_CAPS.flags, hiddenOf);
  else throw new NotARecord('an unknown list');
}

function grow<T>(list: T[], items: readonly unknown[], cap: number, read: (value: unknown) => T): void {
  if (list.length + items.length > cap) throw new NotARecord('a list beyond its limit');
  for (const item of items) list.push(read(item));
}

function assemble(
  head: Fields,
  text: string,
  lists: Lists,
  kept: ReadonlyMap<number, Uint8Array[]>,
): Extraction {
  const base = {
    kind: string(head['kind'], 60),
    mediaType: string(head['mediaType'], 300),
    isEncrypted: boolean(head['isEncrypted']),
    ...optional('encoding', head['encoding'], (v) => string(v, 60)),
    ...optional('language', head['language'], (v) => string(v, 20)),
    ...optional('mail', head['mail'], mailOf),
    ...optional('article', head['article'], (v) => articleOf(v, text.length)),
    text,
    warnings: lists.warnings,
    pages: lists.pages,
    tables: lists.tables,
    cells: lists.cells,
    ...(lists.cues.length === 0 ? {} : { cues: lists.cues }),
    ...optional('word', head['word'], (v) => ({
      manifest: manifestOf(fields(v)['manifest']),
      paragraphs: lists.paragraphs,
    })),
    metadata: metadataOf(head['metadata']),
    attachments: lists.attachments.map((a, i) => attachmentOf(a, kept.get(i))),
    active: lists.active,
    hidden: lists.hidden,
    tool: TOOL,
  };
  const state = head['state'];
  if (state === 'read' || state === 'partly-read') return { ...base, state };
  const errorKind = EXTRACT_ERROR_KINDS.find((k) => k === head['errorKind']);
  if (state !== 'error' || errorKind === undefined) throw new NotARecord('no final state');
  return { ...base, state, errorKind, reason: string(head['reason'], 2_000) };
}

function takeLine(pages: readonly GrowingPage[], value: unknown, text: string): void {
  const line = array(value, 7);
  const start = number(line[1]);
  const end = number(line[2]);
  const page = pages[number(line[0])];
  if (page === undefined || start > end || end > text.length) throw new NotARecord('a line outside its text');
  page.lines.push({ text: text.slice(start, end), start, end, box: boxOf(line.slice(3)) });
}

function pageOf(value: unknown, length: number): GrowingPage {
  const page = array(value, 6);
  const start = number(page[4]);
  const end = number(page[5]);
  if (start > end || end > length) throw new NotARecord('a page outside its text');
  return {
    width: number(page[0]),
    height: number(page[1]),
    textLayer: boolean(page[2]),
    images: number(page[3]),
    start,
    end,
    lines: [],
  };
}

function cellOf(value: unknown, text: string): ExtractedCell {
  const cell = array(value, 5);
  const start = number(cell[3]);
  const end = number(cell[4]);
  if (start > end || end > text.length) throw new NotARecord('a cell outside its text');
  return {
    sheet: string(cell[0], RECORD_CAPS.shortText + 1),
    row: number(cell[1]),
    col: number(cell[2]),
    text: text.slice(start, end),
    start,
  };
}

function cueOf(value: unknown, length: number): ExtractedCue {
  const cue = array(value, 4);
  const [start, end, fromMs, toMs] = [number(cue[0]), number(cue[1]), number(cue[2]), number(cue[3])];
  if (start > end || end > length || fromMs > toMs) throw new NotARecord('a cue outside its text or time');
  return { start, end, fromMs, toMs };
}

function tableOf(value: unknown): ExtractedTable {
  const table = fields(value);
  return {
    sheet: string(table['sheet'], RECORD_CAPS.shortText + 1),
    rows: number(table['rows']),
    columns: number(table['columns']),
    isHidden: boolean(table['isHidden']),
    ...optional('delimiter', table['delimiter'], (v) => string(v, 4)),
    ...optional('decimalComma', table['decimalComma'], boolean),
  };
}

interface Announced extends Omit<ExtractedAttachment, 'content' | 'sha256'> {
  readonly isKept: boolean;
}

function announcedOf(value: unknown): Announced {
  const one = fields(value);
  return {
    name: string(one['name'], RECORD_CAPS.shortText + 1),
    mediaType: string(one['mediaType'], RECORD_CAPS.shortText + 1),
    bytes: number(one['bytes']),
    isKept: boolean(one['kept']),
    ...optional('note', one['note'], (v) => string(v, 200)),
  };
}

function attachmentOf(
  { isKept, ...named }: Announced,
  pieces: readonly Uint8Array[] | undefined,
): ExtractedAttachment {
  const content = pieces === undefined ? undefined : Buffer.concat(pieces);
  if (isKept !== (content !== undefined) || (content !== undefined && content.length !== named.bytes)) {
    throw new NotARecord('a file of another length than announced');
  }
  if (content === undefined) return named;
  // The digest is taken here, from the bytes received: a reader's word for it would prove nothing.
  return { ...named, content, sha256: createHash('sha256').update(content).digest('hex') };
}

function mailOf(value: unknown): ExtractedMail {
  const mail = fields(value);
  const references = mail['references'];
  if (!Array.isArray(references) || references.length > 10_000) throw new NotARecord('no list of references');
  const text = (v: unknown): string => string(v, RECORD_CAPS.shortText + 1);
  return {
    ...optional('subject', mail['subject'], text),
    ...optional('from', mail['from'], text),
    ...optional('to', mail['to'], text),
    ...optional('cc', mail['cc'], text),
    ...optional('bcc', mail['bcc'], text),
    ...optional('date', mail['date'], text),
    ...optional('messageId', mail['messageId'], text),
    ...optional('inReplyTo', mail['inReplyTo'], text),
    references: references.map(text),
  };
}

function articleOf(value: unknown, length: number): ExtractedArticle {
  const article = fields(value);
  const spans = article['spans'];
  if (!Array.isArray(spans) || spans.length > 100_000) throw new NotARecord('an article without spans');
  const text = (v: unknown): string => string(v, RECORD_CAPS.shortText + 1);
  return {
    ...optional('title', article['title'], text),
    ...optional('byline', article['byline'], text),
    ...optional('publisher', article['publisher'], text),
    ...optional('published', article['published'], text),
    spans: spans.map((s) => {
      const start = number(fields(s)['start']);
      const end = number(fields(s)['end']);
      if (start > end || end > length) throw new NotARecord('an article outside its text');
      return { start, end };
    }),
  };
}

function metadataOf(value: unknown): Record<string, string> {
  const entries = Object.entries(fields(value));
  if (entries.length > RECORD_CAPS.metadataKeys) throw new NotARecord('too many metadata');
  return Object.fromEntries(entries.map(([k, v]) => [string(k, 200), string(v, RECORD_CAPS.shortText + 1)]));
}

const ACTIVE_KINDS = [
  'script',
  'macro',
  'launch',
  'link',
  'external-reference',
  'form',
  'formula',
  'embedded-object',
] as const;
const HIDDEN_KINDS = [
  'bad-redaction',
  'invisible-text',
  'hidden-part',
  'deleted-text',
  'comment',
  'bidi-control',
] as const;

function activeOf(value: unknown): ActiveContent {
  const one = fields(value);
  return {
    kind: oneOf(one['kind'], ACTIVE_KINDS),
    detail: string(one['detail'], 2_001),
    ...optional('page', one['page'], number),
  };
}

function hiddenOf(value: unknown): HiddenText {
  const one = fields(value);
  return {
    kind: oneOf(one['kind'], HIDDEN_KINDS),
    text: string(one['text'], 10_001),
    ...optional('page', one['page'], number),
    ...optional('box', one['box'], (v) => boxOf(array(v, 4))),
  };
}

function warningOf(value: unknown): ExtractWarning {
  const one = fields(value);
  return { code: string(one['code'], 100), message: string(one['message'], RECORD_CAPS.shortText + 1) };
}

function boxOf(value: readonly unknown[]): Box {
  return [number(value[0], true), number(value[1], true), number(value[2], true), number(value[3], true)];
}
