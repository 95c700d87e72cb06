// A Word file as plain values: paragraphs of runs, each with the marks that stand around it and who changed it.

/** What carries an id: a citation by bookmark, field, content control or link; a paragraph by its hidden bookmark. */
export const WORD_LAYERS = ['bookmark', 'field', 'control', 'link', 'paragraph'] as const;
export type WordLayerName = (typeof WORD_LAYERS)[number];

export interface WordLayer {
  readonly layer: WordLayerName;
  readonly id: string;
  /** Counts the marks of the file: two fields of the same id are two numbers. */
  readonly at: number;
}

/** How a run stands in the file's tracked changes; '' where it is not part of any. */
export const WORD_CHANGES = ['', 'inserted', 'deleted', 'moved-from', 'moved-to'] as const;
export type WordChange = (typeof WORD_CHANGES)[number];

/** Words that stand alike. A run without words says only that a mark begins there, or that a note is called. */
export interface WordRun {
  readonly text: string;
  readonly change: WordChange;
  /** Who changed it, as the file has it; never trusted. */
  readonly by: string;
  /** When, as the file has it. */
  readonly on: string;
  readonly isItalic: boolean;
  readonly layers: readonly WordLayer[];
  /** The note that is called here: `footnote 3`, `endnote 1`; '' for none. */
  readonly note: string;
}

export const WORD_PARTS = ['body', 'footnote', 'endnote', 'header', 'footer', 'comment'] as const;
export type WordPart = (typeof WORD_PARTS)[number];

export interface WordParagraph {
  readonly part: WordPart;
  /** Of a note or comment: which one, as a reference names it. */
  readonly note: string;
  /** The style's id as written. */
  readonly style: string;
  /** Its end was struck out: on acceptance it flows into the next one. */
  readonly isEndStruck: boolean;
  readonly runs: readonly WordRun[];
}

/** What a Word file says about where it came from. */
export interface WordDocument {
  readonly paragraphs: readonly WordParagraph[];
  /** From the manifest part: which draft, and the ids it was written with. */
  readonly manifest: { readonly draft: string; readonly ids: readonly string[] } | null;
}
