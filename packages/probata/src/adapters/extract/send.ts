// How a reader hands its record back: the short part first, then text, lists and files piece by piece.
import type { ExtractErrorKind } from '../../ports/extractor.ts';
import type { Draft } from './draft.ts';
import { encodeFrame, encodeJson, FRAME } from './frames.ts';
import { RECORD_CAPS } from './limits.ts';

/** How a reading ended, beside what it wrote. */
export interface Ending {
  readonly state: 'read' | 'partly-read' | 'error';
  readonly errorKind?: ExtractErrorKind;
  readonly reason?: string;
}

const TEXT_PIECE = 250_000;
const LIST_PIECE = 400_000;
const BYTES_PIECE = 1 << 19;

/**
 * Cuts the record into frames. Every list element is small enough for a frame: the Draft saw to it.
 * @param isSound whether this process may be given another file; said at the end
 */
export function* framesOf(draft: Draft, ending: Ending, isSound: boolean): Generator<Buffer> {
  const { content, lists } = headOf(draft, ending);
  yield encodeJson(FRAME.head, content);
  const text = draft.text;
  for (let at = 0; at < text.length; at += TEXT_PIECE) {
    yield encodeFrame(FRAME.text, Buffer.from(text.slice(at, at + TEXT_PIECE), 'utf16le'));
  }
  for (const [list, items] of lists) yield* listFrames(list, items);
  for (const [index, one] of draft.attachments.entries()) {
    if (one.content === undefined) continue;
    for (let at = 0; at === 0 || at < one.content.length; at += BYTES_PIECE) {
      const piece = one.content.subarray(at, at + BYTES_PIECE);
      const payload = Buffer.allocUnsafe(4 + piece.length);
      payload.writeUInt32BE(index, 0);
      payload.set(piece, 4);
      yield encodeFrame(FRAME.bytes, payload);
    }
  }
  yield encodeJson(FRAME.end, { rss: process.memoryUsage.rss(), isSound });
}

function headOf(draft: Draft, ending: Ending): { content: object; lists: [string, readonly unknown[]][] } {
  const content = {
    ...ending,
    kind: draft.kind,
    mediaType: draft.mediaType,
    isEncrypted: draft.isEncrypted,
    encoding: draft.encoding,
    language: draft.language,
    mail: draft.mail,
    article: draft.article,
    metadata: draft.metadata,
    ...(draft.word === undefined ? {} : { word: { manifest: draft.word.manifest } }),
  };
  if (JSON.stringify(content).length > RECORD_CAPS.headBytes) {
    draft.cut('metadata-limit', 'The file makes more claims about itself than are kept; they were left out.');
    const { article: _article, ...rest } = content;
    return {
      content: {
        ...rest,
        state: content.state === 'error' ? 'error' : 'partly-read',
        metadata: {},
        mail: undefined,
      },
      lists: lists(draft),
    };
  }
  return { content, lists: lists(draft) };
}

function lists(draft: Draft): [string, readonly unknown[]][] {
  const pages: unknown[] = [];
  const lines: unknown[] = [];
  for (const [page, one] of draft.pages.entries()) {
    pages.push([one.width, one.height, one.textLayer, one.images, one.start, one.end]);
    // A line's text is a slice of the whole text: it is not sent twice.
    for (const line of one.lines) lines.push([page, line.start, line.end, ...line.box]);
  }
  return [
    ['warnings', draft.warnings],
    ['pages', pages],
    ['lines', lines],
    ['tables', draft.tables],
    ['cells', draft.cells.map((c) => [c.sheet, c.row, c.col, c.start, c.start + c.text.length])],
    [
      'attachments',
      draft.attachments.map(({ content, ...named }) => ({ ...named, kept: content !== undefined })),
    ],
    ['active', draft.active],
    ['hidden', draft.hidden],
    ['paragraphs', draft.word?.paragraphs ?? []],
    ['cues', draft.cues.map((c) => [c.start, c.end, c.fromMs, c.toMs])],
  ];
}

function* listFrames(list: string, items: readonly unknown[]): Generator<Buffer> {
  let batch: string[] = [];
  let size = 0;
  for (const item of items) {
    const json = JSON.stringify(item);
    if (size + json.length > LIST_PIECE / 2 && batch.length > 0) {
      yield encodeFrame(FRAME.list, Buffer.from(`{"list":"${list}","items":[${batch.join(',')}]}`));
      batch = [];
      size = 0;
    }
    batch.push(json);
    size += json.length + 1;
  }
  if (batch.length > 0)
    yield encodeFrame(FRAME.list, Buffer.from(`{"list":"${list}","items":[${batch.join(',')}]}`));
}
