// The names that every part of a Word package is written with (ECMA-376, Office Open XML).

/** One file of the package. */
export interface WordPart {
  readonly name: string;
  readonly content: Uint8Array | string;
}

export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
