// The record of one file while a reader is still writing it: every addition is counted against the limits.
import type {
  ActiveContent,
  ExtractErrorKind,
  ExtractedArticle,
  ExtractedAttachment,
  ExtractedCell,
  ExtractedCue,
  ExtractedMail,
  ExtractedPage,
  ExtractedTable,
  ExtractLimits,
  ExtractWarning,
  HiddenText,
  TextLine,
} from '../../ports/extractor.ts';
import type { WordDocument } from '../../ports/word-file.ts';
import { RECORD_CAPS } from './limits.ts';

/** What a kind's reader is given. The name is a stranger's text and only a hint of last resort. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly kind: string;
  readonly mediaType: string;
  readonly password?: string;
  readonly encoding?: string;
  readonly asDraft?: boolean;
  readonly limits: ExtractLimits;
}

/** Ends the reading of a file with an error of a known kind. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly errorKind: ExtractErrorKind;
  constructor(errorKind: ExtractErrorKind, reason: string) {
    super(reason);
    this.errorKind = errorKind;
  }
}

/** Ends the reading early but keeps what was read: the file becomes partly-read. */
export class Enough extends Error {
  override readonly name = 'Enough';
}

/** The record being written. One class because it has a life: opened for a file, written, sent once. */
export class Draft {
  readonly limits: ExtractLimits;
  kind: string;
  mediaType: string;
  isEncrypted = false;
  encoding: string | undefined;
  language: string | undefined;
  mail: ExtractedMail | undefined;
  article: ExtractedArticle | undefined;
  readonly warnings: ExtractWarning[] = [];
  readonly pages: ExtractedPage[] = [];
  readonly tables: ExtractedTable[] = [];
  readonly cells: ExtractedCell[] = [];
  readonly metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly attachments: ExtractedAttachment[] = [];
  readonly active: ActiveContent[] = [];
  readonly hidden: HiddenText[] = [];
  readonly cues: ExtractedCue[] = [];
  word: WordDocument | undefined;
  isPartial = false;
  #parts: string[] = [];
  #length = 0;
  #metadataKeys = 0;
  #kept = 0;
  #lines = 0;

  constructor(limits: ExtractLimits, kind: string, mediaType: string) {
    this.limits = limits;
    this.kind = kind;
    this.mediaType = mediaType;
  }

  /** Where the next piece of text will begin. */
  get length(): number {
    return this.#length;
  }

  get text(): string {
    if (this.#parts.length > 1) this.#parts = [this.#parts.join('')];
    return this.#parts[0] ?? '';
  }

  /** Adds text and gives its place. Throws Enough when the file's text reaches the limit. */
  write(text: string): { start: number; end: number } {
    const start = this.#length;
    const room = this.limits.textUnits - start;
    const taken = (text.length > room ? text.slice(0, Math.max(0, room)) : text).toWellFormed();
    this.#parts.push(taken);
    this.#length += taken.length;
    if (taken.length < text.length) {
      this.cut(
        'text-limit',
        `The text is longer than ${this.limits.textUnits} characters; the rest was left out.`,
      );
      throw new Enough('text limit');
    }
    return { start, end: this.#length };
  }

  /** Adds a line and ends it. */
  line(text: string): { start: number; end: number } {
    const place = this.write(text);
    this.write('\n');
    return place;
  }

  /** A remark that leaves the reading whole. */
  warn(code: string, message: string): void {
    if (this.warnings.length >= RECORD_CAPS.warnings) return;
    if (this.warnings.some((w) => w.code === code && w.message === message)) return;
    this.warnings.push({ code, message: short(message) });
  }

  /** A remark that makes the file partly-read. */
  cut(code: string, message: string): void {
    this.isPartial = true;
    this.warn(code, message);
  }

  page(page: ExtractedPage): void {
    this.#lines += page.lines.length;
    if (this.#lines > RECORD_CAPS.lines) {
      this.cut('line-limit', `More than ${RECORD_CAPS.lines} lines; the rest was left out.`);
      throw new Enough('line limit');
    }
    this.pages.push(page);
  }

  table(table: ExtractedTable): void {
    if (this.tables.length < 10_000) this.tables.push({ ...table, sheet: short(table.sheet) });
  }

  cell(cell: ExtractedCell): void {
    if (this.cells.length >= this.limits.cells) {
      this.cut('cell-limit', `More than ${this.limits.cells} cells; the rest was left out.`);
      throw new Enough('cell limit');
    }
    this.cells.push(cell);
  }

  /** Records a fact the file claims about itself; empty values and twins are left out. */
  fact(key: string, value: unknown): void {
    if (value === undefined || value === null || this.#metadataKeys >= RECORD_CAPS.metadataKeys) return;
    const text = short(String(value).trim());
    const name = key.slice(0, 200).toWellFormed();
    if (text === '' || name === '') return;
    if (!(name in this.metadata)) this.#metadataKeys += 1;
    this.metadata[name] = text;
  }

  attach(attachment: ExtractedAttachment): void {
    if (this.attachments.length >= RECORD_CAPS.attachments) {
      this.cut('member-limit', `More than ${RECORD_CAPS.attachments} files inside; the rest was left out.`);
      throw new Enough('attachment limit');
    }
    let kept = attachment;
    if (attachment.content !== undefined) {
      this.#kept += attachment.content.length;
      if (this.#kept > this.limits.unpackedBytes) {
        this.cut(
          'unpacked-limit',
          'The files inside are larger together than the limit; some are only named.',
        );
        const { content: _left, ...named } = attachment;
        kept = { ...named, note: 'limit' };
      }
    }
    this.attachments.push({ ...kept, name: short(kept.name), mediaType: short(kept.mediaType) });
  }

  cue(cue: ExtractedCue): void {
    if (this.cues.length >= RECORD_CAPS.cues) {
      this.cut('cue-limit', `More than ${RECORD_CAPS.cues} cues; the rest was left out.`);
      throw new Enough('cue limit');
    }
    this.cues.push(cue);
  }

  flag(active: ActiveContent): void {
    if (this.active.length < RECORD_CAPS.flags)
      this.active.push({ ...active, detail: short(active.detail, 2_000) });
  }

  hide(hidden: HiddenText): void {
    if (hidden.text.trim() === '' || this.hidden.length >= RECORD_CAPS.flags) return;
    this.hidden.push({ ...hidden, text: short(hidden.text, 10_000) });
  }
}

/** A line under construction of a page; kept here so that kinds need not know the port's name for it. */
export type Line = TextLine;

function short(text: string, cap: number = RECORD_CAPS.shortText): string {
  return (text.length > cap ? `${text.slice(0, cap)}…` : text).toWellFormed();
}
