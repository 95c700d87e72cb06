// Walks one part of a Word file run by run and keeps the marks around each: bookmarks, fields, controls, links, changes.
import { idOfBookmark, idOfControl, idOfField, idOfLink, idOfParagraph } from '../../../base/word-layers.ts';
import type { WordChange, WordLayer, WordParagraph, WordPart, WordRun } from '../../../ports/word-file.ts';
import { attribute, local, type Parts } from '../office.ts';
import { openFields, openMarks } from './word-marks.ts';

export interface WordWalk {
  /** Numbers the marks of the whole file. */
  next(): number;
  /** Called with each paragraph as it closes. */
  take(paragraph: WordParagraph): void;
  remark(code: string, message: string): void;
}

interface OpenParagraph {
  style: string;
  isEndStruck: boolean;
  readonly runs: WordRun[];
}

/**
 * Walks a part (ECMA-376 Part 1, 17.3 runs, 17.13 bookmarks and revisions, 17.16 fields). Gives the paragraphs to
 * `walk.take` in the order in which they close. False where the part is missing.
 */
export function walkWordPart(
  parts: Parts,
  name: string,
  part: WordPart,
  links: ReadonlyMap<string, string>,
  walk: WordWalk,
): boolean {
  const stack: OpenParagraph[] = [];
  const done: { readonly paragraph: WordParagraph; readonly runs: WordRun[] }[] = [];
  const bookmarks = new Map<string, WordLayer>();
  const changes: { readonly change: WordChange; readonly by: string; readonly on: string }[] = [];
  const controls: (WordLayer | undefined)[] = [];
  const hyperlinks: (WordLayer | undefined)[] = [];
  const simple: (WordLayer | undefined)[] = [];
  let note = '';
  let isNote = part === 'body' || part === 'header' || part === 'footer';
  let fallback = 0;
  let properties = 0;
  let isItalic = false;
  let text: 'none' | 'text' | 'code' = 'none';

  const change = (): { change: WordChange; by: string; on: string } => {
    const order: readonly WordChange[] = ['deleted', 'moved-from', 'moved-to', 'inserted'];
    for (const one of order) {
      const found = changes.findLast((each) => each.change === one);
      if (found !== undefined) return found;
    }
    return { change: '', by: '', on: '' };
  };
  const put = (words: string, called = ''): void => {
    const paragraph = stack.at(-1);
    if (paragraph === undefined || !isNote) return;
    const { change: how, by, on } = change();
    const last = paragraph.runs.at(-1);
    const isSame =
      last !== undefined &&
      called === '' &&
      last.note === '' &&
      last.change === how &&
      last.isItalic === isItalic &&
      last.by === by &&
      last.on === on &&
      last.layers.length === marks.around.length &&
      last.layers.every((layer, i) => layer === marks.around[i]);
    const run = { text: words, change: how, by, on, isItalic, layers: [...marks.around], note: called };
    if (isSame) paragraph.runs[paragraph.runs.length - 1] = { ...last, text: last.text + words };
    else paragraph.runs.push(run);
  };
  const marks = openMarks(walk, () => put(''));
  const { open, shut } = marks;
  const fields = openFields(marks);
  const say = (words: string): void => {
    if (!fields.isInCode()) put(words);
  };

  const found = parts.walk(name, {
    open(tag, attributes) {
      const plain = local(tag);
      if (plain === 'Fallback') fallback += 1;
      if (fallback > 0) return;
      switch (plain) {
        case 'footnote':
        case 'endnote':
        case 'comment':
          isNote = attribute(attributes, 'type') === undefined || attribute(attributes, 'type') === 'normal';
          note = attribute(attributes, 'id') ?? '';
          break;
        case 'p':
          stack.push({ style: '', isEndStruck: false, runs: [] });
          // Marks that were opened before reach into this one.
          if (marks.around.length > 0) put('');
          break;
        case 'pPr':
          properties += 1;
          break;
        case 'pStyle': {
          const paragraph = stack.at(-1);
          if (paragraph !== undefined) paragraph.style = (attribute(attributes, 'val') ?? '').slice(0, 200);
          break;
        }
        case 'r':
          isItalic = false;
          break;
        case 'i':
          isItalic = !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '');
          break;
        case 'ins':
        case 'del':
        case 'moveFrom':
        case 'moveTo': {
          const paragraph = stack.at(-1);
          if (properties > 0 && paragraph !== undefined && (plain === 'del' || plain === 'moveFrom'))
            paragraph.isEndStruck = true;
          changes.push({
            change: CHANGE[plain],
            by: (attribute(attributes, 'author') ?? '').slice(0, 200),
            on: (attribute(attributes, 'date') ?? '').slice(0, 40),
          });
          break;
        }
        case 'bookmarkStart': {
          const named = attribute(attributes, 'name') ?? '';
          const id = idOfBookmark(named);
          const made = id === undefined ? open('paragraph', idOfParagraph(named)) : open('bookmark', id);
          if (made !== undefined) bookmarks.set(attribute(attributes, 'id') ?? '', made);
          break;
        }
        case 'bookmarkEnd': {
          const key = attribute(attributes, 'id') ?? '';
          shut(bookmarks.get(key));
          bookmarks.delete(key);
          break;
        }
        case 'sdt':
          controls.push(undefined);
          break;
        case 'tag':
          if (controls.length > 0 && controls.at(-1) === undefined)
            controls[controls.length - 1] = open('control', idOfControl(attribute(attributes, 'val') ?? ''));
          break;
        case 'hyperlink':
          hyperlinks.push(open('link', idOfLink(links.get(attribute(attributes, 'id') ?? '') ?? '')));
          break;
        case 'fldSimple':
          simple.push(open('field', idOfField(attribute(attributes, 'instr') ?? '')));
          break;
        case 'fldChar':
          fields.mark(attribute(attributes, 'fldCharType') ?? '');
          break;
        case 't':
        case 'delText':
          text = 'text';
          break;
        case 'instrText':
        case 'delInstrText':
          text = 'code';
          break;
        case 'tab':
          if (properties === 0) say('\t');
          break;
        case 'br':
        case 'cr':
          say('\n');
          break;
        case 'noBreakHyphen':
          say('\u2011');
          break;
        case 'footnoteReference':
        case 'endnoteReference':
          put('', `${plain.slice(0, -'Reference'.length)} ${attribute(attributes, 'id') ?? ''}`.slice(0, 60));
          break;
      }
    },
    text(words) {
      if (fallback > 0) return;
      if (text === 'code') fields.code(words);
      else if (text === 'text') say(words);
    },
    close(tag) {
      const plain = local(tag);
      if (plain === 'Fallback') {
        fallback = Math.max(0, fallback - 1);
        return;
      }
      if (fallback > 0) return;
      switch (plain) {
        case 't':
        case 'delText':
        case 'instrText':
        case 'delInstrText':
          text = 'none';
          break;
        case 'pPr':
          properties = Math.max(0, properties - 1);
          break;
        case 'ins':
        case 'del':
        case 'moveFrom':
        case 'moveTo':
          changes.pop();
          break;
        case 'sdt':
          shut(controls.pop());
          break;
        case 'hyperlink':
          shut(hyperlinks.pop());
          break;
        case 'fldSimple':
          shut(simple.pop());
          break;
        case 'p': {
          const paragraph = stack.pop();
          if (paragraph === undefined || !isNote) break;
          done.push({
            paragraph: { part, note, style: paragraph.style, isEndStruck: paragraph.isEndStruck, runs: [] },
            runs: paragraph.runs,
          });
          break;
        }
      }
    },
  });
  const unclosed = new Set([...marks.around]);
  if (unclosed.size > 0)
    walk.remark('word-mark-open', 'A mark begins and does not end; it was kept to its paragraph.');
  const first = new Map<WordLayer, number>();
  for (const [i, { paragraph, runs }] of done.entries()) {
    const kept = runs.map((run) => {
      if (unclosed.size === 0) return run;
      // How far a mark without an end reached is not known; it is believed for the paragraph in which it begins.
      const left = run.layers.filter((layer) => {
        if (!unclosed.has(layer)) return true;
        if (!first.has(layer)) first.set(layer, i);
        return first.get(layer) === i;
      });
      return { ...run, layers: left };
    });
    walk.take({ ...paragraph, runs: kept });
  }
  return found;
}

const CHANGE = {
  ins: 'inserted',
  del: 'deleted',
  moveFrom: 'moved-from',
  moveTo: 'moved-to',
} as const;
