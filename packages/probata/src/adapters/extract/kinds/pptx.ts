// Reads a presentation: each slide is a page, with its notes and comments.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { attribute, local, notePackage, noteRelations, openParts, type Parts } from '../office.ts';

const EMU_PER_POINT = 12_700;

/** Slides in the order of the presentation (ECMA-376 Part 1, 19); a hidden slide is read and flagged. */
export function readPptx(source: Source, draft: Draft): void {
  const parts = openParts(source, draft);
  const targets = noteRelations(parts, 'ppt/_rels/presentation.xml.rels', draft);
  for (const name of parts.names(/_rels\/.*\.rels$/)) noteRelations(parts, name, draft);
  const order: string[] = [];
  let width = 0;
  let height = 0;
  parts.walk('ppt/presentation.xml', {
    open(tag, attributes) {
      if (local(tag) === 'sldId') {
        const target = targets.get(attributes.get('r:id') ?? '');
        if (target !== undefined) order.push(`ppt/${target.replace(/^\/?(?:ppt\/)?/, '')}`);
      }
      if (local(tag) === 'sldSz') {
        width = Number(attributes.get('cx')) / EMU_PER_POINT || 0;
        height = Number(attributes.get('cy')) / EMU_PER_POINT || 0;
      }
    },
  });
  const slides = order.filter((n) => parts.zip.find(n) !== undefined);
  const all = slides.length > 0 ? slides : parts.names(/^ppt\/slides\/slide\d+\.xml$/);
  if (all.length === 0) throw new Unreadable('damaged', 'The presentation has no slide that can be found.');
  for (const [index, name] of all.slice(0, draft.limits.pages).entries()) {
    const start = draft.length;
    const isHidden = writeShapes(parts, name, draft);
    if (isHidden) draft.hide({ kind: 'hidden-part', text: draft.text.slice(start), page: index + 1 });
    const relations = new Set(
      noteRelations(parts, name.replace(/([^/]+)$/, '_rels/$1.rels'), draft).values(),
    );
    for (const target of relations) {
      const file = target.split('/').at(-1) ?? '';
      if (/notesSlide\d+\.xml$/.test(target)) writeShapes(parts, `ppt/notesSlides/${file}`, draft);
      if (/comment\d+\.xml$/i.test(target)) writeShapes(parts, `ppt/comments/${file}`, draft, true);
    }
    draft.page({ width, height, textLayer: true, images: 0, start, end: draft.length, lines: [] });
    draft.write('\f');
  }
  draft.fact('slides', all.length);
  notePackage(parts, draft);
}

/** Writes the text of one part; true where the slide is marked as not shown. */
function writeShapes(parts: Parts, name: string, draft: Draft, isComment = false): boolean {
  let inText = false;
  let isHidden = false;
  let comment = '';
  parts.walk(name, {
    open(tag, attributes) {
      const plain = local(tag);
      if (plain === 'sld' && attribute(attributes, 'show') === '0') isHidden = true;
      if (plain === 't' || (isComment && plain === 'text')) inText = true;
      if (plain === 'br') draft.write('\n');
    },
    text(text) {
      if (!inText) return;
      draft.write(text);
      if (isComment) comment += text;
    },
    close(tag) {
      const plain = local(tag);
      if (plain === 't' || plain === 'text') inText = false;
      if (plain === 'p' || plain === 'cm') draft.write('\n');
      if (plain === 'tc') draft.write('\t');
    },
  });
  if (comment !== '') draft.hide({ kind: 'comment', text: comment });
  return isHidden;
}
