/**
 * The extractor port: bytes of one file go in, a plain record of what the file says comes out.
 *
 * Whatever stands behind this port treats the bytes as hostile. It never sees a key, the ledger, the vault or
 * the network; it returns length-checked plain records and always comes to a final state.
 */

import type { PageRecognition } from './recogniser.ts';
import type { WordDocument } from './word-file.ts';

/** Why a file could not be read; the words of the reference manifest, plus `crashed` (the reader itself died). */
export type ExtractErrorKind =
  | 'encrypted'
  | 'damaged'
  | 'not-the-type'
  | 'unsupported'
  | 'empty'
  | 'archive-limit'
  | 'image-limit'
  | 'memory-limit'
  | 'time-limit'
  | 'changed-while-reading'
  | 'too-large'
  | 'special-file'
  | 'crashed';

export const EXTRACT_ERROR_KINDS: readonly ExtractErrorKind[] = [
  'encrypted',
  'damaged',
  'not-the-type',
  'unsupported',
  'empty',
  'archive-limit',
  'image-limit',
  'memory-limit',
  'time-limit',
  'changed-while-reading',
  'too-large',
  'special-file',
  'crashed',
];

/** A coded remark on the reading, with one sentence for a person. */
export interface ExtractWarning {
  /** Stable kebab-case code, e.g. `pdf-repaired`. */
  readonly code: string;
  readonly message: string;
}

/** Left, top, right, bottom, in points (1/72 inch) from the page's upper left corner as shown. */
export type Box = readonly [number, number, number, number];

/** One line of a page; `start` and `end` are offsets (UTF-16 units) into `Extraction.text`. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly box: Box;
}

/** One page of a paged kind, in order; sizes in points. A page without a text layer waits for OCR. */
export interface ExtractedPage {
  readonly width: number;
  readonly height: number;
  readonly textLayer: boolean;
  /** Raster pictures drawn on the page. */
  readonly images: number;
  /** Where the page's text begins and ends in `Extraction.text`. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly TextLine[];
  /** Where the page's text came from: from the file itself (also when absent), or recognised in its picture. */
  readonly source?: 'layer' | 'recognised';
  /** How sure the recogniser was of each word of this page, by places in `Extraction.text`. */
  readonly words?: readonly WordSure[];
  /** The other text of a page that has both: it stands behind the last page in `Extraction.text`. */
  readonly other?: PageText;
}

/** One recognised word; `sure` from 0 to 100, by the recogniser's own measure. */
export interface WordSure {
  readonly start: number;
  readonly end: number;
  readonly sure: number;
}

/** A second text of one page, by places in `Extraction.text`. */
export interface PageText {
  readonly source: 'layer' | 'recognised';
  readonly start: number;
  readonly end: number;
  readonly lines: readonly TextLine[];
  readonly words?: readonly WordSure[];
}

/** One non-empty cell of a sheet or of a CSV row; `row` and `col` count from 1; offsets into `Extraction.text`. */
export interface ExtractedCell {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly text: string;
  readonly start: number;
}

/**
 * A sheet, or the one table of a CSV; `rows` and `columns` are its used extent, header row included; empty rows of a CSV
 * are not counted.
 */
export interface ExtractedTable {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
  readonly isHidden: boolean;
  /** CSV only. */
  readonly delimiter?: string;
  readonly decimalComma?: boolean;
}

/** One cue of a transcript: words and when they are heard, in milliseconds from the start of the recording. */
export interface ExtractedCue {
  readonly start: number;
  readonly end: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The headers of one mail as decoded; absent headers are absent, nothing is made up. */
export interface ExtractedMail {
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly bcc?: string;
  /** The Date header as written; never trusted, never turned into a fact by itself. */
  readonly date?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
}

/**
 * A file inside the file: attachment, archive member, picture, message of a mailbox.
 * `name` is text from a stranger: shown, never used as a path. `content` is there to be kept as a child exhibit;
 * it is absent where the limits did not allow it, and then `sha256` is absent too.
 */
export interface ExtractedAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256?: string;
  readonly content?: Uint8Array;
  /** Why it is only named: `link`, `device`, `unsafe-name`, `limit`, `encrypted`, … */
  readonly note?: string;
}

/** Something in the file that would act if an ordinary program opened it. It was listed, never run or fetched. */
export interface ActiveContent {
  readonly kind:
    | 'script'
    | 'macro'
    | 'launch'
    | 'link'
    | 'external-reference'
    | 'form'
    | 'formula'
    | 'embedded-object';
  readonly detail: string;
  readonly page?: number;
}

/** Text a reader of the shown page would not see, or that was meant not to be seen. */
export interface HiddenText {
  readonly kind:
    | 'bad-redaction'
    | 'invisible-text'
    | 'hidden-part'
    | 'deleted-text'
    | 'comment'
    | 'bidi-control';
  readonly text: string;
  readonly page?: number;
  readonly box?: Box;
}

/** Which stretches of the text are the article of a press capture or web page; the rest is boilerplate. */
export interface ExtractedArticle {
  readonly title?: string;
  readonly byline?: string;
  readonly publisher?: string;
  /** As written or as the page's metadata gives it; proposed, never trusted. */
  readonly published?: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

interface ExtractionBase {
  /** Our own short name of the kind: `pdf`, `docx`, `csv`, `eml`, `zip`, … or `unknown`. */
  readonly kind: string;
  readonly mediaType: string;
  readonly warnings: readonly ExtractWarning[];
  /** True when the file is encrypted, whether or not it could be opened. */
  readonly isEncrypted: boolean;
  /** For text kinds: the encoding decoded from, e.g. `utf-8`, `windows-1257`; shown and changeable. */
  readonly encoding?: string;
  /** ISO 639-3 guess from the words themselves, e.g. `lit`. */
  readonly language?: string;
  /** The whole text as extracted (not normalised); well-formed UTF-16. */
  readonly text: string;
  /** Empty for kinds without pages. */
  readonly pages: readonly ExtractedPage[];
  readonly tables: readonly ExtractedTable[];
  readonly cells: readonly ExtractedCell[];
  /** Flat facts the file claims about itself (title, author, dates, EXIF place and time …): never trusted. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Of a transcript only. */
  readonly cues?: readonly ExtractedCue[];
  readonly mail?: ExtractedMail;
  readonly article?: ExtractedArticle;
  readonly attachments: readonly ExtractedAttachment[];
  readonly active: readonly ActiveContent[];
  readonly hidden: readonly HiddenText[];
  /** Of a Word file read as a draft that comes back (`ExtractRequest.asDraft`). */
  readonly word?: WordDocument;
  /** What recognition made of the pages that were given to it; kept, so that a new reading need not repeat it. */
  readonly recognised?: readonly PageRecognition[];
  /** The recogniser that looked at the pages last, whatever it found. */
  readonly recogniser?: ToolVersion;
  /** Which program read it; part of the derivation key, so it changes whenever the output may. */
  readonly tool: ToolVersion;
}

/** Stable text: the same code on the same bytes gives the same extraction. */
export interface ToolVersion {
  readonly name: string;
  readonly version: string;
}

export type Extraction =
  | (ExtractionBase & {
      /** `read`: nothing known to be missing. `partly-read`: readable, but damaged or cut at a limit; see warnings. */
      readonly state: 'read' | 'partly-read';
    })
  | (ExtractionBase & {
      readonly state: 'error';
      readonly errorKind: ExtractErrorKind;
      /** One sentence for a person. */
      readonly reason: string;
    });

/** Bounds on one file; every one ends in a final state. Bytes unless said. */
export interface ExtractLimits {
  /** Wall clock for one file, milliseconds. */
  readonly wallMs: number;
  /** Resident memory of the reading process. */
  readonly rssBytes: number;
  readonly inputBytes: number;
  /** UTF-16 units of extracted text. */
  readonly textUnits: number;
  readonly pages: number;
  readonly cells: number;
  /** Width times height of a picture that may be decoded. */
  readonly pixels: number;
  /** All unpacked members together, and how many times the packed size they may reach. */
  readonly unpackedBytes: number;
  readonly unpackedRatio: number;
  readonly members: number;
  /** Archives and messages inside each other. */
  readonly depth: number;
}

export interface ExtractRequest {
  /** The file's bytes, or how to get them when its turn comes: a long queue then holds no bytes. */
  readonly bytes: Uint8Array | (() => Promise<Uint8Array>);
  /** How many there are, where that is known before they are fetched: what is beyond the limit is left where it lies. */
  readonly size?: number;
  /** The file's name as found: a hint of last resort for the kind, never the decision. */
  readonly name: string;
  /** Processes are never shared between compartments. */
  readonly compartment: string;
  readonly password?: string;
  /** A Word file is read as a draft that comes back: run by run, with the marks around each, in place of its plain text. */
  readonly asDraft?: boolean;
  /** A person's choice of encoding, where the detector was wrong. */
  readonly encoding?: string;
  readonly limits?: Partial<ExtractLimits>;
  readonly signal?: AbortSignal;
}

export interface Extractor {
  /**
   * Reads one file. Promise: always resolves to a final state within `limits.wallMs` of its start plus a second,
   * whatever the bytes are; rejects only when `signal` aborts or the extractor was closed. A request beyond the
   * pool's capacity waits its turn. The same bytes, name, password and encoding give the same record.
   */
  extract(request: ExtractRequest): Promise<Extraction>;
  /** The tool version that `extract` writes, known before reading (part of derivation keys). */
  tool(): ToolVersion;
  /** Which fence stands around the readers, in words for the overview page; tried at the first asking. */
  fence(): string | Promise<string>;
  /** Ends every process; pending requests reject. Promise: no process and no file is left. */
  close(): Promise<void>;
}
