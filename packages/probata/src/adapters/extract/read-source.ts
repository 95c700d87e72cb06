// Reads one file inside a reading process: tells its kind, calls that kind's reader, and always ends in a final state.

import { Draft, Enough, type Source, Unreadable } from './draft.ts';
import { proposeLanguage } from './languages.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Ending } from './send.ts';
import { endingOf, endingsOf, sniff } from './sniff.ts';
import { isOfMemory, noteCaught } from './upset.ts';

/** Reads one kind into the draft. May throw Unreadable, Enough, or anything a parser throws on hostile input. */
export type KindReader = (source: Source, draft: Draft) => void | Promise<void>;

export interface Asked {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly password?: string;
  readonly encoding?: string;
  readonly asDraft?: boolean;
  readonly limits?: Source['limits'];
}

/** Loaded only when needed: a process that reads mails never loads the PDF engine. */
const READERS: Readonly<Record<string, () => Promise<KindReader>>> = {
  txt: async () => (await import('./kinds/text.ts')).readPlainText,
  md: async () => (await import('./kinds/text.ts')).readPlainText,
  ics: async () => (await import('./kinds/text.ts')).readPlainText,
  vtt: async () => (await import('./kinds/transcript.ts')).readTranscript,
  srt: async () => (await import('./kinds/transcript.ts')).readTranscript,
  json: async () => (await import('./kinds/text.ts')).readPlainText,
  xml: async () => (await import('./kinds/xml.ts')).readXmlFile,
  svg: async () => (await import('./kinds/xml.ts')).readXmlFile,
  html: async () => (await import('./kinds/html.ts')).readHtml,
  csv: async () => (await import('./kinds/csv.ts')).readCsv,
  pdf: async () => (await import('./kinds/pdf.ts')).readPdf,
  docx: async () => (await import('./kinds/docx.ts')).readDocx,
  pptx: async () => (await import('./kinds/pptx.ts')).readPptx,
  odt: async () => (await import('./kinds/odf.ts')).readOdf,
  odp: async () => (await import('./kinds/odf.ts')).readOdf,
  ods: async () => (await import('./kinds/sheets.ts')).readSheets,
  xlsx: async () => (await import('./kinds/sheets.ts')).readSheets,
  xlsb: async () => (await import('./kinds/sheets.ts')).readSheets,
  xls: async () => (await import('./kinds/sheets.ts')).readSheets,
  doc: async () => (await import('./kinds/doc.ts')).readDoc,
  ppt: async () => (await import('./kinds/ppt.ts')).readPpt,
  msg: async () => (await import('./kinds/msg.ts')).readMsg,
  tnef: async () => (await import('./kinds/tnef.ts')).readTnef,
  rtf: async () => (await import('./kinds/rtf.ts')).readRtf,
  eml: async () => (await import('./kinds/eml.ts')).readEml,
  mhtml: async () => (await import('./kinds/eml.ts')).readEml,
  mbox: async () => (await import('./kinds/mbox.ts')).readMbox,
  zip: async () => (await import('./kinds/archive.ts')).readZip,
  wacz: async () => (await import('./kinds/archive.ts')).readZip,
  asic: async () => (await import('./kinds/archive.ts')).readZip,
  adoc: async () => (await import('./kinds/archive.ts')).readZip,
  p7m: async () => (await import('./kinds/signed-file.ts')).readSignedFile,
  epub: async () => (await import('./kinds/archive.ts')).readZip,
  tar: async () => (await import('./kinds/archive.ts')).readTar,
  gz: async () => (await import('./kinds/archive.ts')).readGzip,
  '7z': async () => (await import('./kinds/seven-zip.ts')).readSevenZip,
  rar: async () => (await import('./kinds/rar.ts')).readRar,
  bz2: async () => (await import('./kinds/packed-stream.ts')).readPacked,
  xz: async () => (await import('./kinds/packed-stream.ts')).readPacked,
  zst: async () => (await import('./kinds/packed-stream.ts')).readPacked,
  lz4: async () => (await import('./kinds/packed-stream.ts')).readPacked,
  lz: async () => (await import('./kinds/packed-stream.ts')).readPacked,
  warc: async () => (await import('./kinds/warc.ts')).readWarc,
  arc: async () => (await import('./kinds/warc.ts')).readArc,
  png: async () => (await import('./kinds/image.ts')).readImage,
  jpg: async () => (await import('./kinds/image.ts')).readImage,
  gif: async () => (await import('./kinds/image.ts')).readImage,
  webp: async () => (await import('./kinds/image.ts')).readImage,
  tif: async () => (await import('./kinds/image.ts')).readImage,
  bmp: async () => (await import('./kinds/image.ts')).readImage,
  heic: async () => (await import('./kinds/image.ts')).readImage,
  jp2: async () => (await import('./kinds/image.ts')).readImage,
  emf: async () => (await import('./kinds/metafile.ts')).readMetafile,
  wmf: async () => (await import('./kinds/metafile.ts')).readMetafile,
  jxl: async () => (await import('./kinds/image.ts')).readImage,
  psd: async () => (await import('./kinds/image.ts')).readImage,
  ico: async () => (await import('./kinds/image.ts')).readImage,
  tga: async () => (await import('./kinds/image.ts')).readImage,
  dds: async () => (await import('./kinds/image.ts')).readImage,
  avif: async () => (await import('./kinds/image.ts')).readImage,
  flac: async () => (await import('./kinds/media.ts')).readMedia,
  ogg: async () => (await import('./kinds/media.ts')).readMedia,
  ogv: async () => (await import('./kinds/media.ts')).readMedia,
  mp3: async () => (await import('./kinds/media.ts')).readMedia,
  wav: async () => (await import('./kinds/media.ts')).readMedia,
  mkv: async () => (await import('./kinds/media.ts')).readMedia,
  webm: async () => (await import('./kinds/media.ts')).readMedia,
  mp4: async () => (await import('./kinds/media.ts')).readMedia,
  m4a: async () => (await import('./kinds/media.ts')).readMedia,
  mov: async () => (await import('./kinds/media.ts')).readMedia,
  avi: async () => (await import('./kinds/media-old.ts')).readOldMedia,
  asf: async () => (await import('./kinds/media-old.ts')).readOldMedia,
  aif: async () => (await import('./kinds/media-old.ts')).readOldMedia,
  aac: async () => (await import('./kinds/media-old.ts')).readOldMedia,
  amr: async () => (await import('./kinds/media-old.ts')).readOldMedia,
  ts: async () => (await import('./kinds/media-streams.ts')).readStreamedMedia,
  mpg: async () => (await import('./kinds/media-streams.ts')).readStreamedMedia,
  flv: async () => (await import('./kinds/media-streams.ts')).readStreamedMedia,
  au: async () => (await import('./kinds/media-streams.ts')).readStreamedMedia,
  caf: async () => (await import('./kinds/media-streams.ts')).readStreamedMedia,
};

const WORD_DRAFT = async (): Promise<KindReader> => (await import('./kinds/word-draft.ts')).readWordDraft;

/** The kinds that have a reader. */
export const READABLE_KINDS: readonly string[] = Object.keys(READERS);

/** Reads one file. Never rejects: whatever a parser throws becomes a final state. */
export async function readSource(asked: Asked): Promise<{ draft: Draft; ending: Ending }> {
  const limits = asked.limits ?? DEFAULT_LIMITS;
  const told = await sniff(asked.bytes, asked.name);
  const draft = new Draft(limits, told.kind, told.mediaType);
  if (told.kind === 'empty')
    return { draft, ending: { state: 'error', errorKind: 'empty', reason: 'The file has no bytes.' } };
  const reader = asked.asDraft === true && told.kind === 'docx' ? WORD_DRAFT : READERS[told.kind];
  if (told.kind === 'ooxml-encrypted') {
    draft.isEncrypted = true;
    return {
      draft,
      ending: {
        state: 'error',
        errorKind: 'encrypted',
        reason: 'The office document is encrypted with a password.',
      },
    };
  }
  if (reader === undefined) {
    const reason =
      told.kind === 'unknown'
        ? 'The kind of file is not known.'
        : (await import('./kinds/kept.ts')).keptReason(told.kind);
    return { draft, ending: { state: 'error', errorKind: 'unsupported', reason } };
  }
  const ending = endingOf(asked.name);
  if (ending !== '' && !endingsOf(told.kind).includes(ending) && READABLE_KINDS.includes(ending)) {
    draft.warn(
      'name-says-otherwise',
      `The name ends in .${ending}, but the content is ${told.kind}; it was read by its content.`,
    );
  }
  let thrown: unknown;
  try {
    await (await reader())({ ...asked, ...told, limits }, draft);
  } catch (error) {
    thrown = error;
    noteCaught(error);
  }
  if (thrown === undefined || thrown instanceof Enough) {
    finishText(draft);
    return { draft, ending: { state: draft.isPartial ? 'partly-read' : 'read' } };
  }
  return { draft, ending: endingOfError(thrown, draft) };
}

function endingOfError(thrown: unknown, draft: Draft): Ending {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500);
  if (thrown instanceof Unreadable) {
    if (thrown.errorKind === 'encrypted') draft.isEncrypted = true;
    return { state: 'error', errorKind: thrown.errorKind, reason: message };
  }
  if (isOfMemory(thrown)) {
    return {
      state: 'error',
      errorKind: 'memory-limit',
      reason: 'Reading needed more memory than a reader may have.',
    };
  }
  // What was read before the damage is worth having; that something is missing is said.
  if (draft.text.trim() !== '' || draft.cells.length > 0) {
    draft.cut('damaged', `The file could not be read to its end: ${message}`);
    finishText(draft);
    return { state: 'partly-read' };
  }
  return { state: 'error', errorKind: 'damaged', reason: `The file could not be read: ${message}` };
}

function finishText(draft: Draft): void {
  const text = draft.text;
  if (draft.language === undefined) draft.language = proposeLanguage(text);
  const controls = text.match(/[\u202a-\u202e\u2066-\u2069]/g);
  if (controls !== null) {
    draft.warn(
      'bidi-controls',
      `The text holds ${controls.length} bidirectional control characters: what is shown may differ from what is stored.`,
    );
    draft.hide({
      kind: 'bidi-control',
      text: [...new Set(controls)].map((c) => `U+${c.charCodeAt(0).toString(16).toUpperCase()}`).join(' '),
    });
  }
}
