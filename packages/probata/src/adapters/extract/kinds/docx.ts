// Reads a Word document part by part: body, headers, footnotes, text boxes, comments, and what was struck out.
import type { Draft, Source } from '../draft.ts';
import { Unreadable } from '../draft.ts';
import { attribute, local, notePackage, noteRelations, openParts, type Parts } from '../office.ts';

/** Text of every part in reading order (ECMA-376 Part 1, 17); deletions, comments and hidden runs are flagged. */
export function readDocx(source: Source, draft: Draft): void {
  const parts = openParts(source, draft);
  const main = mainPart(parts);
  for (const name of parts.names(/_rels\/.*\.rels$/)) noteRelations(parts, name, draft);
  for (const name of parts.names(/^word\/header\d*\.xml$/)) writePart(parts, name, draft);
  if (main === undefined || !writePart(parts, main, draft)) {
    throw new Unreadable('damaged', 'The document has no main part.');
  }
  for (const name of parts.names(/^word\/footer\d*\.xml$/)) writePart(parts, name, draft);
  for (const name of ['word/footnotes.xml', 'word/endnotes.xml']) writePart(parts, name, draft);
  for (const name of parts.names(/^word\/comments\.xml$/)) writeComments(parts, name, draft);
  notePackage(parts, draft);
}

/** The name of the body's part, as the package says; undefined where there is none. */
export function mainPart(parts: Parts): string | undefined {
  let target: string | undefined;
  parts.walk('_rels/.rels', {
    open(tag, attributes) {
      if (local(tag) === 'Relationship' && attributes.get('Type')?.endsWith('/officeDocument') === true) {
        target = (attributes.get('Target') ?? '').replace(/^\//, '');
      }
    },
  });
  if (target !== undefined && parts.zip.find(target) !== undefined) return target;
  return parts.names(/^word\/document\d*\.xml$/)[0];
}

/** Writes one part's text. False where the part is missing. */
function writePart(parts: Parts, name: string, draft: Draft): boolean {
  let inText = false;
  let inDeleted = false;
  let fallback = 0;
  let isVanished = false;
  let inRun = false;
  let deleted = '';
  let vanished = '';
  const found = parts.walk(name, {
    open(tag, attributes) {
      const plain = local(tag);
      if (plain === 'Fallback') fallback += 1;
      if (fallback > 0) return;
      if (plain === 't') inText = true;
      else if (plain === 'delText') inDeleted = true;
      else if (plain === 'tab') draft.write(inRun ? '\t' : '');
      else if (plain === 'br' || plain === 'cr') draft.write('\n');
      else if (plain === 'noBreakHyphen') draft.write('\u2011');
      else if (plain === 'sym') draft.write(symbol(attribute(attributes, 'char')));
      else if (plain === 'r') {
        inRun = true;
        isVanished = false;
      } else if (plain === 'vanish')
        isVanished = attribute(attributes, 'val') !== '0' && attribute(attributes, 'val') !== 'false';
      else if (plain === 'footnoteReference' || plain === 'endnoteReference') {
        const id = attribute(attributes, 'id');
        if (id !== undefined) draft.write(`[${id}]`);
      } else if (
        (plain === 'footnote' || plain === 'endnote') &&
        attribute(attributes, 'type') === undefined
      ) {
        draft.write(`[${attribute(attributes, 'id') ?? ''}] `);
      } else if (plain === 'altChunk') draft.flag({ kind: 'embedded-object', detail: 'altChunk' });
    },
    text(text) {
      if (fallback > 0) return;
      if (inText) {
        draft.write(text);
        if (isVanished) vanished += text;
      } else if (inDeleted) deleted += text;
    },
    close(tag) {
      const plain = local(tag);
      if (plain === 'Fallback') fallback = Math.max(0, fallback - 1);
      if (plain === 't') inText = false;
      else if (plain === 'delText') inDeleted = false;
      else if (plain === 'r') inRun = false;
      else if (fallback === 0 && plain === 'p') draft.write('\n');
      else if (fallback === 0 && plain === 'tc') draft.write('\t');
      if (plain === 'del' || plain === 'p') {
        if (deleted !== '') draft.hide({ kind: 'deleted-text', text: deleted });
        deleted = '';
      }
      if (plain === 'p' && vanished !== '') {
        draft.hide({ kind: 'invisible-text', text: vanished });
        vanished = '';
      }
    },
  });
  if (deleted !== '') draft.hide({ kind: 'deleted-text', text: deleted });
  return found;
}

function symbol(code: string | undefined): string {
  const value = Number.parseInt(code ?? '', 16);
  return value > 31 && value < 0xd800 ? String.fromCharCode(value) : '';
}

function writeComments(parts: Parts, name: string, draft: Draft): void {
  let author = '';
  let text = '';
  let inText = false;
  parts.walk(name, {
    open(tag, attributes) {
      const plain = local(tag);
      if (plain === 'comment') {
        author = attribute(attributes, 'author') ?? '';
        text = '';
      }
      if (plain === 't') inText = true;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(tag) {
      const plain = local(tag);
      if (plain === 't') inText = false;
      if (plain === 'p') text += '\n';
      if (plain === 'comment') {
        draft.line(`[${author}: ${text.trim()}]`);
        draft.hide({ kind: 'comment', text: `${author}: ${text.trim()}` });
      }
    },
  });
}
