// Reads a Word file as a draft that comes back: its paragraphs run by run, its notes, and the manifest of where it came from.
import { MANIFEST_NAMESPACE } from '../../../base/word-layers.ts';
import type { WordDocument, WordParagraph, WordPart, WordRun } from '../../../ports/word-file.ts';
import type { Draft, Source } from '../draft.ts';
import { Enough, Unreadable } from '../draft.ts';
import { RECORD_CAPS } from '../limits.ts';
import { attribute, local, noteRelations, openParts, type Parts } from '../office.ts';
import { mainPart } from './docx.ts';
import { walkWordPart } from './word-runs.ts';

/** Parts beside the body in which words may stand, by the last word of their relation's type. */
const BESIDE: Readonly<Record<string, WordPart>> = {
  footnotes: 'footnote',
  endnotes: 'endnote',
  header: 'header',
  footer: 'footer',
  comments: 'comment',
};

/** The paragraphs of every part go to `draft.word`. @throws Unreadable where there is no body */
export function readWordDraft(source: Source, draft: Draft): void {
  const parts = openParts(source, draft);
  const paragraphs: WordParagraph[] = [];
  let marks = 0;
  let units = 0;
  draft.word = { paragraphs, manifest: manifestIn(parts) };
  const walk = {
    next: () => {
      marks += 1;
      return marks;
    },
    remark: (code: string, message: string) => draft.warn(code, message),
    take(paragraph: WordParagraph) {
      const kept = within(paragraph, draft);
      units += kept.runs.reduce((sum, run) => sum + run.text.length + 1, 0);
      if (paragraphs.length >= RECORD_CAPS.paragraphs || units > draft.limits.textUnits) {
        draft.cut('paragraph-limit', 'The file has more paragraphs than are read; the rest was left out.');
        throw new Enough('paragraph limit');
      }
      paragraphs.push(kept);
    },
  };
  const main = mainPart(parts);
  if (main === undefined) throw new Unreadable('damaged', 'The document has no main part.');
  const links = noteRelations(parts, relationsOf(main), draft);
  if (!walkWordPart(parts, main, 'body', links, walk))
    throw new Unreadable('damaged', 'The document has no main part.');
  for (const [name, part] of partsBeside(parts, main))
    walkWordPart(parts, name, part, noteRelations(parts, relationsOf(name), draft), walk);
}

/** `word/_rels/document.xml.rels` of `word/document.xml` (ECMA-376 Part 2, 6.5). */
function relationsOf(name: string): string {
  const cut = name.lastIndexOf('/') + 1;
  return `${name.slice(0, cut)}_rels/${name.slice(cut)}.rels`;
}

/** Notes, headers and comments as the body's relations name them; by their usual names where the relations are lost. */
function partsBeside(parts: Parts, main: string): readonly (readonly [string, WordPart])[] {
  const found = new Map<string, WordPart>();
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  parts.walk(relationsOf(main), {
    open(tag, attributes) {
      if (local(tag) !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const part = BESIDE[(attributes.get('Type') ?? '').split('/').at(-1) ?? ''];
      const target = attributes.get('Target') ?? '';
      if (part !== undefined)
        found.set(target.startsWith('/') ? target.slice(1) : `${folder}${target}`, part);
    },
  });
  for (const [name, part] of [
    ['footnotes', 'footnote'],
    ['endnotes', 'endnote'],
  ] as const) {
    const usual = `${folder}${name}.xml`;
    if (![...found.values()].includes(part) && parts.zip.find(usual) !== undefined) found.set(usual, part);
  }
  return [...found];
}

/** A paragraph of more words, runs or marks than one has is cut, and that is said. */
function within(paragraph: WordParagraph, draft: Draft): WordParagraph {
  const runs: WordRun[] = [];
  let units = 0;
  for (const run of paragraph.runs) {
    const text = run.text.slice(0, RECORD_CAPS.paragraphUnits).toWellFormed();
    const kept = { ...run, text, by: run.by.toWellFormed(), on: run.on.toWellFormed() };
    units += JSON.stringify(kept).length;
    const isFull = units > RECORD_CAPS.paragraphJson || runs.length >= RECORD_CAPS.paragraphRuns;
    if (!isFull) runs.push(kept);
    if (!isFull && text.length === run.text.length) continue;
    draft.cut('paragraph-long', 'A paragraph is longer than is read; the rest of it was left out.');
    break;
  }
  return { ...paragraph, style: paragraph.style.toWellFormed(), note: paragraph.note.toWellFormed(), runs };
}

/** The manifest among the custom parts: it is known by its namespace, wherever the file was saved. */
function manifestIn(parts: Parts): WordDocument['manifest'] {
  for (const name of parts.names(/^customXml\/item\d*\.xml$/)) {
    const ids: string[] = [];
    let draft = '';
    let isOurs = false;
    parts.walk(name, {
      open(tag, attributes) {
        if ([...attributes.values()].includes(MANIFEST_NAMESPACE)) isOurs = true;
        if (!isOurs) return;
        if (local(tag) === 'manifest') draft = (attribute(attributes, 'draft') ?? '').slice(0, 60);
        else if (local(tag) === 'cite' && ids.length < RECORD_CAPS.manifestIds)
          ids.push((attribute(attributes, 'id') ?? '').slice(0, 40).toUpperCase());
      },
    });
    if (isOurs) return { draft, ids };
  }
  return null;
}
