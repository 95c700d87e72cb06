// File names come from strangers: they are kept exactly, and shown so that they can do nothing to the line around them.

// Controls, and the marks that turn the direction of writing (Unicode Bidi_Control; UAX 9, UTR 36 section 2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the very thing looked for
const TURNING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A name for the screen: isolated (FSI … PDI), with every control or turning mark written out as `‹U+202E›`. */
export function shownName(name: string): string {
  const open = name.replace(
    TURNING,
    (mark) => `‹U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
  return `\u2068${open}\u2069`;
}

/** The last part of a path, for a title. */
export function leafName(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? path : path.slice(at + 1) || path;
}

/** What titles are searched by: compatibility forms joined, case dropped. */
export function foldTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase();
}
